import type { Config, ConfigEdit, ConfigProblem, ConfigState } from '../model/config.js';
import type { Refusal, Result } from '../model/result.js';
import type { RuleId } from '../model/rule.js';
import type { Instant } from '../time/instant.js';
import type { Stop } from './clock.js';
import type { Feeds } from './feeds.js';
import type { StorePlan } from './store-plan.js';
import type { Transports } from './transports.js';

/** A change of the document that is thought of. */
export type ConfigDraft = { readonly text: string } | { readonly edits: readonly ConfigEdit[] };

/** A configuration that is thought of, with what its sources would read from. */
export interface Proposed {
  readonly config: Config;
  readonly feeds: Feeds;
}

/** The configuration: what holds now, and the only way to change it. An invalid document never replaces the last good one. */
export interface Settings {
  current(): ConfigState;
  /** By what the channels of the current configuration send. */
  transports(): Transports;
  /** From what the sources of the current configuration read. */
  feeds(): Feeds;
  /** Where the current configuration wants history and journal kept: what is open stays open until the next start. */
  store(): StorePlan;
  /** What would be said about this text, without keeping it. */
  check(text: string): readonly ConfigProblem[];
  /** What would be said about one rule after these edits, its paths beginning inside it; refused where they cannot be made. */
  checkRule(rule: RuleId, edits: readonly ConfigEdit[]): Result<readonly ConfigProblem[], Refusal>;
  /** The same for everything under `path`. */
  checkPart(path: readonly string[], edits: readonly ConfigEdit[]): Result<readonly ConfigProblem[], Refusal>;
  /** From what the sources would read after these edits, without keeping them; refused where the document has errors then. */
  propose(edits: readonly ConfigEdit[]): Result<Proposed, Refusal>;
  /** What another text, or the document after some edits, would mean, without keeping it; refused where it has errors. */
  draft(change: ConfigDraft): Result<Config, Refusal>;
  /** Keeps a new document; refused as a conflict where `revision` is no longer the current one, as bad input where it has errors. */
  save(
    text: string,
    revision: number,
  ): Promise<Result<ConfigState, Refusal & { readonly problems?: readonly ConfigProblem[] }>>;
  /** The same for single values; comments and order of the document stay where its keeper can hold them. */
  edit(
    edits: readonly ConfigEdit[],
    revision: number,
  ): Promise<Result<ConfigState, Refusal & { readonly problems?: readonly ConfigProblem[] }>>;
  /** When the documents that were replaced here, as far as they are kept, were so; newest first. */
  replaced(): Promise<Result<readonly Instant[], Refusal>>;
  /** The document that was replaced then. */
  readReplaced(at: Instant): Promise<Result<string, Refusal>>;
  subscribe(listener: (state: ConfigState) => void): Stop;
  stop(): Promise<void>;
}
