import type { AuditEntry } from '../../core/model/audit.js';
import type { Journal } from '../../core/port/journal.js';
import type { Link } from '../audit/chain.js';
import type { RollupLevel } from '../range/level.js';

export interface PortableSeries {
  readonly id: string;
  readonly name: string;
  /** As JSON. */
  readonly labels: string;
  /** The newest sample that is sealed. */
  readonly lastAt: number | null;
  readonly lastValue: number | null;
}

/** All that is kept of one series' samples: bodies in the form that both stores share. */
export interface PortableHistory {
  readonly hours: readonly { readonly hour: number; readonly isSealed: boolean; readonly body: Uint8Array }[];
  readonly rollups: readonly { readonly level: RollupLevel; readonly hour: number; readonly body: Uint8Array }[];
}

export interface AuditLinks {
  /** The last entry written, and the last one that retention deleted. */
  readonly head: Link;
  readonly anchor: Link;
}

/** A store that nobody else uses, as what is moved into another one of any kind. */
export interface Portable {
  /** In words, without secrets. */
  readonly place: string;
  readonly journal: Journal;
  series(): Promise<readonly PortableSeries[]>;
  history(series: PortableSeries): Promise<PortableHistory>;
  links(): Promise<AuditLinks>;
  stop(): Promise<void>;
}

/** How far a move has got: it goes on from there. */
export interface Progress {
  /** Where it comes from. */
  readonly from: string;
  /** All series up to this one, in the order of their ids, are there whole. */
  readonly series: string;
}

/** A store that is being filled. It is no desk's before it is finished. Everything may be written again, with the same outcome. */
export interface PortableTarget extends Portable {
  progress(): Promise<Progress | null>;
  note(progress: Progress): Promise<void>;
  write(series: PortableSeries, history: PortableHistory): Promise<void>;
  writeAudit(entries: readonly AuditEntry[], links: AuditLinks): Promise<void>;
  /** From here on it is a store like any other. */
  finish(): Promise<void>;
}
