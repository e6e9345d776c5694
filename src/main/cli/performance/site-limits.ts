import { readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type SiteLimits, siteLimitsOf } from '../../config/site-limits/site-limits.js';
import { UsageError } from '../terminal/terminal.js';
import { whyUnreadable } from '../trouble.js';

/** A configuration is far smaller. In bytes. */
const MOST_BYTES = 1_048_576;

/** Reads a file of limits. Rejects with a `UsageError` where it is not one. */
export const readSiteLimits = async (file: string): Promise<SiteLimits> => {
  const text = await textOf(file);
  const limits = siteLimitsOf(basename(file), text);
  if (!limits.ok) throw new UsageError(limits.error);
  return limits.value;
};

const textOf = async (file: string): Promise<string> => {
  try {
    if ((await stat(file)).size <= MOST_BYTES) return await readFile(file, 'utf8');
  } catch (error) {
    throw new UsageError(`${file} cannot be read: ${whyUnreadable(error)}.`);
  }
  throw new UsageError(`${file} is larger than 1 MiB: that is no configuration.`);
};
