import type { RuleRow, TargetRow } from '../../../preload/contract/views.js';
import { HistoryChart } from '../../chart/history-chart.js';
import { ChartPlace } from '../../chart/time-chart.js';
import { useSeriesOf } from '../../query/reads/history.js';
import { useRules, useTargets } from '../../state/console.js';
import { quantity } from '../../text/quantity.js';
import { isLimit, type LimitRow } from '../../text/rule.js';
import { Card, Section } from '../../ui/section.js';

const HEIGHT = 240;
const EMPTY_HEIGHT = 80;

/** The lowest limit that an enabled rule sets on response time: the line that is crossed first. */
const limitOf = (rules: readonly RuleRow[], metric: string): LimitRow | null =>
  rules
    .filter(isLimit)
    .filter((rule) => rule.enabled && rule.metric === metric && rule.comparison === 'above')
    .reduce<LimitRow | null>((lowest, rule) => (lowest === null || rule.threshold < lowest.threshold ? rule : lowest), null);

const Chart = ({ target, metric }: { target: TargetRow; metric: string }) => {
  const limit = limitOf(useRules(), metric);
  const { data, error } = useSeriesOf(metric, target.id);
  if (error !== null) return <ChartPlace height={HEIGHT} text={`The series could not be read: ${error.message}`} />;
  if (data === undefined) return <ChartPlace height={HEIGHT} text={null} />;
  return (
    <HistoryChart
      metric={metric}
      series={data.map((found) => found.id)}
      labelOf={() => target.name}
      height={HEIGHT}
      width="page"
      {...(limit === null
        ? {}
        : { threshold: { value: limit.threshold, label: `${limit.name}: ${quantity(limit.threshold, metric)}` } })}
    />
  );
};

/** How one target answered over the chosen time range, against the rule's limit. */
export const ResponseTime = ({ target, onPick }: { target: TargetRow | null; onPick: (id: string) => void }) => {
  const targets = useTargets().filter((row) => row.responseMetric !== null);
  return (
    <Section
      title="Response time"
      actions={
        targets.length > 0 && (
          <select
            aria-label="Target in the chart"
            value={target?.id ?? ''}
            onChange={(event) => onPick(event.target.value)}
            className="h-8 max-w-64 rounded-md border border-line bg-sunken px-2"
          >
            {targets.map((row) => (
              <option key={row.id} value={row.id}>
                {row.name}
              </option>
            ))}
          </select>
        )
      }
    >
      <Card className="p-3">
        {target === null || target.responseMetric === null ? (
          <ChartPlace height={EMPTY_HEIGHT} text="Add a page or an endpoint to see how fast it answers." />
        ) : (
          <Chart key={target.id} target={target} metric={target.responseMetric} />
        )}
      </Card>
    </Section>
  );
};
