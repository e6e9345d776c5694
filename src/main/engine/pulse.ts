import type { ChannelKind } from '../core/model/reason.js';
import type { Pulse } from '../core/observe/pulse.js';
import type { Clock } from '../core/port/clock.js';
import { type Duration, duration, type Instant, instant, minutes } from '../core/time/instant.js';
import type { Committer } from './commit/commit.js';
import type { World } from './world.js';

export interface PulseParts {
  readonly world: World;
  readonly clock: Clock;
  readonly committer: Pick<Committer, 'health'>;
}

/** Knows whether the engine runs, for those who tell others of it. */
export interface PulseTaker {
  /** The engine has just passed over what time alone moves. */
  ticked(): void;
  pulse(): Pulse;
}

export const createPulse = ({ world, clock, committer }: PulseParts): PulseTaker => {
  let tickedAt = clock.now();
  return {
    ticked: () => {
      tickedAt = clock.now();
    },
    pulse: () => {
      const health = committer.health();
      return {
        tickedAt,
        looking: lookingOf(world),
        readAt: readAtOf(world),
        readWithin: readWithinOf(world),
        storeFailure: health.state === 'ok' ? null : health.text,
        rulesFailed: rulesFailedIn(world),
        oldestDue: oldestDueIn(world, clock.now()),
      };
    },
  };
};

const lookingOf = ({ observation: { open } }: World): Pulse['looking'] =>
  open.cause === 'observed' ? { kind: 'yes', since: open.from } : { kind: 'no', cause: open.cause };

const readAtOf = ({ targets }: World): Instant | null => {
  let newest: Instant | null = null;
  for (const { reading } of targets.values()) {
    if (reading !== null && (newest === null || reading.at > newest)) newest = reading.at;
  }
  return newest;
};

/** As long as samples stay current by default: three intervals, at least five minutes. */
const readWithinOf = ({ targets }: World): Duration | null => {
  if (targets.size === 0) return null;
  const shortest = [...targets.values()].reduce((least, { target }) => Math.min(least, target.every), Number.POSITIVE_INFINITY);
  return duration(Math.max(minutes(5), 3 * shortest));
};

const rulesFailedIn = ({ bindings }: World): number => {
  const failed = new Set<string>();
  for (const { rule, failure } of bindings.values()) if (failure !== null) failed.add(rule.id);
  return failed.size;
};

const oldestDueIn = (world: World, now: Instant): ReadonlyMap<ChannelKind, Instant | null> => {
  const oldest = new Map<ChannelKind, Instant | null>(world.channels.map((kind) => [kind, null]));
  for (const { channel, state, dueAt } of world.deliveries.values()) {
    if (state.kind !== 'waiting' || dueAt > now) continue;
    oldest.set(channel, instant(Math.min(dueAt, oldest.get(channel) ?? dueAt)));
  }
  return oldest;
};
