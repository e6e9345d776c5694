import type { PerformanceView, VitalCourse } from '../../../preload/contract/views.js';
import { useBusiness, usePerformance } from '../../query/reads/standing.js';
import type { TimeRange } from '../../state/preferences.js';
import {
  amount,
  capital,
  isTold,
  sayKnowledge,
  sayOf,
  sayPeriod,
  sayRating,
  sayShare,
  saySpread,
  sayUsual,
  worstForm,
} from '../../text/business.js';
import { sayShares } from '../../text/performance.js';
import { metricName, plain } from '../../text/quantity.js';
import { Mark } from '../../ui/mark.js';
import { Card, Section, Skeleton } from '../../ui/section.js';
import { Cell, Row, Table } from '../../ui/table.js';
import { Tile, Tiles } from '../../ui/tile.js';

/** What visitors had and what the site earned over a time that ends now: the figures of their own pages. */
export const Visitors = ({ range }: { range: TimeRange }) => {
  const { data, error } = usePerformance(range);
  return (
    <>
      <Section title="Web Vitals">
        {error !== null && data === undefined ? (
          <p className="text-soft">They could not be read: {error.message}</p>
        ) : data === undefined ? (
          <Skeleton className="h-40 w-full" />
        ) : (
          <Vitals view={data} />
        )}
      </Section>
      <Earned range={range} />
    </>
  );
};

const COLUMNS = [
  { name: 'Web Vital', side: 'left' },
  { name: 'p75', side: 'right' },
  { name: 'Judged', side: 'left' },
  { name: 'Shares of visits', side: 'left' },
  { name: 'Visits', side: 'right' },
] as const;

const Vitals = ({ view }: { view: PerformanceView }) =>
  view.vitals.every(({ spread }) => spread === null) ? (
    <p className="text-faint">No source: nobody sends what visitors live through.</p>
  ) : (
    <Card>
      <Table label="Web Vitals" columns={COLUMNS}>
        {view.vitals.map((course) => (
          <Vital key={course.metric} course={course} />
        ))}
      </Table>
    </Card>
  );

const Vital = ({ course }: { course: VitalCourse }) => {
  const { metric, spread } = course;
  return (
    <Row isFew={spread === null || spread.rating === 'too-few'}>
      <Cell>{metricName(metric)}</Cell>
      <Cell side="right">{spread === null ? '–' : saySpread(spread)}</Cell>
      <Cell>{spread === null ? 'no visit told it' : <Mark {...sayRating(spread)} />}</Cell>
      <Cell>
        {sayShares(course)
          .map(({ text }) => text)
          .join(', ')}
      </Cell>
      <Cell side="right">{spread === null ? '0' : plain(spread.n)}</Cell>
    </Row>
  );
};

const Earned = ({ range }: { range: TimeRange }) => {
  const { data, error } = useBusiness(range);
  if (data === undefined)
    return error === null ? null : <p className="text-soft">The business could not be read: {error.message}</p>;
  const today = data.revenue.days.at(-1);
  const worst = worstForm(data.forms);
  return (
    <Section title="Business">
      {isTold(data) ? (
        <Tiles>
          <Tile
            title="Conversion of visits"
            number={sayShare(data.conversion).replace(' %', '')}
            unit={data.conversion.ratio === null ? '' : '%'}
            judgement={sayKnowledge(data.conversion.state)}
            basis={data.conversion.n === 0 ? '' : sayOf(data.conversion, 'visit')}
          />
          <Tile
            title="Revenue today, so far"
            number={today?.amount == null ? '–' : amount(today.amount, data.currency)}
            judgement={today === undefined ? sayKnowledge(data.revenue.state) : sayPeriod(today)}
            basis={today === undefined ? '' : sayUsual(today, data.currency)}
          />
          <Tile
            title="Forms that fail, the worst"
            number={worst === null ? '–' : sayShare(worst.failures).replace(' %', '')}
            unit={worst === null || worst.failures.ratio === null ? '' : '%'}
            judgement={worst === null ? null : sayKnowledge(worst.failures.state)}
            basis={worst === null ? 'no form is counted' : `${capital(worst.form)}, ${sayOf(worst.failures, 'submission')}`}
          />
          <Tile
            title="Performance health"
            number={data.health.value === null ? '–' : plain(data.health.value)}
            unit={data.health.value === null ? '' : 'of 100'}
            judgement={sayKnowledge(data.health.state)}
            basis=""
          />
        </Tiles>
      ) : (
        <p className="text-faint">No source: nothing is told of visits, forms or revenue.</p>
      )}
    </Section>
  );
};
