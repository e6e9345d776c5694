import type { Instant } from '../time/instant.js';
import type { CalendarCount } from './calendar.js';
import type { DoNotDisturb } from './do-not-disturb.js';
import type { HeartbeatView } from './heartbeat.js';
import type { Severity } from './rule.js';
import type { SourceKind } from './source-kind.js';
import type { TeamView } from './team.js';

export interface Banner {
  readonly id: string;
  readonly severity: Severity;
  readonly text: string;
  readonly remedy: string;
  readonly since: Instant;
}

export interface SystemView {
  readonly version: string;
  readonly runtime: string;
  readonly startedAt: Instant;
  readonly banners: readonly Banner[];
  readonly store: {
    readonly kind: string;
    readonly place: string;
    readonly state: 'ok' | 'failing';
    readonly text: string;
    readonly bytes: number | null;
    readonly lastCommitAt: Instant | null;
    readonly commitMilliseconds: { readonly median: number; readonly p95: number } | null;
  };
  readonly engine: {
    readonly turns: number;
    readonly turnMilliseconds: { readonly median: number; readonly p95: number } | null;
    /** How late readings start, in milliseconds. */
    readonly lateMilliseconds: { readonly median: number; readonly p95: number } | null;
    readonly series: number;
  };
  readonly outbox: { readonly waiting: number; readonly delivered: number; readonly abandoned: number };
  readonly channels: readonly {
    readonly kind: string;
    readonly state: 'ok' | 'failing' | 'off' | 'unused';
    readonly lastAt: Instant | null;
    readonly text: string;
    /** Whether the system keeps what it shows from people's eyes; null: nothing could, or it is not known yet. */
    readonly doNotDisturb: DoNotDisturb | null;
  }[];
  /** The signal that this desk sends out, so that someone notices if it stops; null: none is configured. */
  readonly heartbeat: HeartbeatView | null;
  /** The regular care of the watch: how much of it waits; null: the calendar is off. */
  readonly calendar: CalendarCount | null;
  /** The desks that share this store; null: this one has its own. */
  readonly team: TeamView | null;
}

export interface SourceRow {
  readonly kind: SourceKind;
  readonly state: 'ok' | 'failing' | 'idle';
  readonly targets: number;
  readonly lastAt: Instant | null;
  /** Until when it counts as fresh; null: it was never read, or tells by itself and nobody knows when. */
  readonly freshUntil: Instant | null;
  readonly lateMilliseconds: number | null;
  readonly text: string;
}
