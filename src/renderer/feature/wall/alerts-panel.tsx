import type { AlertRow } from '../../../preload/contract/views.js';
import { useCalm } from '../../query/calm.js';
import { useAlerts, useView } from '../../state/console.js';
import { byUrgency, sayAlert, sayHolder, sayNext } from '../../text/alert.js';
import { capital } from '../../text/business.js';
import { sayChannel } from '../../text/delivery.js';
import { useNow } from '../../text/now.js';
import { count, percent, plain } from '../../text/quantity.js';
import { roughly } from '../../text/time.js';
import { Ago } from '../../text/zone.js';
import { names } from '../../ui/class-names.js';
import { ToneIcon } from '../../ui/mark.js';

/** As many as are legible from 4 m. */
const MOST = 5;

const EDGES: Readonly<Record<string, string>> = {
  critical: 'border-critical',
  warning: 'border-warning',
  info: 'border-info',
  muted: 'border-muted',
};

/** What is wrong, the worst first; who has it, and who is told next. */
export const AlertsPanel = () => {
  const open = useAlerts()
    .filter(({ state, isTest }) => state === 'firing' && !isTest)
    .sort(byUrgency);
  if (open.length === 0) return <Calm />;
  return (
    <div className="flex h-full flex-col gap-[1vw]">
      <ul className="flex flex-col gap-[0.9vw]">
        {open.slice(0, MOST).map((row) => (
          <Line key={row.id} row={row} />
        ))}
      </ul>
      {open.length > MOST && <p className="text-wall-small text-faint">and {count(open.length - MOST, 'more alert')}</p>}
      <Next />
    </div>
  );
};

const Line = ({ row }: { row: AlertRow }) => {
  const now = useNow();
  const { tone } = sayAlert(row);
  const next = sayNext(row, now);
  return (
    <li
      className={names(
        'flex items-center gap-[1.2vw] rounded-md border-l-[0.6vw] bg-surface px-[1.5vw] py-[0.8vw]',
        EDGES[tone],
      )}
    >
      <span className="shrink-0 [&>svg]:size-(--size-wall-text)">
        <ToneIcon tone={tone} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="line-clamp-2 text-wall-text font-semibold">{row.summary}</span>
        <span className="block truncate text-wall-small text-soft">
          <span className="sr-only">{sayAlert(row).word}: </span>
          {capital(sayHolder(row, now))}
          {next !== null && ` · ${next}`}
        </span>
      </span>
      <span className="shrink-0 text-right text-wall-text font-semibold">{roughly(Math.max(0, now - row.startedAt))}</span>
    </li>
  );
};

const Next = () => {
  const next = useView((view) => view.watch.nextEscalation);
  const now = useNow();
  if (next === null) return null;
  const how = next.channels.length === 0 ? 'but no channel reaches them' : `by ${next.channels.map(sayChannel).join(', ')}`;
  return (
    <p className="mt-auto truncate text-wall-small text-soft">
      Next told: <strong className="text-ink">{next.team}</strong>, {how},{' '}
      {next.at <= now ? 'now' : `in ${roughly(next.at - now)}`}
    </p>
  );
};

const Calm = () => {
  const watch = useView((view) => view.watch);
  const isBlind = watch.blind !== null;
  const { tone, title } = useCalm();
  return (
    <div className="flex h-full flex-col items-center justify-center gap-[2vw] text-center">
      <span className="[&>svg]:size-[12vw]">
        <ToneIcon tone={tone} />
      </span>
      <p className="max-w-[60vw] text-wall-state font-semibold text-balance">
        {title}.{isBlind && ' What happened since is not known.'}
      </p>
      <p className="text-wall-text text-soft">
        {isBlind ? (
          watch.freshAt !== null && (
            <>
              last reading <Ago at={watch.freshAt} />
            </>
          )
        ) : (
          <>
            {plain(watch.targets.up)} of {count(watch.targets.total, 'target')} up · {percent(watch.coverage, 1)} observed
          </>
        )}
      </p>
    </div>
  );
};
