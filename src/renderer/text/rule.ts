import type { RuleRow } from '../../preload/contract/views.js';
import { count, metricName } from './quantity.js';
import type { Saying } from './states.js';

/** A rule that compares one metric with a fixed number: a line in its chart. */
export type LimitRow = RuleRow & { readonly threshold: number; readonly comparison: 'above' | 'below' };

export const isLimit = (row: RuleRow): row is LimitRow =>
  row.subject === 'metric' && (row.condition === 'above' || row.condition === 'below');

const PROPER = /^(Lighthouse|Watchroom)/;
const SHARE = /^([a-z0-9]+_\w+) of ([a-z0-9]+_\w+) (?=is |over |lie)/;
const PERCENTILE = /^p(\d+) of /;
const METRIC = /\b(?:[a-z][a-z0-9]*(?:_[a-z0-9]+)+|cls)\b/g;

/** Names that do not read well within a sentence. */
const WITHIN: Readonly<Record<string, string>> = {
  http_certificate_expiry_seconds: 'time until the certificate expires',
  asset_failure_ratio: 'share of failed assets',
};

/** A series as it stands within a sentence: `response time`, but `JavaScript`; one that we do not know keeps its own name. */
const within = (metric: string): string => {
  const name = metricName(metric);
  if (name === metric || PROPER.test(name) || /^.[^ ]*[A-Z]/.test(name)) return name;
  return WITHIN[metric] ?? name.charAt(0).toLowerCase() + name.slice(1);
};

/** What a rule waits for, with the names of its series as words: `Response time is above 3 s for 5 min`. */
export const saySentence = ({ sentence }: Pick<RuleRow, 'sentence'>): string => {
  const words = sentence
    .replace(/^up is below 1\b/, 'it is down')
    .replace(SHARE, 'the share of $1 in $2 ')
    .replace(PERCENTILE, 'the $1th percentile of ')
    .replaceAll(METRIC, within);
  // A name that we do not know is code, and keeps its small letter.
  return sentence.split(' ')[0] === words.split(' ')[0] && words.split(' ')[0]?.includes('_')
    ? words
    : words.charAt(0).toUpperCase() + words.slice(1);
};

/** Whether a rule works, in a word: a rule that cannot be judged must not look like one that is content. */
export const sayHealth = (row: Pick<RuleRow, 'enabled' | 'health' | 'firing' | 'pending' | 'severity'>): Saying => {
  if (!row.enabled) return { tone: 'muted', word: 'Off' };
  if (row.health.state === 'failed') return { tone: 'warning', word: 'Cannot be judged' };
  if (row.health.state === 'no-source') return { tone: 'muted', word: 'No source yet' };
  if (row.health.state === 'never') return { tone: 'unseen', word: 'Nothing seen yet' };
  if (row.firing > 0) return { tone: row.severity, word: count(row.firing, 'alert fires', 'alerts fire') };
  return row.pending > 0 ? { tone: 'info', word: `${row.pending} pending` } : { tone: 'good', word: 'Judging' };
};
