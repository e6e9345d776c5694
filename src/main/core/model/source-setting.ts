import type { Instant } from '../time/instant.js';

/** What is set up as one thing under `sources`, each with a form of its own. Builds come from two services. */
export type SourceSetting =
  | 'sentry'
  | 'mongodb'
  | 'prometheus'
  | 'json'
  | 'github'
  | 'vercel'
  | 'page'
  | 'lighthouse'
  | 'ingest'
  | 'host';

/** Where it stands in the document. */
export const placeOfSetting = (setting: SourceSetting): readonly string[] =>
  setting === 'github' || setting === 'vercel' ? ['sources', 'builds', setting] : ['sources', setting];

/** How one source is doing, and what it brings. */
export interface SourceStanding {
  readonly setting: SourceSetting;
  /** `unused`: nothing of it is configured. `idle`: configured, and not yet read. */
  readonly state: 'ok' | 'failing' | 'idle' | 'unused';
  readonly targets: number;
  /** When it was last read, or last sent something. */
  readonly lastAt: Instant | null;
  /** Series that it gave so far and that are still kept, the desk's own note of whether it could be read apart. */
  readonly series: number;
  /** Of the newest value that is not that note; null: none for a day. */
  readonly newestAt: Instant | null;
  /** What is wrong with it, in sentences; empty where nothing is. */
  readonly missing: readonly string[];
  /** Rules that could look at what it gives, and have nothing to look at yet. */
  readonly waiting: readonly string[];
}
