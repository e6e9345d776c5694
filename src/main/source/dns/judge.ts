import type { Problem } from '../../core/model/reading.js';
import type { DnsTarget } from '../../core/model/target.js';
import { canonical, shown } from './record.js';

/** What of the answers is not as it should be. */
export const judgeAnswers = (answers: readonly string[], target: DnsTarget): readonly Problem[] => {
  const { record, host, expect } = target;
  const found = new Set(answers.map((answer) => canonical(record, answer)));
  const isThere = (value: string): boolean => found.has(canonical(record, value));
  const says = `${host} has ${countOf(answers.length, record)}`;
  const missing = [...expect.all, ...(expect.exactly ?? [])].filter((value) => !isThere(value));
  return [
    ...(answers.length < expect.answers ? [problem(`${says}, expected at least ${expect.answers}`)] : []),
    ...(missing.length > 0 ? [problem(`${says}, but not ${list(missing)}`)] : []),
    ...(expect.any.length > 0 && !expect.any.some(isThere) ? [problem(`${says}, but none of ${list(expect.any)}`)] : []),
    ...strangers(answers, target),
  ];
};

/** Answers that nobody expects: a record that was added, or put in place of another. */
const strangers = (answers: readonly string[], { record, host, expect }: DnsTarget): readonly Problem[] => {
  if (expect.exactly === null) return [];
  const known = new Set(expect.exactly.map((value) => canonical(record, value)));
  const unknown = answers.filter((answer) => !known.has(canonical(record, answer)));
  return unknown.length === 0 ? [] : [problem(`${host} also has ${list(unknown)}, which is not expected`)];
};

/** Most values that a text names. */
const MOST_NAMED = 3;

const list = (values: readonly string[]): string => {
  const named = values.slice(0, MOST_NAMED).map((value) => `"${shown(value)}"`);
  const more = values.length - named.length;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
};

const countOf = (count: number, record: string): string => `${count} ${record} ${count === 1 ? 'record' : 'records'}`;

const problem = (text: string): Problem => ({ code: 'dns', text });
