import type { PerformanceView, VitalCourse } from '../../../preload/contract/views.js';
import { Answered } from '../../query/answered.js';
import { usePerformance } from '../../query/reads/standing.js';
import { useAnew } from '../../query/recorded.js';
import { hoursOf, rangeName, usePreferences } from '../../state/preferences.js';
import { sayRating } from '../../text/business.js';
import { sayLimits } from '../../text/performance.js';
import { count, figure, metricName } from '../../text/quantity.js';
import { Empty, Page } from '../../ui/section.js';
import { Tile, Tiles } from '../../ui/tile.js';
import { Audits } from './audits.js';
import { Budgets } from './budgets.js';
import { Deploys } from './deploys.js';
import { ForWhom } from './for-whom.js';
import { Slowest } from './slowest.js';
import { VitalsPart } from './vitals.js';

/** How fast the site is for its visitors and for this desk. */
export const PerformancePage = () => {
  const range = usePreferences((preferences) => preferences.range);
  const answer = usePerformance(range);
  return (
    <Page
      anew={useAnew(`performance.read ${hoursOf(range)}`)}
      title="Performance"
      note={`${rangeName(range)}, the 75th percentile of visits`}
    >
      <Answered answer={answer}>{(view) => <Known view={view} />}</Answered>
    </Page>
  );
};

const Known = ({ view }: { view: PerformanceView }) => (
  <>
    {view.vitals.some(({ spread }) => spread !== null) ? <Vitals view={view} /> : <NoVisits />}
    <Slowest pages={view.slowest} />
    <Budgets budgets={view.budgets} />
    <Audits audits={view.audits} />
  </>
);

const TILES = ['lcp_seconds', 'inp_seconds', 'cls', 'ttfb_seconds'];

const Vitals = ({ view }: { view: PerformanceView }) => (
  <>
    <Tiles>
      {view.vitals
        .filter(({ metric }) => TILES.includes(metric))
        .map((course) => (
          <VitalTile key={course.metric} course={course} />
        ))}
    </Tiles>
    <VitalsPart view={view} />
    <Deploys effects={view.effects} />
    <ForWhom view={view} />
  </>
);

const VitalTile = ({ course }: { course: VitalCourse }) => {
  const { metric, spread } = course;
  const shown = spread === null ? null : figure(spread.p75, metric);
  return (
    <Tile
      title={metricName(metric)}
      number={shown?.number ?? '–'}
      {...(shown === null ? {} : { unit: shown.unit })}
      judgement={spread === null ? { tone: 'unseen', word: 'No reading' } : sayRating(spread)}
      basis={<span title={sayLimits(course)}>{spread === null ? sayLimits(course) : count(spread.n, 'visit')}</span>}
    />
  );
};

const NoVisits = () => (
  <Empty
    title="No visitor’s browser has told how fast the site is"
    action={
      <a href="#/system" className="text-accent hover:underline">
        Open the sources
      </a>
    }
  >
    Add the snippet to the site’s pages, or read its Web Vitals from Sentry or the site’s own database: each is set up under
    System, Sources. Then their 75th percentiles and their course appear here.
  </Empty>
);
