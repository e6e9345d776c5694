import type { Banner } from '../../core/model/system-view.js';
import type { TeamView } from '../../core/model/team.js';
import type { ConsoleView, WatchView } from '../../core/model/view.js';
import type { Pulse } from '../../core/observe/pulse.js';
import type { ShownView, Team } from '../../core/port/team.js';
import type { Instant } from '../../core/time/instant.js';
import type { Engine } from '../../engine/engine.js';
import type { EngineParts } from '../../engine/engine-parts.js';
import { createPublish } from '../../engine/view/publish.js';
import { askLeader } from './ask-leader.js';
import type { Courier } from './courier.js';
import { emptyView } from './empty-view.js';
import { lookOften } from './look-often.js';

export interface FollowerParts {
  readonly team: Team;
  readonly courier: Courier;
  readonly name: string;
  /** The desks as they were last met; since when nobody leads, or the store does not answer; null: somebody does. */
  readonly view: () => TeamView;
  readonly blindSince: () => Instant | null;
}

/** How often is looked whether the desk that leads shows something new. Even where the store falls silent it is seen within two seconds. */
const PACE = { often: 400, seldom: 1_600 };

/** Stands where an engine stands and looks at nothing itself: it shows what the desk that leads shows, and asks that one for all else. */
export const startFollower = async (parts: EngineParts, following: FollowerParts): Promise<Engine> => {
  const { clock, log, sources } = parts;
  const { team, courier, name } = following;
  let shown: ShownView | null = await team.shown(null);
  let isUnread = false;
  const publish = createPublish({ clock, build: (now) => viewOf(parts, following, shown?.view ?? null, now) });
  const look = async (): Promise<void> => {
    try {
      const next = await team.shown(shown?.revision ?? null);
      isUnread = false;
      if (next !== null) {
        shown = next;
        publish.changed('urgent');
      }
    } catch (error) {
      if (!isUnread) log.info('team.view-unread', { error: String(error) });
      isUnread = true;
    }
  };
  const lookout = lookOften({ ...PACE, news: team.news, isFor: ({ kind }) => kind === 'shown', look });
  return {
    ...askLeader({ team, name, clock, isLed: () => following.blindSince() === null }),
    act: courier.act,
    remember: courier.remember,
    tryTarget: async (target) => {
      const source = sources.find(({ kind }) => kind === target.source);
      if (source === undefined) throw new Error(`no source reads ${target.source}`);
      return source.read(target, { clock, signal: new AbortController().signal, wantsAnswer: true });
    },
    view: publish.current,
    subscribe: publish.subscribe,
    suspend: () => undefined,
    resume: () => undefined,
    reconfigure: () => publish.changed('urgent'),
    refresh: () => publish.changed('urgent'),
    pulse: () => ({ ...RESTING, tickedAt: clock.now() }),
    stop: async () => {
      lookout.stop();
      publish.stop();
    },
  };
};

/** It does not look itself, and sends no signal that it does. */
const RESTING: Omit<Pulse, 'tickedAt'> = {
  looking: { kind: 'no', cause: 'stopped' },
  ...{ readAt: null, readWithin: null, storeFailure: null, rulesFailed: 0, oldestDue: new Map() },
};

/** What the desk that leads shows, at this desk. */
const viewOf = (
  parts: EngineParts,
  { view: teamView, blindSince }: FollowerParts,
  shown: ConsoleView | null,
  now: Instant,
): ConsoleView => {
  const view = shown ?? emptyView(parts, now);
  const since = blindSince();
  const own: readonly Banner[] = parts.problems().map((problem) => ({ ...problem, severity: 'warning', since: since ?? now }));
  return {
    ...view,
    watch: since === null ? view.watch : blind(view.watch, since),
    desk: parts.desk(),
    system: { ...view.system, banners: [...own, ...view.system.banners], team: teamView() },
  };
};

/** While nobody leads, nobody watches: what is shown is how things stood. */
const blind = (watch: WatchView, since: Instant): WatchView => ({
  ...watch,
  state: 'blind',
  blind: watch.blind ?? { since, cause: 'stopped' },
});
