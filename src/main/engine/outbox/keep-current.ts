import type { Episode, EpisodeId } from '../../core/model/alert.js';
import type { AlertRow } from '../../core/model/alert-view.js';
import type { Background, Channel } from '../../core/port/channel.js';
import type { Clock, Stop } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import { after, type Duration, seconds } from '../../core/time/instant.js';
import type { Draft } from '../draft.js';
import { backgroundOf } from '../view/background.js';
import type { World } from '../world.js';

export interface KeepCurrentParts {
  readonly world: World;
  readonly clock: Clock;
  readonly log: Log;
  readonly channels: readonly Channel[];
}

export interface KeepCurrent {
  /** Looks at every alert: after a start, what people did last may not be shown yet. */
  start(): void;
  /** What is durable now may have to be shown. */
  committed(draft: Draft): void;
  stop(): void;
}

/** Acts come in handfuls: somebody selects ten alerts and acknowledges them. */
const PATIENCE = seconds(2);
/** A channel takes so many edits in a round and so many rounds: 40 a minute, where Slack allows some fifty. */
const ROUND = seconds(15);
const MOST = 10;
/** An edit that fails this often stays undone: what is shown is old then, and the next news shows it right. */
const TRIES = 3;

/**
 * Keeps what channels have shown of open alerts as it is: who acknowledged, what is suppressed. An edit calls nobody and is
 * the same twice, so that it needs no place in the outbox; what ends an alert is news, and goes the way of news.
 */
export const createKeepCurrent = (parts: KeepCurrentParts): KeepCurrent => {
  const keepers = parts.channels.flatMap((channel) => (channel.refresh === undefined ? [] : [keeperOf(channel, parts)]));
  return {
    start: () => {
      for (const keeper of keepers) keeper.look(parts.world.episodes.values());
    },
    committed: ({ episodes, suppressions }) => {
      const touched = suppressions.size > 0 ? parts.world.episodes.values() : [...episodes.values()];
      for (const keeper of keepers) keeper.look(touched);
    },
    stop: () => {
      for (const keeper of keepers) keeper.stop();
    },
  };
};

interface Keeper {
  look(episodes: Iterable<Episode>): void;
  stop(): void;
}

const keeperOf = (channel: Channel, { world, clock, log }: KeepCurrentParts): Keeper => {
  const shown = new Map<EpisodeId, string>();
  const stale = new Map<EpisodeId, number>();
  const stop = new AbortController();
  let cancel: Stop | null = null;

  const look = (episodes: Iterable<Episode>): void => {
    const told = [...episodes].filter((episode) => isShownOn(channel, episode));
    for (const { id, resolution } of told) if (resolution !== null) shown.set(id, OVER);
    const open = told.filter(({ resolution }) => resolution === null);
    for (const row of background(open.map(({ id }) => id)).alerts) {
      if (standingOf(row) === (shown.get(row.id) ?? UNTOUCHED)) stale.delete(row.id);
      else if (!stale.has(row.id)) stale.set(row.id, 0);
    }
    wake(PATIENCE);
  };

  const background = (alerts: readonly EpisodeId[]): Background =>
    backgroundOf(world, { channel: channel.kind, alerts }, clock.now());

  const wake = (wait: Duration): void => {
    if (stale.size === 0 || cancel !== null || stop.signal.aborted) return;
    cancel = clock.wakeAt(after(clock.now(), wait), () => void round());
  };

  const round = async (): Promise<void> => {
    const ids = [...stale.keys()].slice(0, MOST);
    const known = background(ids);
    // Whatever goes wrong with an edit, the watch goes on.
    const problem = await (channel.refresh?.(known, stop.signal) ?? Promise.resolve(null)).catch(String);
    if (problem !== null) log.warn('channel.refresh-failed', { channel: channel.kind, problem });
    for (const id of ids) settle(id, problem === null, known);
    for (const id of shown.keys()) if (!world.episodes.has(id)) shown.delete(id);
    cancel = null;
    wake(ROUND);
  };

  const settle = (id: EpisodeId, isDone: boolean, { alerts }: Background): void => {
    const tries = (stale.get(id) ?? 0) + 1;
    const row = alerts.find((one) => one.id === id);
    stale.delete(id);
    if (!isDone && tries < TRIES) stale.set(id, tries);
    else if (row !== undefined) shown.set(id, standingOf(row));
  };

  return {
    look,
    stop: () => {
      stop.abort();
      cancel?.();
    },
  };
};

const isShownOn = ({ kind }: Channel, { told }: Episode): boolean =>
  told.some(({ channel, references }) => channel === kind && references !== undefined && references.length > 0);

/** What a message shows of people's acts; the news that ends an alert brings the rest. */
const standingOf = ({ acknowledged, suppressed }: AlertRow): string => `${acknowledged?.at ?? ''} ${suppressed?.id ?? ''}`;

/** As an alert is when it is told first. */
const UNTOUCHED = ' ';
const OVER = 'over';
