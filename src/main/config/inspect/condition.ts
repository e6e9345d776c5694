import { parseMatcher } from '../../core/rule/matcher.js';
import type { Duration } from '../../core/time/instant.js';
import { error, type Finding, type Path } from '../finding.js';
import { CONDITIONS, type Objectives } from '../resolve/condition.js';
import type { RuleDocument, WhenDocument } from '../schema/v1/rule.js';
import { inspectClear } from './clear.js';
import { inspectCompared } from './compared.js';
import { inspectReduction } from './reduction.js';

/** Contradictions inside one rule: what it looks at, how it reduces, what it compares, and what ends the breach. */
export const inspectCondition = (rule: RuleDocument, at: Path, objectives: Objectives): readonly Finding[] => {
  const { when } = rule;
  if (when === undefined) return [];
  const inWhen = [...at, 'when'];
  const basics = [...subject(when, inWhen, objectives), ...comparison(when, inWhen), ...matching(when, inWhen)];
  // What is missing altogether makes the finer points moot.
  if (basics.length > 0) return basics;
  return [
    ...inspectReduction(when, inWhen),
    ...inspectCompared(rule, inWhen, objectives),
    ...inspectClear(rule, at),
    ...duration(rule, at),
  ];
};

const subject = (when: WhenDocument, at: Path, objectives: Objectives): readonly Finding[] => {
  if (when.metric !== undefined && when.ratio !== undefined) {
    return [error([...at, 'ratio'], 'a rule looks at either a metric or a ratio', 'Remove one of the two.', 'key')];
  }
  if (when.metric !== undefined || when.ratio !== undefined || when.event !== undefined) return [];
  if (when.burnRate === undefined) return [error(at, 'says no metric', 'Add metric: and the name of a metric.')];
  return objectives.get(when.burnRate.objective)?.kind === 'errors'
    ? [error(at, 'an objective of errors needs the counters that it is about', 'Add ratio: { bad: …_total, total: …_total }.')]
    : [];
};

const comparison = (when: WhenDocument, at: Path): readonly Finding[] => {
  const given = CONDITIONS.filter((condition) => when[condition] !== undefined);
  if (given.length === 1) return [];
  const [first, second] = given;
  if (first === undefined) return [error(at, 'has nothing to compare with', `Add one of ${CONDITIONS.join(', ')}.`)];
  return [
    error([...at, second as string], `a rule has one condition, this one also has ${first}`, 'Make two rules of it.', 'key'),
  ];
};

const matching = (when: WhenDocument, at: Path): readonly Finding[] =>
  Object.entries(when.match ?? {}).flatMap(([label, text]) => {
    const parsed = parseMatcher(label, text);
    return parsed.ok ? [] : [error([...at, 'match', label], parsed.error, 'Check its brackets and backslashes.')];
  });

const isThere = (length: Duration | undefined): boolean => length !== undefined && length > 0;

/** An event is over as soon as it has happened. */
const duration = (rule: RuleDocument, at: Path): readonly Finding[] =>
  rule.when?.event !== undefined && isThere(rule.for)
    ? [error([...at, 'for'], 'an event has no duration that could be waited for', 'Remove for: it fires at once.', 'key')]
    : [];
