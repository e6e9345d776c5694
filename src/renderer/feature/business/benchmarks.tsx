import type { BusinessView, Competition, CompetitorRow, IndustryComparison } from '../../../preload/contract/views.js';
import { sayRating, saySpread, spreadDetail } from '../../text/business.js';
import { metricName, percent, plain, quantity } from '../../text/quantity.js';
import { Mark } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';
import { Cell, Row, Table } from '../../ui/table.js';

/** The site beside the web at large, and beside its competitors. */
export const Benchmarks = ({ view }: { view: BusinessView }) => (
  <div className="grid gap-6 xl:grid-cols-2">
    <IndustryPart industry={view.industry} />
    <Competitors competition={view.competition} />
  </div>
);

const INDUSTRY = [
  { name: 'Web Vital, p75', side: 'left' },
  { name: 'This site', side: 'right' },
  { name: 'Good to', side: 'right' },
  { name: 'On mobile', side: 'right' },
  { name: 'On desktop', side: 'right' },
] as const;

const IndustryPart = ({ industry: { source, rows } }: { industry: BusinessView['industry'] }) => (
  <Section title="The web at large" note="and the share of all sites that are good">
    <Card>
      <Table label="The web at large" columns={INDUSTRY}>
        {rows.map((row) => (
          <Compared key={row.metric} row={row} />
        ))}
      </Table>
      {source !== null && (
        <p className="border-t border-line px-3 py-2 text-small text-faint">
          {source.source}, measured {source.measured}
        </p>
      )}
    </Card>
  </Section>
);

const Compared = ({ row: { metric, good, own, industry } }: { row: IndustryComparison }) => (
  <Row>
    <Cell className="font-medium whitespace-nowrap">{metricName(metric)}</Cell>
    <Cell side="right" {...(own === null ? {} : { title: spreadDetail(own) })}>
      {own === null ? (
        <span className="text-faint">no reading</span>
      ) : (
        <span className="inline-flex items-baseline gap-2">
          {saySpread(own)} <Mark {...sayRating(own)} />
        </span>
      )}
    </Cell>
    <Cell side="right">{quantity(good, metric)}</Cell>
    <Published share={industry?.mobile.good} />
    <Published share={industry?.desktop.good} />
  </Row>
);

const Published = ({ share }: { share: number | undefined }) => (
  <Cell side="right">
    {share === undefined ? (
      <span className="text-faint" title="not published">
        –
      </span>
    ) : (
      percent(share, 0)
    )}
  </Cell>
);

const COMPETITORS = [
  { name: 'Page', side: 'left' },
  { name: 'Median', side: 'right' },
  { name: 'p95', side: 'right' },
  { name: 'Answered', side: 'right' },
] as const;

const seconds = (value: number | null): string => (value === null ? '–' : quantity(value, 'http_response_seconds'));

const Competitors = ({ competition }: { competition: Competition }) => (
  <Section title="Competitors" note="response times from this desk; their failures alert nobody">
    <Card>
      <Table label="Competitors" columns={COMPETITORS}>
        <Row>
          <Cell className="font-medium">This site, all pages</Cell>
          <Cell side="right">{seconds(competition.own.medianSeconds)}</Cell>
          <Cell side="right">{seconds(competition.own.p95Seconds)}</Cell>
          <Cell side="right">
            <span className="text-small text-faint">{plain(competition.own.n)} answers</span>
          </Cell>
        </Row>
        {competition.rows.map((row) => (
          <Competitor key={row.target} row={row} />
        ))}
      </Table>
      {competition.state === 'no-source' && (
        <p className="border-t border-line px-3 py-2 text-faint">
          No competitor is named. Name some under Settings, Business, with an address each.
        </p>
      )}
    </Card>
  </Section>
);

const Competitor = ({ row }: { row: CompetitorRow }) => (
  <Row isFew={row.n < 20}>
    <Cell className="max-w-0 w-full" title={row.url}>
      <span className="block truncate font-medium">{row.name}</span>
      {row.problem !== null && <span className="block truncate text-small text-faint">{row.problem}</span>}
    </Cell>
    <Cell side="right">{seconds(row.medianSeconds)}</Cell>
    <Cell side="right">{seconds(row.p95Seconds)}</Cell>
    <Cell side="right">
      {row.answered.ratio === null ? '–' : percent(row.answered.ratio, 1)}{' '}
      <span className="text-small text-faint">of {plain(row.answered.n)}</span>
    </Cell>
  </Row>
);
