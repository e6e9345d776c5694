import type { WatchView } from '../../../preload/contract/views.js';
import { useTargets, useView } from '../../state/console.js';
import { useNow } from '../../text/now.js';
import { count, percent, plain } from '../../text/quantity.js';
import type { Saying } from '../../text/states.js';
import { Ago } from '../../text/zone.js';
import { Tile, Tiles } from '../../ui/tile.js';

const DAY = 86_400_000;

const heldOf = ({ acknowledged, suppressed }: WatchView): number => acknowledged + suppressed;

const openJudgement = (watch: WatchView): Saying => {
  const { firing, state, targets } = watch;
  if (firing.critical > 0) return { tone: 'critical', word: `${plain(firing.critical)} critical` };
  if (firing.warning > 0) return { tone: 'warning', word: count(firing.warning, 'warning') };
  if (firing.info > 0) return { tone: 'info', word: `${plain(firing.info)} info` };
  if (heldOf(watch) > 0) return { tone: 'muted', word: 'All in hand or suppressed' };
  if (state === 'blind') return { tone: 'unseen', word: 'When last looked' };
  return targets.total === 0 ? { tone: 'neutral', word: 'None yet' } : { tone: 'good', word: 'Nothing fires' };
};

const targetJudgement = ({ targets }: WatchView): Saying => {
  if (targets.total === 0) return { tone: 'neutral', word: 'None yet' };
  if (targets.down > 0) return { tone: 'critical', word: `${plain(targets.down)} down` };
  return targets.unknown > 0
    ? { tone: 'unseen', word: `${plain(targets.unknown)} not seen` }
    : { tone: 'good', word: 'All up' };
};

/** The middle of the latest response times, and how many it is drawn from. */
const useMedianResponse = (): { median: number | null; n: number } => {
  const times = useTargets()
    .flatMap((row) => (row.responseSeconds === null ? [] : [row.responseSeconds]))
    .sort((a, b) => a - b);
  return { median: times[Math.floor((times.length - 1) / 2)] ?? null, n: times.length };
};

const ResponseTile = () => {
  const { median, n } = useMedianResponse();
  return (
    <Tile
      title="Response time, typical"
      number={median === null ? '–' : plain(median < 1 ? median * 1_000 : median)}
      unit={median === null ? '' : median < 1 ? 'ms' : 's'}
      judgement={null}
      basis={n === 0 ? 'No answer yet' : `Middle of the last ${count(n, 'answer')}`}
    />
  );
};

/** Four answers: what is open, what is up, how fast, and how much of the time we looked. */
export const Summary = () => {
  const now = useNow();
  const watch = useView((view) => view.watch);
  const open = watch.firing.critical + watch.firing.warning + watch.firing.info;
  const held = heldOf(watch);
  return (
    <Tiles>
      <Tile
        title="Open alerts"
        number={plain(open + held)}
        judgement={openJudgement(watch)}
        basis={held === 0 || open === 0 ? '' : `and ${plain(held)} in hand or suppressed`}
      />
      <Tile
        title="Targets up"
        number={plain(watch.targets.up)}
        unit={`of ${plain(watch.targets.total)}`}
        judgement={targetJudgement(watch)}
        basis=""
      />
      <ResponseTile />
      <Tile
        title={watch.bornAt > now - DAY ? 'Observed since the start' : 'Observed, last 24 h'}
        number={percent(watch.coverage, 1).replace(' %', '')}
        unit="%"
        judgement={watch.state === 'blind' ? { tone: 'unseen', word: 'Blind now' } : null}
        basis={
          watch.freshAt === null ? (
            'No reading yet'
          ) : (
            <span>
              last reading <Ago at={watch.freshAt} />
            </span>
          )
        }
      />
    </Tiles>
  );
};
