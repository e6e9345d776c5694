import type { Labels } from '../model/labels.js';
import type { Rule, Threshold } from '../model/rule.js';
import type { Series } from '../model/sample.js';
import type { Instant } from '../time/instant.js';
import { matches } from './matcher.js';
import { isPast } from './side.js';

/** The last value of a series. */
export interface Latest {
  readonly series: Series;
  readonly value: number;
  readonly at: Instant;
}

/** A limit that a rule sets, and what was measured last. */
export interface LimitRow {
  readonly rule: string;
  readonly name: string;
  readonly metric: string;
  readonly labels: Labels;
  readonly limit: Threshold;
  readonly measured: { readonly value: number; readonly at: Instant } | null;
  readonly verdict: 'met' | 'violated' | 'not-measured';
}

/**
 * What was measured last against each fixed limit that the rules set for metrics of that beginning: a row for each series,
 * and one for a rule of which nothing was measured. So a command judges by the very limits by which alerts fire.
 */
export const judgeLimits = (rules: readonly Rule[], beginning: string, latest: readonly Latest[]): readonly LimitRow[] =>
  rules.flatMap((rule): readonly LimitRow[] => {
    const { subject, test, match } = rule.when;
    if (!rule.enabled || subject.kind !== 'metric' || subject.reduce !== 'last') return [];
    if (!subject.metric.startsWith(beginning) || (test.kind !== 'above' && test.kind !== 'below')) return [];
    const facts = { rule: rule.id, name: rule.name, metric: subject.metric, limit: test };
    const found = latest.filter(({ series }) => series.name === subject.metric && matches(match, series.labels));
    if (found.length === 0) return [{ ...facts, labels: {}, measured: null, verdict: 'not-measured' }];
    return found.map(({ series, value, at }) => ({
      ...facts,
      labels: series.labels,
      measured: { value, at },
      verdict: isPast(test, value) ? 'violated' : 'met',
    }));
  });
