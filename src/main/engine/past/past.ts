import type { PastAlert, PastDay, PastView } from '../../core/model/past.js';
import { fail, ok, type Refusal, type Result } from '../../core/model/result.js';
import type { ConsoleView } from '../../core/model/view.js';
import type { Clock } from '../../core/port/clock.js';
import type { RecordedView, Recording } from '../../core/port/recording.js';
import { dayOf, instantAt } from '../../core/time/calendar.js';
import { after, bucketStart, days, type Instant, instant, minutes } from '../../core/time/instant.js';
import { partRecorded } from '../../core/view/recorded-answers.js';

export interface Past {
  past(at: Instant): Promise<Result<PastView, Refusal>>;
  pastDay(to: Instant): Promise<Result<PastDay, Refusal>>;
}

const MINUTE = minutes(1);
/** Views are taken a minute apart, give or take a busy second: what lies further apart has a gap between. */
const LONGEST_STEP = 90_000;

export interface PastParts {
  readonly clock: Clock;
  /** Null: this desk records nothing. */
  readonly recording: Recording | null;
  /** The site's time zone. */
  readonly zone: () => string;
}

/** Looks up what was pushed at a minute. */
export const createPast = ({ clock, recording, zone }: PastParts): Past => ({
  past: async (at) => {
    if (recording === null) return fail(NOTHING_RECORDED);
    const now = clock.now();
    return at > now ? fail(NOT_YET) : viewAt(recording, at, { now, zone: zone() });
  },
  pastDay: async (to) => (recording === null ? fail(NOTHING_RECORDED) : ok(await dayTo(recording, to, zone()))),
});

const NOT_YET: Refusal = { code: 'bad-input', message: 'That minute has not come yet.', field: 'at' };

const NOTHING_RECORDED: Refusal = {
  code: 'unavailable',
  message: 'This desk cannot keep a recording of the console, so it cannot show it as it was. Its banner says why.',
};

interface Here {
  readonly now: Instant;
  readonly zone: string;
}

const viewAt = async (recording: Recording, at: Instant, { now, zone }: Here): Promise<Result<PastView, Refusal>> => {
  const asked = bucketStart(at, MINUTE);
  const [found, { first, last }] = await Promise.all([recording.at(endOf(asked)), recording.figures()]);
  if (found === null || first === null || last === null) return fail(nothingBefore(first, zone));
  const gap = await gapAround(recording, found, asked, now);
  return ok({ asked, at: found.at, gap, first, last, ...partRecorded(found.text) });
};

/** The last instant of a minute: whatever was taken within it was what was known at that minute. */
const endOf = (minute: Instant): Instant => after(minute, MINUTE - 1);

const nothingBefore = (first: Instant | null, zone: string): Refusal => ({
  code: 'not-found',
  message:
    first === null
      ? 'Nothing is recorded yet: the console is recorded once a minute from now on.'
      : `Nothing is recorded of that time: the recording begins on ${dateAndTime(first, zone)}.`,
  field: 'at',
});

const dateAndTime = (at: Instant, zone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'long', timeStyle: 'short' }).format(at);

/** The view of the present minute may still be on its way: that is no gap yet. */
const gapAround = async (
  recording: Recording,
  { at }: RecordedView,
  asked: Instant,
  now: Instant,
): Promise<PastView['gap']> => {
  if (at >= asked) return null;
  const next = await recording.next(endOf(asked));
  return (next ?? now) - at <= LONGEST_STEP ? null : { from: at, to: next };
};

const dayTo = async (recording: Recording, to: Instant, zone: string): Promise<PastDay> => {
  // The day on which the clocks go back has 25 hours.
  const midnight = instantAt(dayOf(after(to, -MINUTE), zone), 0, zone);
  const from = instant(Math.min(midnight, after(to, -days(1))));
  const [taken, newest, { first, last }] = await Promise.all([
    recording.taken(from, to),
    recording.at(to),
    recording.figures(),
  ]);
  return {
    from,
    to,
    recorded: stretchesOf(taken),
    alerts: newest === null ? [] : alertsOf(newest, from),
    reach: first === null || last === null ? null : { first, last },
  };
};

const stretchesOf = (taken: readonly Instant[]): PastDay['recorded'] => {
  const stretches: { from: Instant; to: Instant }[] = [];
  for (const at of taken) {
    const last = stretches.at(-1);
    if (last !== undefined && at - last.to <= LONGEST_STEP) last.to = at;
    else stretches.push({ from: at, to: at });
  }
  return stretches;
};

/** A view shows every alert that was open within the day before it: all that the marks of a day need. */
const alertsOf = ({ text }: RecordedView, from: Instant): readonly PastAlert[] =>
  Object.values((JSON.parse(text) as ConsoleView).alerts)
    .filter(({ isTest, resolvedAt }) => !isTest && (resolvedAt === null || resolvedAt >= from))
    .map(({ id, name, severity, firedAt, resolvedAt }) => ({ id, name, severity, firedAt: instant(firedAt), resolvedAt }))
    .sort((a, b) => a.firedAt - b.firedAt);
