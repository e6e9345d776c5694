import type { Instant } from '../time/instant.js';
import type { Share, Spread } from './figure.js';
import type { TargetId } from './target.js';

/** Shares of web sites, 0–1. */
export interface IndustryShares {
  readonly good: number;
  readonly poor: number | null;
}

export interface IndustryFigures {
  readonly source: string;
  readonly url: string;
  /** When it was measured, `2025-07`. */
  readonly measured: string;
  readonly metrics: Readonly<Record<string, Readonly<Record<'mobile' | 'desktop', IndustryShares>>>>;
}

export interface IndustryComparison {
  readonly metric: string;
  readonly good: number;
  readonly poor: number;
  /** The site's own; null where nobody measured it. */
  readonly own: Spread | null;
  readonly industry: Readonly<Record<'mobile' | 'desktop', IndustryShares>> | null;
}

export interface CompetitorRow {
  readonly target: TargetId;
  readonly name: string;
  readonly url: string;
  /** Median and 95th percentile of response times, in seconds. */
  readonly medianSeconds: number | null;
  readonly p95Seconds: number | null;
  readonly n: number;
  /** Answers ÷ looks; what fails here alerts nobody. */
  readonly answered: Share;
  readonly problem: string | null;
  readonly lastAt: Instant | null;
}

export interface Competition {
  readonly state: 'known' | 'no-source';
  /** The site's own pages, taken together. */
  readonly own: { readonly medianSeconds: number | null; readonly p95Seconds: number | null; readonly n: number };
  readonly rows: readonly CompetitorRow[];
}
