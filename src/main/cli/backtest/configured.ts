import { userInfo } from 'node:os';
import { join } from 'node:path';
import { DEFAULT_DOCUMENT } from '../../config/default-document.js';
import { readIfThere } from '../../config/disk.js';
import { withEnvironmentFile } from '../../config/environment.js';
import { readShipped } from '../../config/profiles.js';
import { type ReadConfig, readConfig } from '../../config/read.js';
import type { Config, ConfigProblem } from '../../core/model/config.js';
import { systemClock } from '../../platform/clock.js';
import { productFolder } from '../../platform/files.js';
import { UsageError } from '../terminal/terminal.js';
import { whyUnreadable } from '../trouble.js';

/** The configuration of a data folder, or of a file, and how another text would be read. */
export interface Configured {
  readonly place: string;
  readonly text: string;
  readonly config: Config;
  readonly read: (text: string) => ReadConfig;
}

/** Rejects with a `UsageError` where the configuration cannot be read or has errors. */
export const readConfigured = async (file: string | null, dataFolder: string): Promise<Configured> => {
  const place = file ?? join(dataFolder, 'config.yml');
  const found = await readOrRefuse(place);
  if (found === null && file !== null) throw new UsageError(`${place} cannot be read: there is no such file.`);
  const text = found ?? DEFAULT_DOCUMENT;
  const read = await createRead();
  const { config, problems } = read(text);
  if (config === null) throw new UsageError(`${sayProblem(place, problems)}\nSee: watchroom check-config ${place}`);
  return { place, text, config, read };
};

/** The text of a file; null where there is none. */
export const readOrRefuse = async (file: string): Promise<string | null> => {
  try {
    return await readIfThere(file);
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${whyUnreadable(error)}.`);
  }
};

const createRead = async (): Promise<Configured['read']> => {
  const shipped = await readShipped(join(productFolder(), 'resources'));
  const environment = await withEnvironmentFile(process.env, '.env');
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const context = { ...shipped, user: userInfo().username, timeZone, runtime: 'desk' as const };
  return (text) => readConfig(text, environment, { ...context, now: systemClock().now() });
};

/** The first error, with its place: `rules.yml:3:5 when.above …`. `moved`: by how much the text was moved before it was read. */
export const sayProblem = (
  place: string,
  problems: readonly ConfigProblem[],
  moved: { readonly lines: number; readonly columns: number } = { lines: 0, columns: 0 },
): string => {
  const problem = problems.find(({ severity }) => severity === 'error');
  if (problem === undefined) return `${place} has errors.`;
  const { line, column, path, message, remedy } = problem;
  const at =
    line === null ? place : `${place}:${Math.max(1, line - moved.lines)}:${Math.max(1, (column ?? 1) - moved.columns)}`;
  return `${at}: ${path === '' ? '' : `${path}: `}${message}. ${remedy}`;
};
