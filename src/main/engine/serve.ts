import type { Action } from '../core/model/action.js';
import type { Actor } from '../core/model/actor.js';
import { fail, ok, type Refusal } from '../core/model/result.js';
import type { SourceKind } from '../core/model/source-kind.js';
import { maskAddresses } from '../core/notify/mask.js';
import type { Channel } from '../core/port/channel.js';
import type { Clock } from '../core/port/clock.js';
import type { Desk } from '../core/port/desk.js';
import type { Source } from '../core/port/source.js';
import { act } from './act/act.js';
import { whyNotAllowed } from './act/rights.js';
import { checkChannel, tryChannel } from './act/try-channel.js';
import type { Acted } from './acted.js';
import type { Committer } from './commit/commit.js';
import type { StoreHealth } from './commit/health.js';
import type { Lane } from './commit/lane.js';
import type { Deliver } from './outbox/deliver.js';
import type { createTake } from './take.js';
import { attend } from './turn.js';
import type { Publish } from './view/publish.js';
import type { World } from './world.js';

export interface ServeParts {
  readonly world: World;
  readonly clock: Clock;
  readonly committer: Committer;
  readonly lane: Lane;
  readonly publish: Publish;
  readonly deliver: Pick<Deliver, 'tried'>;
  readonly channels: readonly Channel[];
  readonly sources: ReadonlyMap<SourceKind, Source>;
  readonly take: ReturnType<typeof createTake>;
  /** Notices a sleep that no tick has seen yet. */
  readonly notice: () => void;
}

/** What people ask of the running engine. */
export const createServe = (
  parts: ServeParts,
): Pick<Desk, 'act' | 'readNow' | 'tryTarget' | 'tryChannel' | 'checkChannel' | 'remember'> => {
  const { world, clock, committer, lane, publish, sources, take, notice } = parts;
  const remember: Desk['remember'] = async (action, subject, actor, details) => {
    world.draft().audit.push({ at: clock.now(), actor, action, subject, details });
    committer.turned();
    await committer.durable();
  };
  /**
   * Acts under the id by which they were asked and their kind, while it is not certain that they are durable: asked again, they are not done again. That
   * one came too late is noted under the id of its own: the note must not be taken for it.
   */
  const undurable = new Map<string, Acted>();
  const actOnce = (action: Action, actor: Actor): Acted => {
    const key = keyOf(action, actor);
    const before = key === null ? undefined : undurable.get(key);
    if (before !== undefined) return before;
    const acted = act(world, action, actor, clock.now());
    if (acted.ok && key !== null) undurable.set(key, acted);
    return acted;
  };
  return {
    act: async (action, actor) => {
      const forbidden = whyNotAllowed(action, actor);
      if (forbidden !== null) return fail(forbidden);
      if (committer.health().state === 'failing') return fail(storeFails(committer.health()));
      // Somebody who has just woken the desk must not act on it as if it had looked all the time.
      notice();
      const acted = actOnce(action, actor);
      if (!acted.ok) return acted;
      attend(world, clock.now());
      lane.finish();
      try {
        await committer.durable();
      } catch {
        return fail(storeFails(committer.health()));
      }
      undurable.delete(keyOf(action, actor) ?? '');
      publish.current();
      return acted;
    },
    readNow: async (id) => {
      const target = world.targets.get(id)?.target;
      const source = target === undefined ? undefined : sources.get(target.source);
      if (target === undefined || source === undefined) {
        return fail({ code: 'not-found', message: `There is no target ${id}.`, field: 'target' });
      }
      const reading = await source.read(target, { clock, signal: new AbortController().signal });
      await take(target, reading);
      return ok(reading);
    },
    tryTarget: async (target) => {
      const source = sources.get(target.source);
      if (source === undefined) throw new Error(`no source reads ${target.source}`);
      return source.read(target, { clock, signal: new AbortController().signal, wantsAnswer: true });
    },
    tryChannel: async (channel, actor) => {
      const tried = await tryChannel(parts, channel, actor);
      publish.changed('urgent');
      if (tried.ok)
        await remember('channel.try', channel, actor, {
          isSent: tried.value.isSent,
          // An answer may name whom it did not reach, and what is remembered can be masked no more.
          text: maskAddresses(tried.value.text),
        });
      return tried;
    },
    checkChannel: (channel) => checkChannel(parts, channel),
    remember,
  };
};

const storeFails = (health: StoreHealth): Refusal => ({
  code: 'unavailable',
  message: `The store cannot write${health.state === 'failing' ? ` (${health.text})` : ''}. Free disk space or mend the data folder's permissions; Watchroom keeps trying.`,
});

/** Null: nobody asks for it again. */
const keyOf = ({ kind }: Action, { asked }: Actor): string | null => (asked === undefined ? null : `${asked.request} ${kind}`);
