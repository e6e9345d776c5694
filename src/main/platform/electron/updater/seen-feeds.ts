import { readFileSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { type Instant, instant } from '../../../core/time/instant.js';

/** When the newest description of each feed's file was issued that this desk believed: it outlives every run and every version. */
export interface SeenFeeds {
  /** Null: none was seen. */
  newest(file: string): Instant | null;
  /** Resolves once it is on the disk; rejects where it cannot be kept. An older one than is known changes nothing. */
  keep(file: string, issued: Instant): Promise<void>;
}

export const openSeenFeeds = (place: string): SeenFeeds => {
  const read = (): Readonly<Record<string, unknown>> => {
    try {
      return Object(JSON.parse(readFileSync(place, 'utf8')));
    } catch {
      return {};
    }
  };
  const newest = (file: string): Instant | null => {
    const at = Object.hasOwn(read(), file) ? read()[file] : null;
    return typeof at === 'number' && Number.isFinite(at) ? instant(at) : null;
  };
  return {
    newest,
    keep: async (file, issued) => {
      const known = newest(file);
      if (known !== null && known >= issued) return;
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      await replace(place, JSON.stringify({ ...read(), [file]: issued }));
    },
  };
};

/** Whole or not at all, also through a power cut. */
const replace = async (place: string, text: string): Promise<void> => {
  const fresh = await open(`${place}.new`, 'w', 0o600);
  try {
    await fresh.writeFile(text);
    await fresh.sync();
  } finally {
    await fresh.close();
  }
  await rename(`${place}.new`, place);
  // Windows cannot open a folder for it, and needs no such step.
  const folder = await open(dirname(place), 'r').catch(() => null);
  await folder?.sync().finally(() => folder.close());
};
