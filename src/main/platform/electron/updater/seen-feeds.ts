import { readFileSync } from 'node:fs';
import { type Instant, instant } from '../../../core/time/instant.js';
import { writeWhole } from '../../../driver/file/whole.js';

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
      await writeWhole(place, JSON.stringify({ ...read(), [file]: issued }));
    },
  };
};
