import type { Poster } from '../../channel/poster.js';
import type { DeskProblem } from '../../core/model/desk-problem.js';
import type { HeartbeatView } from '../../core/model/heartbeat.js';
import { type Pulse, whyNotWatching } from '../../core/observe/pulse.js';
import type { Clock, Stop } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import type { PushedSource, TakeSamples } from '../../core/port/pushed.js';
import type { Secrets } from '../../core/port/secrets.js';
import type { Settings } from '../../core/port/settings.js';
import type { HeartbeatTransport } from '../../core/port/transports.js';
import { seriesId } from '../../core/sample/series.js';
import { after, between, type Duration, duration, type Instant, seconds } from '../../core/time/instant.js';
import { sendBeat } from './send.js';

export interface HeartbeatParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly settings: Pick<Settings, 'transports' | 'subscribe'>;
  readonly secrets: Pick<Secrets, 'read'>;
  readonly poster: Pick<Poster, 'post'>;
}

/** The engine as far as the heartbeat has to know it. */
export interface Heart {
  pulse(): Pulse;
  /** Something that the view shows has changed. */
  refresh(): void;
}

/** Tells somebody outside, again and again, that this desk watches: when the signal ceases, they know. */
export interface Heartbeat extends PushedSource {
  follow(heart: Heart): void;
  /** Null: none is configured. */
  state(): HeartbeatView | null;
  problems(): readonly DeskProblem[];
}

/** How soon it is looked again whether the desk watches by now, and how soon a beat that did not arrive is repeated. */
const SOON = seconds(5);
const RETRY = seconds(15);
const TELLING = seconds(30);
const AGE = { name: 'heartbeat_age_seconds', labels: {} };

/** What came of the last try. */
type Last = { readonly kind: 'none' } | { readonly kind: 'ok' } | { readonly kind: 'failed' | 'held'; readonly why: string };

export const createHeartbeat = (parts: HeartbeatParts): Heartbeat => {
  const { clock, log, settings } = parts;
  let plan: HeartbeatTransport | null = null;
  let last: Last = { kind: 'none' };
  let takenAt: Instant | null = null;
  /** Since when there is one to send. */
  let owedFrom = clock.now();
  let heart: Heart | null = null;
  let abort = new AbortController();
  let cancelBeat: Stop = () => undefined;
  let cancelTelling: Stop = () => undefined;
  let unsubscribe: Stop = () => undefined;

  const change = (next: Last): void => {
    const isNews = JSON.stringify(next) !== JSON.stringify(last);
    if (next.kind !== last.kind) tellLog(log, next);
    last = next;
    if (next.kind === 'ok') takenAt = clock.now();
    if (isNews || next.kind === 'ok') heart?.refresh();
  };

  const beatAt = (at: Instant): void => {
    cancelBeat();
    cancelBeat = clock.wakeAt(at, () => void beat(at));
  };

  /** One look, and one beat where the desk watches; then the next is arranged. */
  const beat = async (dueAt: Instant): Promise<void> => {
    if (plan === null || heart === null) return;
    const mine = abort;
    const now = clock.now();
    const why = whyNotWatching(heart.pulse(), now);
    if (why !== null) {
      change({ kind: 'held', why });
      return beatAt(after(now, SOON));
    }
    if (between(dueAt, now) > plan.every / 2) log.warn('heartbeat.late', { seconds: Math.round(between(dueAt, now) / 1_000) });
    const outcome = await sendBeat(parts, plan, mine.signal);
    if (mine.signal.aborted) return;
    change(outcome.ok ? { kind: 'ok' } : { kind: 'failed', why: outcome.error.text });
    beatAt(after(now, outcome.ok ? plan.every : Math.max(outcome.error.wait, Math.min(RETRY, plan.every))));
  };

  const begin = (): void => {
    abort.abort();
    abort = new AbortController();
    cancelBeat();
    const next = settings.transports().heartbeat;
    if (plan === null || next === null) [owedFrom, takenAt, last] = [clock.now(), null, { kind: 'none' }];
    plan = next;
    if (plan !== null) beatAt(after(clock.now(), SOON));
  };

  /** How long one has been owed: time in which the desk did not look is not charged. */
  const age = (now: Instant): Duration | null => {
    const looking = heart?.pulse().looking;
    if (plan === null || looking?.kind !== 'yes') return null;
    return duration(Math.max(0, now - Math.max(takenAt ?? 0, owedFrom, looking.since)));
  };

  const tell = async (take: TakeSamples): Promise<void> => {
    const now = clock.now();
    const owed = age(now);
    // What the store cannot take is told again in half a minute.
    if (owed !== null) await take([{ id: seriesId(AGE), series: AGE, at: now, value: owed / 1_000 }]).catch(() => undefined);
    cancelTelling = clock.wakeAt(after(clock.now(), TELLING), () => void tell(take));
  };

  const state = (): HeartbeatView | null => {
    if (plan === null) return null;
    const isLate = last.kind === 'ok' && takenAt !== null && between(takenAt, clock.now()) > 2 * plan.every;
    return isLate
      ? { state: 'late', lastAt: takenAt, text: LATE }
      : { ...STATES[last.kind], text: textOf(last), lastAt: takenAt };
  };

  return {
    start: (take) => {
      cancelTelling = clock.wakeAt(after(clock.now(), SOON), () => void tell(take));
    },
    follow: (followed) => {
      heart = followed;
      begin();
      unsubscribe = settings.subscribe(() => {
        if (!isSame(plan, settings.transports().heartbeat)) begin();
      });
    },
    state,
    problems: () => (last.kind === 'failed' || last.kind === 'held' ? problemOf(last.kind, last.why, age(clock.now())) : []),
    row: () => null,
    stop: async () => {
      unsubscribe();
      cancelBeat();
      cancelTelling();
      abort.abort();
    },
  };
};

const LATE = 'None was taken for two intervals: whoever receives it may believe that this desk has stopped.';
const STATES = {
  none: { state: 'first' },
  ok: { state: 'ok' },
  failed: { state: 'failing' },
  held: { state: 'held' },
} as const satisfies Record<Last['kind'], Pick<HeartbeatView, 'state'>>;

const isSame = (one: HeartbeatTransport | null, other: HeartbeatTransport | null): boolean =>
  JSON.stringify(one) === JSON.stringify(other);

const tellLog = (log: Log, last: Last): void => {
  if (last.kind === 'ok') log.info('heartbeat.taken');
  if (last.kind === 'failed') log.warn('heartbeat.failed', { why: last.why });
  if (last.kind === 'held') log.warn('heartbeat.held', { why: last.why });
};

const textOf = (last: Last): string => {
  if (last.kind === 'failed') return `The last one did not arrive: ${last.why}.`;
  return last.kind === 'held' ? `None is sent, because ${last.why}.` : '';
};

/** A single beat that is lost is no news: receivers wait for a few. */
const WORTH_SAYING = seconds(120);

const problemOf = (kind: 'failed' | 'held', why: string, owed: Duration | null) =>
  owed === null || owed < WORTH_SAYING
    ? []
    : [
        kind === 'failed'
          ? {
              id: 'heartbeat',
              text: `The heartbeat does not arrive: ${why}.`,
              remedy: 'See the address in heartbeat.url, and whether its service is up. The watch itself goes on.',
            }
          : {
              id: 'heartbeat',
              text: `No heartbeat is sent, because ${why}.`,
              remedy: 'Whoever receives it is told that this desk does not watch. If this goes on, restart it.',
            },
      ];
