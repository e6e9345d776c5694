import { useMemo } from 'react';
import type { RuleRow } from '../../../preload/contract/views.js';
import { count, plain } from '../../text/quantity.js';
import { saySentence } from '../../text/rule.js';
import type { Option } from '../../ui/field.js';

/** What an address asks of the rules, as far as it can be asked; empty: nothing. */
export interface RuleFilter {
  readonly text: string;
  readonly severity: RuleRow['severity'] | '';
  readonly state: string;
}

export const SEVERITIES: readonly Option<RuleRow['severity'] | ''>[] = [
  { value: '', label: 'Any severity' },
  { value: 'critical', label: 'Critical' },
  { value: 'warning', label: 'Warning' },
  { value: 'info', label: 'Info' },
];

export const STATES: readonly Option<string>[] = [
  { value: '', label: 'Any state' },
  { value: 'firing', label: 'Firing' },
  { value: 'judging', label: 'Judging' },
  { value: 'failed', label: 'Cannot be judged' },
  { value: 'unseen', label: 'Nothing seen yet' },
  { value: 'waiting', label: 'Waiting for a source' },
  { value: 'off', label: 'Off' },
];

/** A rule that fires judges as well. */
const isIn = (row: RuleRow, state: string): boolean => {
  switch (state) {
    case 'firing':
      return row.enabled && row.firing > 0;
    case 'judging':
      return row.enabled && row.health.state === 'ok';
    case 'failed':
      return row.enabled && row.health.state === 'failed';
    case 'unseen':
      return row.enabled && row.health.state === 'never';
    case 'waiting':
      return row.enabled && row.health.state === 'no-source';
    case 'off':
      return !row.enabled;
    default:
      return true;
  }
};

const RANK = { critical: 0, warning: 1, info: 2 } as const;

/** What judges or is to comes first, then what rests until something feeds it, then what is turned off. */
const groupOf = (row: RuleRow): number => (row.enabled ? (row.health.state === 'no-source' ? 1 : 0) : 2);

const byWeight = (a: RuleRow, b: RuleRow): number =>
  groupOf(a) - groupOf(b) || RANK[a.severity] - RANK[b.severity] || (a.name < b.name ? -1 : 1);

/** Each rule is in one of them: what cannot be judged, or has seen nothing, is not said to judge. */
const COUNTED = [
  ['judging', 'judging'],
  ['failed', 'cannot be judged'],
  ['unseen', 'with nothing seen yet'],
  ['waiting', 'waiting for a source'],
  ['off', 'off'],
] as const;

/** How many there are, and how many of them are in which state. */
export const sayCounts = (rows: readonly RuleRow[]): string => {
  const counts = COUNTED.map(([state, word]) => ({ word, n: rows.filter((row) => isIn(row, state)).length }));
  return [count(rows.length, 'rule'), ...counts.filter(({ n }) => n > 0).map(({ word, n }) => `${plain(n)} ${word}`)].join(
    ' · ',
  );
};

const fits = (row: RuleRow, text: string): boolean =>
  text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => `${row.name} ${row.id} ${row.sentence} ${saySentence(row)} ${row.category}`.toLowerCase().includes(word));

const knownIn = <Value extends string>(options: readonly Option<Value>[], asked: string): Value | '' =>
  options.find(({ value }) => value === asked)?.value ?? '';

export const readFilter = (asked: Readonly<Record<keyof RuleFilter, string>>): RuleFilter => ({
  text: asked.text,
  severity: knownIn(SEVERITIES, asked.severity),
  state: knownIn(STATES, asked.state),
});

/** Those that fit, what weighs most first. */
export const useFittingRules = (all: readonly RuleRow[], { text, severity, state }: RuleFilter): readonly RuleRow[] =>
  useMemo(
    () =>
      all.filter((row) => fits(row, text) && isIn(row, state) && (severity === '' || row.severity === severity)).sort(byWeight),
    [all, text, severity, state],
  );
