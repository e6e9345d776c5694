import { useRef, useState } from 'react';
import type { PastAlert, PastDay } from '../../../preload/contract/views.js';
import { usePastDay } from '../../query/past.js';
import { usePastStore } from '../../state/console.js';
import type { ShownPast } from '../../state/past.js';
import { wallClock } from '../../text/now.js';
import { clockTime, dayAndTime, minuteOfDay } from '../../text/time.js';
import { useZone } from '../../text/zone.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LEGEND = 'Tall ticks: an alert began. Green ticks: one ended. Hatched: there is no recording.';
const MARKS = [0, 3, 6, 9, 12, 15, 18, 21, 24];

/** Milliseconds for which the hand rests before a minute is asked for. */
const REST = 120;

/** The 24 hours of the day that is looked at: what is recorded, when alerts began and ended, and where one is. */
export const Scrubber = ({ shown }: { shown: ShownPast }) => {
  const past = usePastStore();
  const zone = useZone();
  const [dragged, drag] = useState<number | null>(null);
  const timer = useRef<number | undefined>(undefined);
  const from = shown.asked - minuteOfDay(shown.asked, zone) * MINUTE;
  const to = from + DAY;
  const { data: day } = usePastDay(to, to < wallClock());
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
      <Track from={from} day={day ?? null} now={wallClock()} />
      <Hours from={from} zone={zone} />
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

const percent = (at: number, from: number): string => `${Math.max(0, Math.min(100, ((at - from) / DAY) * 100))}%`;

/** Drawn as it is recorded: what is not is hatched, as all that nobody saw; what is still to come is a mere line. */
const Track = ({ from, day, now }: { from: number; day: PastDay | null; now: number }) => (
  <svg aria-hidden="true" className="absolute inset-x-0 top-0 h-7 w-full" preserveAspectRatio="none">
    <rect x="0" y="13" width="100%" height="2" className="fill-line" />
    <rect x="0" y="9" width={percent(now, from)} height="10" fill="url(#hatch)" />
    {(day?.recorded ?? []).map((stretch) => (
      <rect
        key={stretch.from}
        x={percent(stretch.from, from)}
        y="9"
        width={`${Math.max(0.1, ((stretch.to - stretch.from) / DAY) * 100)}%`}
        height="10"
        className="fill-raised stroke-line-strong"
        strokeWidth="0.5"
      />
    ))}
    {(day?.alerts ?? []).map((alert) => (
      <AlertTick key={alert.id} alert={alert} from={from} />
    ))}
  </svg>
);

/** A tall tick where an alert began, a short one where it ended. */
const AlertTick = ({ alert, from }: { alert: PastAlert; from: number }) => (
  <g className={TICK[alert.severity]}>
    {alert.firedAt >= from && alert.firedAt < from + DAY && (
      <rect x={percent(alert.firedAt, from)} y="2" width="2" height="16" fill="currentColor" />
    )}
    {alert.resolvedAt !== null && alert.resolvedAt < from + DAY && (
      <rect x={percent(alert.resolvedAt, from)} y="12" width="2" height="12" className="text-good" fill="currentColor" />
    )}
  </g>
);

const TICK = { critical: 'text-critical', warning: 'text-warning', info: 'text-info' } as const;

const Hours = ({ from, zone }: { from: number; zone: string }) => (
  <div aria-hidden="true" className="absolute inset-x-0 bottom-0 h-3.5 text-small text-soft">
    {MARKS.map((hour) => (
      <span
        key={hour}
        className="absolute -translate-x-1/2 leading-none first:translate-x-0 last:-translate-x-full"
        style={{ left: percent(from + hour * HOUR, from) }}
      >
        {hour === 24 ? '24:00' : clockTime(from + hour * HOUR, zone)}
      </span>
    ))}
  </div>
);
