import { fail, ok, type Result } from '../../core/model/result.js';
import type { Series, SeriesSample } from '../../core/model/sample.js';
import type { Clock } from '../../core/port/clock.js';
import { NOT_JUDGED, STATUS } from '../../core/rule/event.js';
import { samplesOfMeasures } from '../../core/sample/ingest.js';
import { days, hours, type Instant, minutes } from '../../core/time/instant.js';
import { incrementsOf, type SiteEvent } from '../../core/visit/event.js';
import { addToShares, noShares, sayShares } from '../../core/visit/shares.js';
import type { Numbered } from './body.js';
import { createCounters } from './counters.js';
import { type Line, lineOf } from './line.js';
import { createPlaces } from './places.js';
import { isAlertmanager, linesOfAlertmanager } from './service.js';
import { nameOf, own, type Sender } from './where.js';

interface Gathered {
  readonly samples: readonly SeriesSample[];
  readonly faults: readonly { readonly line: number; readonly message: string }[];
}

/** Series that may come from outside: beyond that a new one is refused, so that no flood of labels fills the memory. */
const MOST_SERIES = 5_000;
/** Nothing is taken from further ahead than clocks differ, or from before the raw readings begin. */
const AHEAD = minutes(1);
const OLDEST_VALUE = days(14);
/** Events are counted when they come: from further back they would be a rise that never was. */
const OLDEST_EVENT = hours(1);
/** A build is told of when it ends. One that is sent so late may have been sent again: it is history, and alerts nobody. */
export const JUDGED_FOR = hours(1);
/** Events that were sent under an id are known by it for as long as this many others. */
const MOST_EVENTS = 20_000;

/** Makes samples of lines: values as they are, events as counters and as shares of the last hour. */
export const createGather = (clock: Clock): ((lines: readonly Numbered[], sender: Sender) => Gathered) => {
  const counters = createCounters();
  const places = createPlaces();
  const shares = noShares();
  const counted = new Set<string>();

  const isFull = (): boolean => counters.size + places.size >= MOST_SERIES;

  const count = (event: SiteEvent, id: string | null, now: Instant): void => {
    if (id !== null && isKnown(counted, `${event.kind} ${id}`)) return;
    for (const increment of incrementsOf(event)) counters.raise(increment);
    addToShares(shares, event, now);
  };

  const take = (line: Line, now: Instant, sender: Sender): Result<SeriesSample | null, string> => {
    const wrong = wrongTime(line, now);
    if (wrong !== null) return fail(wrong);
    if (line.kind === 'event') {
      if (isFull()) return fail(TOO_MANY);
      count(line.event, line.id, now);
      return ok(null);
    }
    const named = nameOf(isPast(line, now) ? notJudged(line.series) : line.series, sender);
    const { id } = named;
    if (isFull() && !places.has(id)) return fail(TOO_MANY);
    const at = places.find(id, line.at ?? now, line.id);
    return ok(at === null ? null : { id, series: named.series, at, value: line.value });
  };

  return (lines, sender) => {
    const now = clock.now();
    const samples: SeriesSample[] = [];
    const faults: { line: number; message: string }[] = [];
    for (const { number, value } of lines.flatMap(expanded)) {
      const line = readLine(value, sender);
      const taken = line.ok ? take(line.value, now, sender) : line;
      if (!taken.ok) faults.push({ line: number, message: taken.error });
      else if (taken.value !== null) samples.push(taken.value);
    }
    const said = sayShares(shares, now);
    return { samples: [...samples, ...counters.drain(now), ...samplesOfMeasures(said, own({}), now)], faults };
  };
};

const TOO_MANY = `would make more than ${MOST_SERIES} series: send fewer different labels`;

const isKnown = (known: Set<string>, key: string): boolean => {
  if (known.has(key)) return true;
  known.add(key);
  const [oldest] = known;
  if (known.size > MOST_EVENTS && oldest !== undefined) known.delete(oldest);
  return false;
};

const wrongTime = ({ at, kind }: Line, now: Instant): string | null => {
  if (at === null) return null;
  if (at > now + AHEAD) return 'is from the future: set the clock of the sender';
  if (kind === 'event' && at < now - OLDEST_EVENT) return 'is over an hour old: events are counted when they come';
  return at < now - OLDEST_VALUE ? 'is over 14 days old' : null;
};

/** A success of any age ends what failed before it. */
const isPast = ({ at, series }: Line & { readonly kind: 'value' }, now: Instant): boolean =>
  at !== null && series.name === 'build' && series.labels[STATUS] === 'failed' && at < now - JUDGED_FOR;

const notJudged = ({ name, labels }: Series): Series => ({ name, labels: { ...labels, ...NOT_JUDGED } });

/** Alertmanager sends many alerts as one object. */
const expanded = ({ number, value }: Numbered): readonly Numbered[] =>
  value.ok && isAlertmanager(value.value)
    ? linesOfAlertmanager(value.value).map((line) => ({ number, value: ok(line) }))
    : [{ number, value }];

/** What browsers may say: what a visitor met and did, not what a build or another system says, and no series of their own. */
const PUBLIC_VALUES = /^(lcp|inp|fcp|ttfb|fid|page_load)_seconds$|^cls$/;
const PUBLIC_EVENTS: ReadonlySet<SiteEvent['kind']> = new Set([
  'page-view',
  'js-error',
  'form-submission',
  'funnel-step',
  'session',
]);

const readLine = (value: Result<unknown, string>, sender: Sender): Result<Line, string> => {
  if (!value.ok) return value;
  const line = lineOf(value.value);
  if (!line.ok || sender !== 'browser') return line;
  const isVisit =
    line.value.kind === 'event'
      ? PUBLIC_EVENTS.has(line.value.event.kind)
      : PUBLIC_VALUES.test(line.value.series.name) && !('series' in (value.value as object));
  if (!isVisit) return fail('is not for the public collector: send it with a token');
  // The times of visitors' clocks are worth nothing.
  return ok({ ...line.value, at: null });
};
