import { join } from 'node:path';
import type { Clock } from '../core/port/clock.js';
import { keepNewest, readIfThere, writeAtomically } from './disk.js';
import type { Past } from './keeper.js';

/** Earlier versions that are kept. */
const KEPT_VERSIONS = 20;

/** Keeps the last good text in `lastGoodFile` and earlier ones in `historyFolder`, named by when they were replaced. */
export const createPast = (lastGoodFile: string, historyFolder: string, clock: Clock): Past => ({
  readLastGood: () => readIfThere(lastGoodFile),
  writeLastGood: async (text) => {
    if ((await readIfThere(lastGoodFile)) !== text) await writeAtomically(lastGoodFile, text);
  },
  remember: async (text) => {
    const name = new Date(clock.now()).toISOString().replaceAll(':', '-');
    await writeAtomically(join(historyFolder, `${name}.yml`), text);
    await keepNewest(historyFolder, '.yml', KEPT_VERSIONS);
  },
});
