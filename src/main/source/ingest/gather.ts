import { fail, ok, type Result } from '../../core/model/result.js';
import type { Series, SeriesId, SeriesSample } from '../../core/model/sample.js';
import type { Clock } from '../../core/port/clock.js';
import { NOT_JUDGED, STATUS } from '../../core/rule/event.js';
import { samplesOfMeasures } from '../../core/sample/ingest.js';
import { days, hours, type Instant, minutes } from '../../core/time/instant.js';
import { type Increment, incrementsOf, type SiteEvent } from '../../core/visit/event.js';
import { addToShares, noShares, sayShares } from '../../core/visit/shares.js';
import { isAlertmanager, linesOfAlertmanager } from './alertmanager.js';
import { isBeacon } from './beacon.js';
import type { Numbered } from './body.js';
import { createCounters } from './counters.js';
import type { Fields } from './fields.js';
import { foldedEvent, foldedValue } from './fold.js';
import { type Line, lineOf } from './line.js';
import { type Naming, scrubbed } from './naming.js';
import { createPlaces } from './places.js';
import { createSeats, MOST_SERIES, type Side } from './seats.js';
import { type Named, nameOf, own, type Sender } from './where.js';

interface Gathered {
  readonly samples: readonly SeriesSample[];
  /** How many lines there were, each alert of Alertmanager's body counted as one. */
  readonly lines: number;
  readonly faults: readonly { readonly line: number; readonly message: string }[];
}

/** Nothing is taken from further ahead than clocks differ, or from before the raw readings begin. */
const AHEAD = minutes(1);
const OLDEST_VALUE = days(14);
/** Events are counted when they come: from further back they would be a rise that never was. */
const OLDEST_EVENT = hours(1);
/** A build is told of when it ends. One that is sent so late may have been sent again: it is history, and alerts nobody. */
export const JUDGED_FOR = hours(1);
/** Events that were sent under an id are known by it for as long as this many others. */
const MOST_EVENTS = 20_000;

export interface GatherParts {
  readonly clock: Clock;
  /** Hears of each line for which there was no room: refused, or of a browser counted under fewer labels. */
  readonly noRoom: (side: Side, now: Instant) => void;
}

/** Who sends, and which of their names are kept. */
export type From = { readonly sender: Exclude<Sender, 'browser'> } | { readonly sender: 'browser'; readonly naming: Naming };

/** Makes samples of lines: values as they are, events as counters and as shares of the last hour. */
export const createGather = ({ clock, noRoom }: GatherParts): ((lines: readonly Numbered[], from: From) => Gathered) => {
  const counters = createCounters();
  const places = createPlaces();
  const shares = noShares();
  const counted = new Set<string>();
  const seats = createSeats((id) => {
    counters.forget(id);
    places.forget(id);
  });

  /** What there is room for: all of it, or of a browser's the first of the folded ones, of which the last always has room. */
  const seated = <Rung>(whole: Rung, folded: () => readonly Rung[], idsOf: IdsOf<Rung>, sender: Sender, now: Instant) => {
    const side: Side = sender === 'browser' ? 'browsers' : 'trusted';
    if (seats.take(idsOf(whole), side, now)) return whole;
    noRoom(side, now);
    if (side === 'trusted') return undefined;
    const rungs = folded();
    return rungs.find((rung) => seats.take(idsOf(rung), side, now, rung === rungs.at(-1) ? RESERVE : 0));
  };

  const count = (event: SiteEvent, increments: readonly Increment[], id: string | null, now: Instant): void => {
    if (id !== null && isKnown(counted, `${event.kind} ${id}`)) return;
    for (const increment of increments) counters.raise(increment);
    addToShares(shares, event, now);
  };

  const take = (line: Line, now: Instant, sender: Sender): Result<SeriesSample | null, string> => {
    const wrong = wrongTime(line, now);
    if (wrong !== null) return fail(wrong);
    if (line.kind === 'event') {
      const { event } = line;
      const increments = seated(incrementsOf(event), () => foldedEvent(event), idsOfIncrements, sender, now);
      if (increments === undefined) return fail(TOO_MANY);
      count(event, increments, line.id, now);
      return ok(null);
    }
    const series = isPast(line, now) ? notJudged(line.series) : line.series;
    const named = seated(nameOf(series, sender), () => foldedValue(series), idOfNamed, sender, now);
    if (named === undefined) return fail(TOO_MANY);
    const at = places.find(named.id, line.at ?? now, line.id);
    return ok(at === null ? null : { id: named.id, series: named.series, at, value: line.value });
  };

  return (given, from) => {
    const now = clock.now();
    const samples: SeriesSample[] = [];
    const faults: { line: number; message: string }[] = [];
    const lines = given.flatMap(expanded);
    for (const { number, value } of lines) {
      const line = readLine(value, from);
      const taken = line.ok ? take(line.value, now, from.sender) : line;
      if (!taken.ok) faults.push({ line: number, message: taken.error });
      else if (taken.value !== null) samples.push(taken.value);
    }
    const said = sayShares(shares, now);
    const all = [...samples, ...counters.drain(now), ...samplesOfMeasures(said, own({}), now)];
    return { samples: all, lines: lines.length, faults };
  };
};

type IdsOf<Rung> = (rung: Rung) => readonly SeriesId[];

const idsOfIncrements: IdsOf<readonly Increment[]> = (increments) => increments.map(({ series }) => nameOf(series).id);
const idOfNamed: IdsOf<Named> = ({ id }) => [id];

const TOO_MANY = `would make more than ${MOST_SERIES.trusted} series: send fewer different labels`;

/** Room for what browsers send once they have used up theirs: without page and kind of visitor there are only so many series. */
const RESERVE = 1_000;

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
    ? linesOfAlertmanager(value.value).map((line) => ({ number, value: line }))
    : [{ number, value }];

/** What browsers may say: what a visitor met and did, not what a build or another system says, and no series of their own. */
const PUBLIC_EVENTS: ReadonlySet<unknown> = new Set(['page_view', 'js_error', 'form_submission', 'funnel_step', 'session']);

const isOfVisit = (value: unknown): boolean => {
  if (typeof value !== 'object' || value === null || 'series' in value) return false;
  const fields = value as Fields;
  return fields.event === undefined ? isBeacon(fields) : PUBLIC_EVENTS.has(fields.event);
};

const readLine = (value: Result<unknown, string>, from: From): Result<Line, string> => {
  if (!value.ok) return value;
  if (from.sender !== 'browser') return lineOf(value.value, scrubbed);
  if (!isOfVisit(value.value)) return fail('is not for the public collector: send it with a token');
  const line = lineOf(value.value, from.naming);
  // The times of visitors' clocks are worth nothing.
  return line.ok ? ok({ ...line.value, at: null }) : line;
};
