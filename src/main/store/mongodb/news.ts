import { setTimeout as wait } from 'node:timers/promises';
import type { ChangeStream } from 'mongodb';
import type { Hearing } from '../../core/model/team.js';
import type { Log } from '../../core/port/log.js';
import type { TeamChange, TeamNews } from '../../core/port/team.js';
import type { Collections } from './collections.js';
import { openError } from './problem.js';

export interface NewsParts {
  readonly collections: Pick<Collections, 'db' | 'shown' | 'requests'>;
  readonly log: Log;
  /** After how many milliseconds a stream that was refused or lost is tried again. */
  readonly again?: number;
}

export interface News extends TeamNews {
  /** Ends the stream: nothing is told any more. */
  stop(): Promise<void>;
}

const AGAIN = 30_000;
/** A stream answers each second, if only that nothing has changed. After so many milliseconds without a word nobody is to rely on it. */
const SILENT = 4_000;
/** A server that does not answer any more must not hold up the end: the stream goes with its connection then. */
const MOST_ENDING = 2_000;

/**
 * Hears of what is written where desks meet, by one change stream, where MongoDB is a replica set and lets one be opened. Where it is none, or refuses or
 * loses the stream, `hearing` says why, and it is tried again later. What was written meanwhile is told as `anything`.
 */
export const hearNews = ({ collections, log, again = AGAIN }: NewsParts): News => {
  const listeners = new Set<(change: TeamChange) => void>();
  const ending = new AbortController();
  let hearing: Hearing = { kind: 'asks', why: 'MongoDB has not been asked for a change stream yet' };
  let stream: ChangeStream | null = null;
  let answeredAt = 0;

  const say = (next: Hearing): void => {
    const [before, now] = [JSON.stringify(hearing), JSON.stringify(next)];
    hearing = next;
    if (before === now) return;
    if (next.kind === 'asks') log.info('team.asks', { because: next.why });
    else log.info('team.told', {});
  };

  const tell = (change: TeamChange): void => {
    for (const listener of listeners) listener(change);
  };

  /** Until the stream ends; answers, or throws, why. */
  const follow = async (): Promise<string> => {
    if (!(await isReplicaSet(collections))) return NO_SET;
    const opened = open(collections);
    stream = opened;
    try {
      while (!ending.signal.aborted) {
        const change = await opened.tryNext();
        if (opened.closed) return ENDED;
        answeredAt = performance.now();
        if (hearing.kind === 'asks') {
          say({ kind: 'told' });
          tell({ kind: 'anything' });
        }
        if (change !== null) tell(changeOf(collections, change as unknown as Event));
      }
      return ENDED;
    } finally {
      stream = null;
      await opened.close().catch(() => undefined);
    }
  };

  const run = async (): Promise<void> => {
    while (!ending.signal.aborted) {
      const why = await follow().catch(whyNot);
      say({ kind: 'asks', why });
      await wait(again, undefined, { ref: false, signal: ending.signal }).catch(() => undefined);
    }
  };

  const running = run();
  return {
    listen: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    hearing: () => (hearing.kind === 'told' && performance.now() - answeredAt > SILENT ? MUTE : hearing),
    stop: async () => {
      listeners.clear();
      ending.abort();
      const ended = Promise.all([stream?.close(), running]).catch(() => undefined);
      await Promise.race([ended, wait(MOST_ENDING, undefined, { ref: false })]);
    },
  };
};

const isReplicaSet = async ({ db }: Pick<Collections, 'db'>): Promise<boolean> =>
  ((await db.command({ hello: 1 })) as { readonly setName?: string }).setName !== undefined;

/** Of all that is written to the database a desk is told what lies where desks meet, and of that only which it is. */
const open = ({ db, shown, requests }: NewsParts['collections']): ChangeStream =>
  db.watch([
    { $match: { 'ns.coll': { $in: [shown.collectionName, requests.collectionName] } } },
    { $project: { operationType: 1, ns: 1, documentKey: 1 } },
  ]);

interface Event {
  readonly operationType: string;
  readonly ns?: { readonly coll?: string };
  readonly documentKey?: { readonly _id?: unknown };
}

/** A request that is changed was taken up or answered; the server may tell of either as of an update or a replacement. */
const changeOf = ({ shown, requests }: NewsParts['collections'], { operationType, ns, documentKey }: Event): TeamChange => {
  if (ns?.coll === shown.collectionName) return { kind: 'shown' };
  if (ns?.coll !== requests.collectionName) return { kind: 'anything' };
  if (operationType === 'insert') return { kind: 'asked' };
  return typeof documentKey?._id === 'string' ? { kind: 'answered', request: documentKey._id } : { kind: 'anything' };
};

const MUTE: Hearing = { kind: 'asks', why: 'the change stream of MongoDB has fallen silent' };
const NO_SET = 'MongoDB is no replica set, so it tells of no changes';
const ENDED = 'MongoDB ended the change stream';
const NOT_OFFERED = 'this MongoDB offers no change streams';

/** What the server answers to who opens or reads a change stream: it knows none, has them switched off, allows none, or remembers no more. */
const BY_CODE: Readonly<Record<string, string>> = {
  13: 'the user of store.uri may open no change stream on the database',
  115: NOT_OFFERED,
  136: NOT_OFFERED,
  280: 'the change stream was lost',
  286: 'the change stream fell behind what MongoDB remembers',
  40324: NOT_OFFERED,
  40573: NOT_OFFERED,
};

const whyNot = (error: unknown): string => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return BY_CODE[code] ?? openError(error).message;
};
