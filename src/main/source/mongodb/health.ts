import type { Db, Document, MongoClient } from 'mongodb';
import type { Measure } from '../../core/model/reading.js';
import type { Clock } from '../../core/port/clock.js';
import { isNotOffered } from './problem.js';

/** Health as far as the server tells it, and to this user: what it does not tell is left out and named. */
export interface ServerHealth {
  readonly measures: readonly Measure[];
  readonly untold: readonly string[];
}

/** An operation that has been running for so many seconds is a slow one. */
const SLOW_SECONDS = 1;

interface Question {
  readonly name: string;
  readonly ask: (ask: Ask) => Promise<number | null>;
}

type Ask = { readonly admin: Db; readonly database: Db | null; readonly limits: { readonly maxTimeMS: number } };

export const readHealth = async (
  client: MongoClient,
  database: Db | null,
  clock: Clock,
  maxTimeMS: number,
): Promise<ServerHealth> => {
  const asked: Ask = { admin: client.db('admin'), database, limits: { maxTimeMS } };
  const began = clock.monotonic();
  await asked.admin.command({ ping: 1 });
  const latency = { name: 'mongodb_latency_seconds', value: (clock.monotonic() - began) / 1_000 };
  const answers = await Promise.all(QUESTIONS.map(async ({ name, ask }) => ({ name, value: await orNull(() => ask(asked)) })));
  return {
    measures: [latency, ...answers.flatMap(({ name, value }) => (value === null ? [] : [{ name, value }]))],
    untold: answers.filter(({ value }) => value === null).map(({ name }) => name),
  };
};

const orNull = async (ask: () => Promise<number | null>): Promise<number | null> => {
  try {
    const value = await ask();
    return value === null || Number.isFinite(value) ? value : null;
  } catch (error) {
    if (isNotOffered(error)) return null;
    throw error;
  }
};

const QUESTIONS: readonly Question[] = [
  {
    name: 'mongodb_connections',
    ask: async ({ admin, limits }) => {
      const { connections } = await admin.command({ serverStatus: 1, ...limits });
      return connections === undefined ? null : Number(connections.current);
    },
  },
  { name: 'mongodb_replication_lag_seconds', ask: async ({ admin }) => lagOf(await admin.command({ replSetGetStatus: 1 })) },
  {
    name: 'mongodb_storage_bytes',
    ask: async ({ database, limits }) => {
      if (database === null) return null;
      const { totalSize, storageSize, indexSize } = await database.command({ dbStats: 1, ...limits });
      return totalSize === undefined ? Number(storageSize) + Number(indexSize ?? 0) : Number(totalSize);
    },
  },
  {
    name: 'mongodb_slow_operations',
    ask: async ({ admin, limits }) => {
      const running = { active: true, op: { $in: ['query', 'getmore', 'command', 'update', 'insert', 'remove'] } };
      const { inprog } = await admin.command({ currentOp: 1, ...running, secs_running: { $gte: SLOW_SECONDS }, ...limits });
      return Array.isArray(inprog) ? inprog.filter(isOfSomebody).length : null;
    },
  },
];

/** Streams of replication and of waiting tails run for ever by their nature. */
const isOfSomebody = ({ ns, appName, command }: Document): boolean =>
  !String(ns ?? '').startsWith('local.') &&
  appName !== 'Watchroom' &&
  command?.hello === undefined &&
  command?.isMaster === undefined;

/** How far the slowest secondary is behind the primary, in seconds; null where there is no secondary, or no primary to be behind. */
const lagOf = ({ members }: Document): number | null => {
  const states = (members ?? []) as readonly { readonly stateStr: string; readonly optimeDate?: Date }[];
  const primary = states.find(({ stateStr }) => stateStr === 'PRIMARY')?.optimeDate;
  const behind = states.flatMap(({ stateStr, optimeDate }) =>
    stateStr === 'SECONDARY' && optimeDate ? [optimeDate.getTime()] : [],
  );
  if (primary === undefined || behind.length === 0) return null;
  return Math.max(0, primary.getTime() - Math.min(...behind)) / 1_000;
};
