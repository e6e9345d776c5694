import type { Experiment, VariantComparison } from '../../../preload/contract/views.js';
import {
  capital,
  sayAssumed,
  sayBetween,
  sayKnowledge,
  sayPoints,
  sayShare,
  saySpread,
  sayVerdict,
  spreadDetail,
} from '../../text/business.js';
import { metricName, plain } from '../../text/quantity.js';
import { Mark, Notice } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';
import { Cell, Row, Table } from '../../ui/table.js';

const COLUMNS = [
  { name: 'Variant', side: 'left' },
  { name: 'Conversion', side: 'right' },
  { name: 'Visits', side: 'right' },
  { name: 'Against the control', side: 'left' },
  { name: 'Largest paint, p75', side: 'right' },
  { name: 'Speed', side: 'left' },
] as const;

const LCP = 'lcp_seconds';

/** What a variant does to conversion and to speed, and whether the split can be trusted. */
export const ExperimentPart = ({ experiment }: { experiment: Experiment }) => {
  const state = sayKnowledge(experiment.state);
  return (
    <Section
      title={experiment.name === null ? 'Experiment' : `Experiment ${experiment.name}`}
      note={state === null ? sayAssumed(experiment) : <Mark {...state} />}
    >
      {experiment.isSplitWrong && (
        <Notice
          tone="warning"
          title={`The visits are not shared out ${experiment.sharesBy === 'assumed' ? 'evenly' : 'as planned'}`}
        >
          A split so far off comes by chance less than once in a thousand times. Something loses visits of one variant: until
          that is found, the result means nothing.{' '}
          {experiment.sharesBy === 'assumed' && 'If it was meant so, say so under Settings, Business.'}
        </Notice>
      )}
      <Card>
        {experiment.variants.length === 0 ? (
          <p className="px-3 py-4 text-center text-faint">
            No visit bears a variant. Set data-variant on the site’s script, or send variant with its events.
          </p>
        ) : (
          <Table label="Experiment" columns={COLUMNS}>
            {experiment.variants.map((figures) => (
              <Variant key={figures.variant} figures={figures} experiment={experiment} />
            ))}
          </Table>
        )}
      </Card>
    </Section>
  );
};

const Variant = ({ figures, experiment }: { figures: Experiment['variants'][number]; experiment: Experiment }) => {
  const { conversion, vitals, variant } = figures;
  const comparison = experiment.comparisons.find((one) => one.variant === variant);
  const lcp = vitals.find(({ metric }) => metric === LCP);
  const speed = comparison?.vitals.find(({ metric }) => metric === LCP);
  return (
    <Row isFew={conversion.state !== 'known'}>
      <Cell className="font-medium whitespace-nowrap">{capital(variant)}</Cell>
      <Cell side="right" title={`between ${sayBetween(conversion)} with 95 % confidence`}>
        {sayShare(conversion)}
      </Cell>
      <Cell side="right">{plain(Math.round(conversion.n))}</Cell>
      <Cell>
        {comparison === undefined ? (
          <span className="text-faint">the others are compared with it</span>
        ) : (
          <Against comparison={comparison} />
        )}
      </Cell>
      <Cell side="right" title={lcp === undefined ? metricName(LCP) : spreadDetail(lcp)}>
        {lcp === undefined ? '–' : saySpread(lcp)}
      </Cell>
      <Cell>{speed === undefined ? <span className="text-faint">–</span> : <Mark {...sayVerdict(speed.verdict)} />}</Cell>
    </Row>
  );
};

const Against = ({ comparison: { verdict, difference, between, p } }: { comparison: VariantComparison }) => (
  <span className="flex flex-wrap items-baseline gap-x-2">
    <Mark {...sayVerdict(verdict)} />
    {p !== null && (
      <span className="text-small text-faint">
        {sayPoints(difference)} points ({sayPoints(between[0])} to {sayPoints(between[1])}), p{' '}
        {p < 0.001 ? '< 0.001' : p.toFixed(3)}
      </span>
    )}
  </span>
);
