import { globalShortcut } from 'electron';
import type { Stop } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';

/** Opens the queue from anywhere; chosen so that no common program has it. */
export const SUMMON = 'CommandOrControl+Alt+W';

/** A key of the whole desktop that brings the console up. Another program may have it already: then it stays with that one. */
export interface Summons {
  /** Whether the key was to be had. */
  take(): boolean;
  release(): void;
  stop: Stop;
}

export const createSummons = ({ log, summon }: { readonly log: Log; readonly summon: () => void }): Summons => {
  const release = (): void => globalShortcut.unregister(SUMMON);
  return {
    take: () => {
      const isTaken = globalShortcut.register(SUMMON, summon);
      if (!isTaken) log.warn('summon.refused', { key: SUMMON, reason: 'another program has this key' });
      return isTaken;
    },
    release,
    stop: release,
  };
};
