import { useRef, useState } from 'react';
import type { PastAlert, PastDay } from '../../../preload/contract/views.js';
import { usePastDay } from '../../query/past.js';
import { usePastStore } from '../../state/console.js';
import type { ShownPast } from '../../state/past.js';
import { wallClock } from '../../text/now.js';
import { clockTime, dayAndTime, dayAround, minuteOfDay } from '../../text/time.js';
import { useZone } from '../../text/zone.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const LEGEND = 'Tall ticks: an alert began. Green ticks: one ended. Hatched: there is no recording.';
/** Minutes between two hours that are named. */
const NAMED = 180;

/** Milliseconds for which the hand rests before a minute is asked for. */
const REST = 120;

/** The day that is looked at, of 23 or 25 hours where the clocks change: what is recorded, when alerts began and ended, and where one is. */
export const Scrubber = ({ shown }: { shown: ShownPast }) => {
  const past = usePastStore();
  const zone = useZone();
  const [dragged, drag] = useState<number | null>(null);
  const timer = useRef<number | undefined>(undefined);
  const day = dayAround(shown.asked, zone);
  const { from, to } = day;
  const { data: held } = usePastDay(to, to < wallClock());
  const at = dragged ?? shown.asked;
  const onChange = (value: number): void => {
    const wanted = Math.min(value, shown.last);
    drag(wanted);
    window.clearTimeout(timer.current);
    timer.current = window.setTimeout(() => {
      void past.look(new Date(wanted).toISOString()).then(() => drag(null));
    }, REST);
  };
  return (
    <div className="relative h-11 min-w-40 flex-1" title={LEGEND}>
      <Track day={day} held={held ?? null} now={wallClock()} />
      <Hours day={day} zone={zone} />
      <input
        type="range"
        aria-label="Minute of the day"
        aria-valuetext={dayAndTime(at, zone)}
        min={from}
        max={to}
        step={MINUTE}
        value={at}
        onPointerDown={past.pause}
        onChange={(event) => onChange(Number(event.target.value))}
        className="scrubber absolute inset-x-0 top-0 h-7 w-full"
      />
    </div>
  );
};

type Day = ReturnType<typeof dayAround>;

/** How far into the day an instant lies; what lies outside stands at its edge. */
const share = (at: number, { from, to }: Day): number => Math.max(0, Math.min(100, ((at - from) / (to - from)) * 100));
const percent = (at: number, day: Day): string => `${share(at, day)}%`;

/** Drawn as it is recorded: what is not is hatched, as all that nobody saw; what is still to come is a mere line. */
const Track = ({ day, held, now }: { day: Day; held: PastDay | null; now: number }) => (
  <svg aria-hidden="true" className="absolute inset-x-0 top-0 h-7 w-full" preserveAspectRatio="none">
    <rect x="0" y="13" width="100%" height="2" className="fill-line" />
    <rect x="0" y="9" width={percent(now, day)} height="10" fill="url(#hatch)" />
    {(held?.recorded ?? [])
      .filter((stretch) => stretch.to >= day.from)
      .map((stretch) => (
        <rect
          key={stretch.from}
          x={percent(stretch.from, day)}
          y="9"
          width={`${Math.max(0.1, share(stretch.to, day) - share(stretch.from, day))}%`}
          height="10"
          className="fill-raised stroke-line-strong"
          strokeWidth="0.5"
        />
      ))}
    {(held?.alerts ?? []).map((alert) => (
      <AlertTick key={alert.id} alert={alert} day={day} />
    ))}
  </svg>
);

/** A tall tick where an alert began, a short one where it ended. */
const AlertTick = ({ alert, day }: { alert: PastAlert; day: Day }) => (
  <g className={TICK[alert.severity]}>
    {alert.firedAt >= day.from && alert.firedAt < day.to && (
      <rect x={percent(alert.firedAt, day)} y="2" width="2" height="16" fill="currentColor" />
    )}
    {alert.resolvedAt !== null && alert.resolvedAt >= day.from && alert.resolvedAt < day.to && (
      <rect x={percent(alert.resolvedAt, day)} y="12" width="2" height="12" className="text-good" fill="currentColor" />
    )}
  </g>
);

const TICK = { critical: 'text-critical', warning: 'text-warning', info: 'text-info' } as const;

/** Every third hour of the zone's clocks, each once though they may show it twice. */
const marksOf = ({ from, to }: Day, zone: string): readonly (readonly [at: number, name: string])[] => {
  const marks = new Map<string, number>([['00:00', from]]);
  for (let at = from + HOUR / 2; at < to; at += HOUR / 2)
    if (minuteOfDay(at, zone) % NAMED === 0 && !marks.has(clockTime(at, zone))) marks.set(clockTime(at, zone), at);
  return [...[...marks].map(([name, at]) => [at, name] as const), [to, '24:00']];
};

const Hours = ({ day, zone }: { day: Day; zone: string }) => (
  <div aria-hidden="true" className="absolute inset-x-0 bottom-0 h-3.5 text-small text-soft">
    {marksOf(day, zone).map(([at, name]) => (
      <span
        key={name}
        className="absolute -translate-x-1/2 leading-none first:translate-x-0 last:-translate-x-full"
        style={{ left: percent(at, day) }}
      >
        {name}
      </span>
    ))}
  </div>
);
