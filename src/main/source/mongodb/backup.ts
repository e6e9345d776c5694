import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Db } from 'mongodb';
import type { Measure } from '../../core/model/reading.js';
import type { MongodbBackups } from '../../core/port/feeds.js';
import type { Instant } from '../../core/time/instant.js';
import { filterOf } from './condition.js';
import { MongodbProblem } from './problem.js';

export interface BackupAge {
  readonly measures: readonly Measure[];
  readonly notes: readonly string[];
}

/** How old the newest whole backup is: `mongodb_backup_age_seconds`. Where none is found nothing is said but a note: no age is invented. */
export const readBackupAge = async (
  backups: MongodbBackups,
  database: Db | null,
  now: Instant,
  maxTimeMS: number,
): Promise<BackupAge> => {
  const newest = backups.kind === 'path' ? await newestIn(backups.path) : await newestOf(backups, database, maxTimeMS);
  if (typeof newest === 'string') return { measures: [], notes: [newest] };
  return { measures: [{ name: 'mongodb_backup_age_seconds', value: Math.max(0, now - newest) / 1_000 }], notes: [] };
};

/** What a job has not finished yet, or what the system keeps there. */
const UNFINISHED = /^\.|^lost\+found$|\.(?:tmp|temp|part|partial)$/i;

/** When the newest backup of a folder was last written, or a single file; else why that is not known. */
const newestIn = async (path: string): Promise<number | string> => {
  try {
    const place = await stat(path);
    if (!place.isDirectory()) return place.size > 0 ? place.mtimeMs : `The backup ${path} is empty.`;
    const names = (await readdir(path)).filter((name) => !UNFINISHED.test(name));
    const times = await Promise.all(names.map((name) => timeOf(join(path, name))));
    const newest = Math.max(...times);
    return Number.isFinite(newest) ? newest : `There is no backup in ${path}.`;
  } catch (error) {
    return `The backups in ${path} cannot be seen (${String((error as NodeJS.ErrnoException).code)}): check sources.mongodb.backups.path and its permissions.`;
  }
};

/** Of what was rotated away meanwhile, and of an empty file, there is no time. */
const timeOf = async (path: string): Promise<number> => {
  try {
    const entry = await stat(path);
    return entry.isFile() && entry.size === 0 ? Number.NEGATIVE_INFINITY : entry.mtimeMs;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return Number.NEGATIVE_INFINITY;
    throw error;
  }
};

type Written = Extract<MongodbBackups, { readonly kind: 'collection' }>;

/** When the newest backup ended that a job has written down. */
const newestOf = async (
  { collection, time, where }: Written,
  database: Db | null,
  maxTimeMS: number,
): Promise<number | string> => {
  if (database === null)
    throw new MongodbProblem(
      'sources.mongodb.uri names no database: put its name behind the host, or set sources.mongodb.database.',
    );
  const [newest] = await database
    .collection(collection)
    .aggregate<{ at: Date }>(
      [
        { $match: { $and: [{ [time]: { $type: 'date' } }, filterOf(where)] } },
        { $sort: { [time]: -1 } },
        { $limit: 1 },
        { $project: { _id: 0, at: `$${time}` } },
      ],
      { maxTimeMS },
    )
    .toArray();
  return newest === undefined
    ? `${collection} holds no backup with a date in ${time}: check sources.mongodb.backups.`
    : newest.at.getTime();
};
