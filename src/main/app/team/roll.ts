import { hostname } from 'node:os';
import type { DeskRow, TeamView } from '../../core/model/team.js';
import type { Clock, Stop } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import type { Meeting, SeenDesk, Team } from '../../core/port/team.js';
import { after, type Duration, duration, type Instant, instant } from '../../core/time/instant.js';
import type { Courier } from './courier.js';

export interface RollParts {
  readonly team: Pick<Team, 'desk' | 'meet' | 'news'>;
  readonly courier: Pick<Courier, 'waiting'>;
  readonly name: string;
  readonly version: string;
  readonly clock: Clock;
  readonly log: Log;
  readonly role: () => TeamView['role'];
  /** Told after each meeting; `changed`: something that is shown is different. */
  readonly met: (how: 'changed' | 'same') => void;
}

/** Who is there, as it was last found. */
export interface Roll {
  meet(): Promise<void>;
  view(): TeamView;
  leader(): SeenDesk | null;
  hasOthers(): boolean;
  /** Since when nobody leads; null: somebody does. */
  leaderlessSince(): Instant | null;
  /** Since when the store does not answer; null: it does. */
  awaySince(): Instant | null;
  /** The store was gone for this desk until a moment ago: the one that led may not have found it again yet, unless it had fallen silent before. */
  isFreshlyBack(): boolean;
  /** Since when the desk that leads shows nothing new, not even that all is as before; null: it does. */
  unshownSince(): Instant | null;
  stop: Stop;
}

/** How often desks meet, and after how long one that said nothing is taken to be away. */
const [EVERY, AWAY] = [1_000, 6_000];
/** For so long one that led has time to find a store that is back: it looks every few seconds. */
const FRESHLY_BACK = 15_000;
/** A meeting that takes this long is as good as none. */
const MOST_MEETING = 4_000;
/** A view that was given this long ago is no longer of now. */
const OLD = 10_000;
/** What is shown of the time is this coarse, so that a list of desks is not news each second. */
const COARSE = 10_000;

export const createRoll = (parts: RollParts): Roll => {
  const { team, courier, clock, log } = parts;
  const startedAt = clock.now();
  let meeting: Meeting = { desks: [], leader: null, viewAge: 0 };
  let unshownSince: Instant | null = null;
  let begunAt = 0;
  let leaderlessSince: Instant | null = startedAt;
  let awaySince: Instant | null = null;
  let backAt = Number.NEGATIVE_INFINITY;
  let lastLeader: string | null = null;
  let silentDesk: string | null = null;
  let isMeeting = false;
  let last = '';

  const own = () => ({
    name: parts.name,
    host: hostname(),
    version: parts.version,
    role: parts.role(),
    since: startedAt,
    waiting: courier.waiting().length,
  });

  const isJustBack = (): boolean => performance.now() - backAt < FRESHLY_BACK;

  /** Who led and said nothing for so long while the store was there is not waited for. Of what was missed while it was gone nothing can be told. */
  const noteSilence = (): void => {
    lastLeader = meeting.leader ?? lastLeader;
    if (isJustBack()) return;
    silentDesk = meeting.desks.some(({ id, age }) => id === lastLeader && age > AWAY) ? lastLeader : null;
  };

  const meet = async (): Promise<void> => {
    try {
      meeting = await team.meet(own());
      if (awaySince !== null) {
        log.info('team.back', {});
        backAt = performance.now();
      }
      noteSilence();
      awaySince = null;
      leaderlessSince = meeting.leader === null ? (leaderlessSince ?? clock.now()) : null;
      unshownSince = meeting.viewAge > OLD ? (unshownSince ?? after(clock.now(), -oldness(meeting.viewAge))) : null;
    } catch (error) {
      if (awaySince === null) log.warn('team.away', { error: String(error) });
      awaySince ??= clock.now();
    }
    tell();
  };

  const tell = (): void => {
    const now = JSON.stringify([view(), leaderlessSince, awaySince, unshownSince]);
    parts.met(now === last ? 'same' : 'changed');
    last = now;
  };

  /** No answer yet: what is shown may be old. */
  const hangs = (): void => {
    if (awaySince !== null || performance.now() - begunAt < MOST_MEETING) return;
    log.warn('team.away', { error: 'no answer' });
    awaySince = clock.now();
    tell();
  };

  const rowOf = ({ id, name, host, version, since, age, waiting }: SeenDesk): DeskRow => ({
    ...{ id, name, host, version, since, waiting },
    state: id === meeting.leader ? 'leads' : age > AWAY ? 'away' : 'follows',
    seenAt: instant(Math.floor(after(clock.now(), -age) / COARSE) * COARSE),
  });

  const view = (): TeamView => ({
    desk: team.desk,
    role: parts.role(),
    desks: meeting.desks.map(rowOf),
    waiting: courier.waiting(),
    hearing: team.news.hearing(),
  });

  const timer = setInterval(() => {
    if (isMeeting) {
      hangs();
      return;
    }
    isMeeting = true;
    begunAt = performance.now();
    void meet().finally(() => {
      isMeeting = false;
    });
  }, EVERY).unref();
  return {
    meet,
    view,
    leader: () => meeting.desks.find(({ id }) => id === meeting.leader) ?? null,
    hasOthers: () => meeting.desks.some(({ id, age }) => id !== team.desk && age <= AWAY),
    leaderlessSince: () => leaderlessSince,
    awaySince: () => awaySince,
    isFreshlyBack: () => isJustBack() && (lastLeader === null || lastLeader !== silentDesk),
    unshownSince: () => unshownSince,
    stop: () => clearInterval(timer),
  };
};

/** A view that was never given is as old as one can be. */
const oldness = (age: number): Duration => duration(Number.isFinite(age) ? age : OLD);
