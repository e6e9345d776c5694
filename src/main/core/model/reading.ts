import type { Duration, Instant } from '../time/instant.js';
import type { Labels } from './labels.js';
import type { SourceKind } from './source-kind.js';
import type { TargetId } from './target.js';

/** One number that a look gave. `core/sample` adds the target's own labels. */
export interface Measure {
  readonly name: string;
  readonly labels?: Labels;
  readonly value: number;
  /** When it was so, where that is not the look's own instant: what another system has recorded. */
  readonly at?: Instant;
}

export type FailureCode =
  | 'dns'
  | 'refused'
  | 'reset'
  | 'timeout'
  | 'tls'
  | 'unreachable'
  | 'protocol'
  | 'too-large'
  | 'redirect-loop';

/** Something about an answer that was not as expected, in words for people: `answered 503, expected 200-399`. */
export interface Problem {
  readonly code:
    | 'status'
    | 'server-error'
    | 'body'
    | 'json'
    | 'headers'
    | 'limit'
    | 'journey'
    | 'certificate'
    | 'assets'
    | 'redirects'
    | 'protocol'
    | 'dns';
  readonly text: string;
}

export interface CertificateFacts {
  readonly subject: string;
  readonly issuer: string;
  readonly validFrom: Instant;
  readonly validTo: Instant;
  /** OpenSSL's chain error (`CERT_HAS_EXPIRED`, …), or null where the chain verifies. */
  readonly chainError: string | null;
}

/** The lengths of the phases of a request that took place; a phase that did not (no TLS) is absent. */
export interface PhaseFacts {
  readonly dns?: Duration;
  readonly tcp?: Duration;
  readonly tls?: Duration;
  readonly firstByte?: Duration;
  readonly download?: Duration;
}

export interface AssetFacts {
  readonly checked: number;
  readonly failed: readonly { readonly url: string; readonly why: string }[];
}

/** The beginning of an answer as it came, for the person who tries a target; what may be a session is masked. */
export interface RawAnswer {
  /** `name: value`, in the order of the answer. */
  readonly headers: readonly string[];
  /** At most 4,000 characters; empty where it is no text. */
  readonly body: string;
  readonly isCut: boolean;
}

/** What a person wants to see of a look beyond its numbers. */
export interface ReadingFacts {
  readonly status?: number;
  readonly finalUrl?: string;
  readonly address?: string;
  readonly redirects?: number;
  readonly bodyBytes?: number;
  readonly phases?: PhaseFacts;
  readonly certificate?: CertificateFacts;
  /** What was spoken, as people write it: `HTTP/2`, `TLS 1.3`. */
  readonly protocol?: string;
  /** What a name server answered, as it would stand in a zone; at most 20. */
  readonly answers?: readonly string[];
  readonly assets?: AssetFacts;
  readonly note?: string;
  /** Only where it was asked for. */
  readonly raw?: RawAnswer;
}

/**
 * - `answered`: the target answered, well (`problems` empty) or badly.
 * - `unreachable`: no answer after all tries: a connection failure, confirmed.
 * - `source-failed`: we could not look; says nothing about the target.
 */
export type ReadingOutcome =
  | {
      readonly kind: 'answered';
      readonly measures: readonly Measure[];
      readonly problems: readonly Problem[];
      readonly facts: ReadingFacts;
    }
  | {
      readonly kind: 'unreachable';
      readonly code: FailureCode;
      readonly text: string;
      readonly tries: number;
      readonly measures: readonly Measure[];
      readonly facts: ReadingFacts;
    }
  /** `raw`: what was heard before the look failed, only where it was asked for. */
  | { readonly kind: 'source-failed'; readonly text: string; readonly raw?: RawAnswer };

/** The outcome of one look at one target. */
export interface Reading {
  readonly source: SourceKind;
  readonly target: TargetId;
  readonly startedAt: Instant;
  /** When the look ended: the instant of its samples. */
  readonly at: Instant;
  readonly outcome: ReadingOutcome;
}
