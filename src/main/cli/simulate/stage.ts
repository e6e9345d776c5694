import { seeded } from '../../core/baseline/state.js';
import type { ChannelKind } from '../../core/model/reason.js';
import { ok } from '../../core/model/result.js';
import type { Channel, SendError } from '../../core/port/channel.js';
import type { Store } from '../../core/port/journal.js';
import type { Log } from '../../core/port/log.js';
import { seriesId } from '../../core/sample/series.js';
import { after, days } from '../../core/time/instant.js';
import { type Committer, createCommitter } from '../../engine/commit/commit.js';
import { createDeliver, type Deliver } from '../../engine/outbox/deliver.js';
import { conclude, longestFailure } from '../../engine/outbox/hand-over.js';
import { pointless, triesOf } from '../../engine/outbox/record-outcome.js';
import { noteBegun, noteEnded } from '../../engine/outbox/under-way.js';
import { recallBaselines } from '../../engine/recall/baselines.js';
import { recall, SERIES_KEPT, settleAfterStart } from '../../engine/recall/remember.js';
import { recallWindows } from '../../engine/recall/windows.js';
import type { Trace } from '../../engine/trace.js';
import { backgroundOf } from '../../engine/view/background.js';
import type { World } from '../../engine/world.js';
import type { VirtualClock } from './clock.js';
import { awaitReading } from './disturb.js';
import type { Scenario, ScriptedAnswer } from './scenario.js';

/** One run of the process inside a scenario: the engine's own parts, from what the store remembers to what leaves. */
export interface Stage {
  readonly world: World;
  readonly committer: Committer;
  readonly deliver: Deliver;
}

export interface StageParts {
  readonly scenario: Scenario;
  readonly clock: VirtualClock;
  readonly store: Store;
  readonly channels: readonly Channel[];
  readonly trace: Trace;
}

const SILENT: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

/** Starts the engine's parts from what was committed before. */
export const openStage = async ({ scenario, clock, store, channels, trace }: StageParts): Promise<Stage> => {
  const now = clock.now();
  const remembered = await store.journal.remembered(after(now, -days(2)), after(now, -SERIES_KEPT));
  const kinds = channels.map(({ kind }) => kind);
  const world = recall({ config: scenario.config, remembered, now, channels: kinds, trace, every: scenario.step });
  const committer: Committer = createCommitter({
    first: world.draft(),
    journal: store.journal,
    clock,
    log: SILENT,
    committed: (draft) => {
      for (const delivery of draft.deliveries.values()) deliver.enqueue(delivery);
    },
    healthChanged: () => undefined,
  });
  world.draft = committer.draft;
  const deliver = createDeliver({
    clock,
    log: SILENT,
    channels,
    mayLeave: (channel) => mayLeave(world, channel),
    isNewest: (delivery) => world.deliveries.get(delivery.id) === delivery,
    pointless: (delivery) => pointless(world, delivery),
    longestFailure: (delivery) => longestFailure(world, delivery),
    triesOf: (channel) => triesOf(world, channel),
    background: (delivery) => backgroundOf(world, delivery, clock.now()),
    spread: (wait) => wait,
    begin: (delivery) => noteBegun(world, delivery, clock.now()),
    spare: (delivery) => noteEnded(world, delivery),
    keep: (delivery) => {
      noteEnded(world, delivery);
      conclude(world, delivery, clock.now());
    },
    remember: () => Promise.resolve(),
  });
  await recallWindows(world, store.history, now);
  await recallBaselines(world, store.history, now);
  seedBaselines(world, scenario);
  settleAfterStart(world, now);
  awaitReading(world);
  for (const delivery of world.deliveries.values()) deliver.enqueue(delivery);
  return { world, committer, deliver };
};

/** What the scenario says is usual, for series that have learnt nothing yet: one that is still to come takes it up when it does. */
const seedBaselines = (world: World, { baselines }: Scenario): void => {
  for (const { series, ...figures } of baselines) {
    const id = seriesId(series);
    const state = world.series.get(id);
    if (state !== undefined) state.baseline ??= seeded(series.name, figures);
    else if (!world.baselines.has(id)) world.baselines.set(id, seeded(series.name, figures));
  }
};

const mayLeave = (world: World, channel: ChannelKind): boolean => {
  const { cause } = world.observation.open;
  return world.settling === null && cause !== 'asleep' && (channel === 'desktop' || cause !== 'offline');
};

/** A channel that answers as the scenario says: one sequence over all its attempts, of which the last repeats. */
export const scriptedChannel = (kind: ChannelKind, answers: readonly ScriptedAnswer[]): Channel => {
  let attempts = 0;
  return {
    kind,
    pace: { atOnce: 1, ahead: 0, rate: null },
    send: async () => {
      const answer = answers[Math.min(attempts, answers.length - 1)] ?? 'ok';
      attempts += 1;
      const error = errorOf(answer);
      return error === null ? ok({ text: 'ok' }) : { ok: false, error };
    },
    stop: async () => undefined,
  };
};

const errorOf = (answer: ScriptedAnswer): SendError | null => {
  if (answer === 'ok' || (typeof answer === 'number' && answer < 400)) return null;
  if (answer === 'timeout') return { retry: 'later', code: 'timeout', text: 'no answer' };
  if (answer === 'reject') return { retry: 'never', code: '400', text: 'refused' };
  const isPassing = answer >= 500 || answer === 408 || answer === 429;
  return { retry: isPassing ? 'later' : 'never', code: String(answer), text: `answered ${answer}` };
};
