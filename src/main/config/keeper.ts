import type { Stop } from '../core/port/clock.js';
import type { Instant } from '../core/time/instant.js';

/** Where the text of the configuration is kept: a file, or the desktop shell's settings store. */
export interface Keeper {
  /** As a person would name it. */
  readonly place: string;
  /** The text as it is kept now; null where there is none yet. */
  read(): Promise<string | null>;
  /** Replaces the text as a whole, or not at all. */
  write(text: string): Promise<void>;
  /** Calls back, soon after, whenever the text may have changed from outside. */
  watch(listener: () => void): Stop;
}

/** What is kept beside the configuration: the last text that was good, and the earlier ones. */
export interface Past {
  readLastGood(): Promise<string | null>;
  writeLastGood(text: string): Promise<void>;
  /** Keeps a text that is about to be replaced. */
  remember(text: string): Promise<void>;
  /** When the texts that are kept were replaced, newest first. */
  replaced(): Promise<readonly Instant[]>;
  /** The text that was replaced then; null where it is not kept. */
  readReplaced(at: Instant): Promise<string | null>;
}
