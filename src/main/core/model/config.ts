import type { Duration } from '../time/instant.js';
import type { Role } from './actor.js';
import type { BackupPlan } from './backup.js';
import type { Budgets } from './budget.js';
import type { BusinessSettings } from './business.js';
import type { Rule } from './rule.js';
import type { Objective } from './slo.js';
import type { Target } from './target.js';
import type { TellingSettings } from './telling.js';
import type { Templates } from './template.js';
import type { UpdatePlan } from './update.js';

export interface Site {
  readonly name: string;
  readonly url: string | null;
  /** IANA name: the zone of every time that is shown. */
  readonly timeZone: string;
  readonly currency: string;
  readonly locale: string;
  readonly contacts: Readonly<Record<'technical' | 'alerts' | 'emergency' | 'business', string>>;
}

/** Host and port that answers a TCP connection while this desk's own network works. */
export interface ConnectivityProbe {
  readonly host: string;
  readonly port: number;
}

/** How long each kind of record is kept. */
export interface Retention {
  readonly raw: Duration;
  readonly minute: Duration;
  readonly fiveMinutes: Duration;
  readonly hour: Duration;
  readonly alerts: Duration;
  readonly audit: Duration;
  readonly logs: Duration;
  /** What the desk pushed, a view a minute. */
  readonly recording: Duration;
}

export interface ApiToken {
  readonly name: string;
  readonly role: Role;
  /** Hex SHA-256 of the token. */
  readonly hash: string;
}

export interface ApiSettings {
  readonly port: number;
  readonly host: string;
  readonly access: 'loopback' | 'token';
  readonly tokens: readonly ApiToken[];
  readonly allowInsecure: boolean;
}

/** The configuration as the running parts use it: parsed, with defaults, profile and environment merged in. */
export interface Config extends TellingSettings {
  readonly site: Site;
  readonly operator: { readonly name: string; readonly role: Role };
  readonly profile: 'royal-client' | 'none';
  readonly templates: Templates;
  readonly targets: readonly Target[];
  readonly rules: readonly Rule[];
  readonly objectives: readonly Objective[];
  /** What pages may weigh and ask for. */
  readonly budgets: Budgets;
  readonly business: BusinessSettings;
  readonly connectivity: { readonly probes: readonly ConnectivityProbe[]; readonly every: Duration };
  readonly retention: Retention;
  /** Null: no backups are made by themselves. */
  readonly backup: BackupPlan | null;
  /** Null: the app looks for no newer versions of itself. */
  readonly updates: UpdatePlan | null;
  /** Whether the console reminds of the regular care of the watch. */
  readonly calendar: 'on' | 'off';
  readonly api: ApiSettings;
  /** Whether secrets may be stored where the system offers no real encryption. */
  readonly allowPlainSecrets: boolean;
}

/** Something about a configuration document that a person should mend (`error`) or know (`warning`). */
export interface ConfigProblem {
  readonly severity: 'error' | 'warning';
  /** `rules[2].when.above`; empty for the document as a whole. */
  readonly path: string;
  /** 1-based position in the text, where there is one. */
  readonly line: number | null;
  readonly column: number | null;
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}

/** Where the value at a path came from when it did not come from the document. */
export interface ConfigOrigin {
  readonly path: string;
  /** The environment variable's name. */
  readonly variable: string;
}

/** One state of the configuration: text, meaning and what is to be said about it. */
export interface ConfigState {
  /** Counts up with each accepted change; a save names the one it was based on. */
  readonly revision: number;
  /** The document as YAML text. */
  readonly text: string;
  readonly config: Config;
  readonly problems: readonly ConfigProblem[];
  readonly origins: readonly ConfigOrigin[];
  /** Where it is kept, as a person would name it (a file's path). */
  readonly place: string;
  /** True until a document was first saved here. */
  readonly isFirstRun: boolean;
}

/** A configuration that somebody opened with the app; nothing of it holds until it is saved. */
export interface OpenedDocument {
  readonly name: string;
  readonly text: string;
}

/** A step to a value inside the document: a key, an index, or the list item with that id. */
export type ConfigStep = string | number | { readonly id: string };

/** Sets the value at a path, or removes it where `value` is undefined. */
export interface ConfigEdit {
  readonly path: readonly ConfigStep[];
  readonly value?: unknown;
}
