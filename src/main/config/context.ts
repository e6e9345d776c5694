import type { Duration, Instant } from '../core/time/instant.js';
import type { ProfileDocument } from './schema/v1.js';

/** The profiles shipped with the product, by name. */
export type Profiles = Readonly<Record<string, ProfileDocument>>;

/** What resolving a document needs besides the document. */
export interface ResolveContext {
  /** The name of who sits at this desk, where the document does not say. */
  readonly user: string;
  /** IANA name, where neither document nor profile says. */
  readonly timeZone: string;
  readonly profiles: Profiles;
  /** Ids of the playbooks that exist. */
  readonly playbooks: readonly string[];
  /** A desk watches its own machine and pops up by default; a scenario has only what it names. */
  readonly runtime: 'desk' | 'scenario';
  /** How often a scenario's series have a sample. */
  readonly step?: Duration;
  /** When the document is read, so that what is over already can be said; left out where nobody asks. */
  readonly now?: Instant;
}
