import type { ObjectiveStanding, SourceRow, WatchView } from '../../../preload/contract/views.js';
import { useCalm } from '../../query/calm.js';
import { useObjectives } from '../../query/reads/standing.js';
import { useAnew } from '../../query/recorded.js';
import { useSources, useTargets, useView } from '../../state/console.js';
import { useIsStale, useNow } from '../../text/now.js';
import { countStandings, leastBudget, sayLeastBudget } from '../../text/objective.js';
import { count, percent, plain, quantity } from '../../text/quantity.js';
import { asSeen, NOT_READ, type Saying, sayFiring } from '../../text/states.js';
import { Ago } from '../../text/zone.js';
import { ComingTile, Tile, Tiles } from '../../ui/tile.js';
import { BusinessTiles } from './business-tiles.js';

const DAY = 86_400_000;

/** Eight answers to "is everything all right?": alerts, targets, promises, the watch itself; then speed and business. */
export const Summary = () => (
  <Tiles>
    <AlertTile />
    <TargetTile />
    <PromiseTile />
    <WatchTile />
    <BusinessTiles />
  </Tiles>
);

const heldOf = ({ acknowledged, suppressed }: WatchView): number => acknowledged + suppressed;

const openJudgement = (watch: WatchView, calm: ReturnType<typeof useCalm>): Saying => {
  const { firing } = watch;
  if (firing.critical > 0) return { tone: 'critical', word: `${plain(firing.critical)} critical` };
  if (firing.warning > 0) return { tone: 'warning', word: `${plain(firing.warning)} warning` };
  if (firing.info > 0) return { tone: 'info', word: `${plain(firing.info)} info` };
  if (heldOf(watch) > 0) return { tone: 'muted', word: 'All in hand' };
  return { tone: calm.tone, word: calm.short };
};

/** What the judgement leaves out: `1 warning · 2 in hand`. */
const sayOthers = (watch: WatchView): string => {
  const held = heldOf(watch);
  const milder = sayFiring(watch)
    .slice(1)
    .map(({ word }) => word);
  return [...milder, ...(held === 0 ? [] : [`${plain(held)} in hand`])].join(' · ');
};

const AlertTile = () => {
  const watch = useView((view) => view.watch);
  const open = watch.firing.critical + watch.firing.warning + watch.firing.info;
  const held = heldOf(watch);
  const calm = useCalm();
  return (
    <Tile
      title="Open alerts"
      href="#/alerts"
      number={plain(open + held)}
      judgement={openJudgement(watch, calm)}
      basis=""
      detail={open === 0 ? '' : sayOthers(watch)}
    />
  );
};

const targetJudgement = ({ targets }: WatchView): Saying => {
  if (targets.total === 0) return { tone: 'neutral', word: 'None yet' };
  if (targets.down > 0) return { tone: 'critical', word: `${plain(targets.down)} down` };
  return targets.unknown > 0
    ? { tone: 'unseen', word: `${plain(targets.unknown)} not seen` }
    : { tone: 'good', word: 'All up' };
};

/** The middle of the latest response times, and how many it is drawn from. */
const useTypicalResponse = (): string => {
  const times = useTargets()
    .flatMap((row) => (row.responseSeconds === null ? [] : [row.responseSeconds]))
    .sort((a, b) => a - b);
  const median = times[Math.floor((times.length - 1) / 2)];
  return median === undefined
    ? 'no answer yet'
    : `typically ${quantity(median, 'http_response_seconds')} over ${plain(times.length)}`;
};

const TargetTile = () => {
  const watch = useView((view) => view.watch);
  const typical = useTypicalResponse();
  return (
    <Tile
      title="Targets up"
      href="#/targets"
      number={plain(watch.targets.up)}
      unit={`of ${plain(watch.targets.total)}`}
      judgement={asSeen(targetJudgement(watch), watch.state)}
      basis=""
      detail={watch.state === 'blind' ? 'as far as this desk can see' : typical}
    />
  );
};

const promiseJudgement = (standings: readonly ObjectiveStanding[]): Saying => {
  const { missed, atRisk, kept } = countStandings(standings);
  if (standings.length === 0) return { tone: 'neutral', word: 'Nothing is promised' };
  if (missed > 0) return { tone: 'critical', word: `${plain(missed)} missed` };
  if (atRisk > 0) return { tone: 'warning', word: `${plain(atRisk)} at risk` };
  return kept > 0 ? { tone: 'good', word: 'All kept' } : { tone: 'neutral', word: 'None judged yet' };
};

/** How many promises are kept, and which has least of its error budget left. */
const PromiseTile = () => {
  const { data, error } = useObjectives();
  const title = 'Service levels kept';
  const anew = useAnew('objective.list');
  if (data === undefined && error === null) return <ComingTile title={title} href="#/objectives" />;
  if (data === undefined)
    return (
      <Tile
        anew={anew}
        title={title}
        href="#/objectives"
        number="–"
        judgement={NOT_READ}
        basis=""
        detail={error?.message ?? ''}
      />
    );
  const { kept, atRisk, missed } = countStandings(data);
  const judged = kept + atRisk + missed;
  const least = leastBudget(data);
  return (
    <Tile
      anew={anew}
      title={title}
      href="#/objectives"
      number={judged === 0 ? '–' : plain(kept + atRisk)}
      unit={judged === 0 ? '' : `of ${plain(judged)}`}
      judgement={promiseJudgement(data)}
      basis=""
      detail={least === null ? '' : sayLeastBudget(least)}
    />
  );
};

const sourceJudgement = (watch: WatchView, sources: readonly SourceRow[], isStale: boolean): Saying => {
  const failing = sources.filter(({ state }) => state === 'failing').length;
  if (watch.state === 'blind') return { tone: 'unseen', word: 'Blind now' };
  if (failing > 0) return { tone: 'warning', word: `${plain(failing)} of ${count(sources.length, 'source')} failing` };
  if (isStale) return { tone: 'unseen', word: 'Out of date' };
  return watch.freshAt === null ? { tone: 'neutral', word: 'No reading yet' } : { tone: 'good', word: 'All sources fresh' };
};

const WatchTile = () => {
  const now = useNow();
  const watch = useView((view) => view.watch);
  const sources = useSources();
  const isStale = useIsStale(watch.freshUntil);
  return (
    <Tile
      title={watch.bornAt > now - DAY ? 'Observed since the start' : 'Observed, last 24 h'}
      href="#/system"
      number={percent(watch.coverage, 1).replace(' %', '')}
      unit="%"
      judgement={sourceJudgement(watch, sources, isStale)}
      basis=""
      detail={
        watch.freshAt === null ? (
          ''
        ) : (
          <>
            last reading <Ago at={watch.freshAt} />
          </>
        )
      }
    />
  );
};
