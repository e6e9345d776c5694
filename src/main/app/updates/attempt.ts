import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writeWholeNow } from '../../driver/file/whole-now.js';

/** A version that was to be put in place, and why it was not. */
export interface Attempt {
  readonly version: string;
  /** In words that any viewer may read. */
  readonly text: string;
}

/** What an end leaves for the next start: the app that failed is not the one that can say so. */
export interface Attempts {
  /** What the run before left; null where it left nothing. It is said once. */
  take(): Attempt | null;
  /** Rejects nothing: where it cannot be written, only the saying is lost. */
  leave(attempt: Attempt | null): void;
}

export const attemptsIn = (dataFolder: string): Attempts => openAttempts(join(dataFolder, 'desktop', 'update-attempt.json'));

export const openAttempts = (file: string): Attempts => {
  const leave = (attempt: Attempt | null): void => {
    try {
      rmSync(file, { force: true });
      if (attempt === null) return;
      writeWholeNow(file, JSON.stringify(attempt));
    } catch {
      // The update itself does not depend on it.
    }
  };
  const take = (): Attempt | null => {
    try {
      const { version, text } = JSON.parse(readFileSync(file, 'utf8')) as Partial<Attempt>;
      return { version: String(version), text: String(text) };
    } catch {
      return null;
    } finally {
      leave(null);
    }
  };
  return { take, leave };
};
