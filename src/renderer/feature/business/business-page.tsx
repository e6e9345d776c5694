import type { BusinessView, Score } from '../../../preload/contract/views.js';
import { Answered } from '../../query/answered.js';
import { useBusiness } from '../../query/reads/standing.js';
import { useAnew } from '../../query/recorded.js';
import { useView } from '../../state/console.js';
import { hoursOf, rangeName, usePreferences } from '../../state/preferences.js';
import { amount, isTold, sayKnowledge, sayOf, sayPeriod, sayScore, sayShare, sayUsual } from '../../text/business.js';
import { asSeen } from '../../text/states.js';
import { Empty, Page } from '../../ui/section.js';
import { Tile, Tiles } from '../../ui/tile.js';
import { AtRisk } from './at-risk.js';
import { Benchmarks } from './benchmarks.js';
import { Breakdowns } from './breakdowns.js';
import { ExperimentPart } from './experiment.js';
import { Forms } from './forms.js';
import { FunnelPart } from './funnel.js';
import { RevenuePart } from './revenue.js';
import { Scores } from './scores.js';

/** What the site earns and for whom it works well. */
export const BusinessPage = () => {
  const range = usePreferences((preferences) => preferences.range);
  const answer = useBusiness(range);
  return (
    <Page anew={useAnew(`business.read ${hoursOf(range)}`)} title="Business" note={rangeName(range)}>
      <Answered answer={answer}>{(view) => (isTold(view) ? <Told view={view} /> : <Untold view={view} />)}</Answered>
    </Page>
  );
};

const Told = ({ view }: { view: BusinessView }) => (
  <>
    <Figures view={view} />
    <AtRisk risks={view.atRisk} />
    <div className="grid gap-6 xl:grid-cols-[minmax(0,1.1fr)_minmax(0,1fr)]">
      <FunnelPart funnel={view.funnel} />
      <Forms view={view} />
    </div>
    <RevenuePart revenue={view.revenue} zone={view.timeZone} />
    <Scores view={view} />
    {view.experiments.map((experiment) => (
      <ExperimentPart key={experiment.name ?? ''} experiment={experiment} />
    ))}
    <Breakdowns view={view} />
    <Benchmarks view={view} />
  </>
);

/** Nobody told anything of visits or forms: says how to begin, and shows what is known all the same. */
const Untold = ({ view }: { view: BusinessView }) => (
  <>
    <Empty
      title="Nothing is told of visits, forms or revenue yet"
      action={
        <a href="#/system" className="text-accent hover:underline">
          Open the sources
        </a>
      }
    >
      Let the site send its events to this desk, or read them from its own database: both are set up under System, Sources. Then
      funnel, conversion, revenue and engagement appear here.
    </Empty>
    <Benchmarks view={view} />
  </>
);

/** A score that is not known yet is of nothing. */
const ofHundred = ({ value }: Score): string => (value === null ? '' : 'of 100');

const Figures = ({ view }: { view: BusinessView }) => {
  const today = view.revenue.days.at(-1);
  const engagement = sayScore(view.engagement);
  const health = sayScore(view.health);
  const watch = useView((now) => now.watch.state);
  return (
    <Tiles>
      <Tile
        title="Conversion of visits"
        number={sayShare(view.conversion).replace(' %', '')}
        unit={view.conversion.ratio === null ? '' : '%'}
        judgement={sayKnowledge(view.conversion.state)}
        basis={view.conversion.n === 0 ? '' : sayOf(view.conversion, 'visit')}
      />
      <Tile
        title="Revenue today, so far"
        number={today?.amount == null ? '–' : amount(today.amount, view.currency)}
        judgement={today === undefined ? sayKnowledge(view.revenue.state) : asSeen(sayPeriod(today), watch)}
        basis={today === undefined ? '' : sayUsual(today, view.currency)}
      />
      <Tile
        title="Client engagement"
        number={engagement.number}
        unit={ofHundred(view.engagement)}
        judgement={sayKnowledge(view.engagement.state)}
        basis={view.engagement.value === null ? '' : engagement.basis}
      />
      <Tile
        title="Performance health"
        number={health.number}
        unit={ofHundred(view.health)}
        judgement={sayKnowledge(view.health.state)}
        basis={view.health.value === null ? '' : health.basis}
      />
    </Tiles>
  );
};
