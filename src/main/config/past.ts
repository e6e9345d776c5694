import { join } from 'node:path';
import type { Clock } from '../core/port/clock.js';
import { after, type Instant, instant } from '../core/time/instant.js';
import { writeWhole } from '../driver/file/whole.js';
import { idsIfThere, keepNewest, readIfThere } from './disk.js';
import type { Past } from './keeper.js';

/** Earlier versions that are kept. */
const KEPT_VERSIONS = 20;

/** Keeps the last good text in `lastGoodFile` and earlier ones in `historyFolder`, named by when they were replaced. */
export const createPast = (lastGoodFile: string, historyFolder: string, clock: Clock): Past => ({
  readLastGood: () => readIfThere(lastGoodFile),
  writeLastGood: async (text) => {
    if ((await readIfThere(lastGoodFile)) !== text) await writeWhole(lastGoodFile, text);
  },
  remember: async (text) => {
    await writeWhole(join(historyFolder, `${await freeName(historyFolder, clock.now())}.yml`), text);
    await keepNewest(historyFolder, '.yml', KEPT_VERSIONS);
  },
  replaced: async () => (await idsIfThere(historyFolder, '.yml')).flatMap(instantOf).toReversed(),
  readReplaced: (at) => readIfThere(join(historyFolder, `${nameOf(at)}.yml`)),
});

/** 2026-11-27T03-00-00.000Z: no file may have a colon in its name everywhere. */
const nameOf = (at: Instant): string => new Date(at).toISOString().replaceAll(':', '-');

/** The name of that instant, or of the next one that no other text has. */
const freeName = async (folder: string, at: Instant): Promise<string> => {
  const taken = new Set(await idsIfThere(folder, '.yml'));
  let next = at;
  while (taken.has(nameOf(next))) next = after(next, 1);
  return nameOf(next);
};

/** No instant for a file of another name, which somebody else put there. */
const instantOf = (name: string): readonly Instant[] => {
  const at = Date.parse(name.replace(/T(\d\d)-(\d\d)-/, 'T$1:$2:'));
  return Number.isFinite(at) && nameOf(instant(at)) === name ? [instant(at)] : [];
};
