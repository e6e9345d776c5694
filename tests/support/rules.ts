import type { Labels } from '../../src/main/core/model/labels.js';
import type { Judgement, Rule, Subject, Test } from '../../src/main/core/model/rule.js';
import { judge } from '../../src/main/core/rule/judge.js';
import type { Member } from '../../src/main/core/rule/member.js';
import { createWindow } from '../../src/main/core/sample/sample-window.js';
import { insertSample, isCounterName } from '../../src/main/core/sample/window.js';
import { type Duration, instant, minutes, observedInstant } from '../../src/main/core/time/instant.js';
import { siteDown } from './engine.js';

const NOON = instant(Date.parse('2026-01-05T12:00:00Z'));
const OBSERVED = observedInstant(minutes(60 * 24 * 40));

/** A rule over one metric, of which a test changes what it is about. */
export const ruleOver = (test: Test, subject: Partial<Subject & { kind: 'metric' }> = {}, more: Partial<Rule> = {}): Rule => ({
  ...siteDown,
  ...more,
  when: {
    ...siteDown.when,
    subject: { kind: 'metric', metric: 'lcp_seconds', reduce: 'last', window: null, ...subject },
    test,
  },
});

export interface MemberShape {
  readonly name?: string;
  readonly labels?: Labels;
  /** How old the newest sample is. */
  readonly age?: number;
  readonly step?: number;
  readonly every?: Duration | null;
  readonly isEnded?: boolean;
}

/** A series of one sample a step, the newest `age` old. */
export const memberOf = (values: readonly number[], shape: MemberShape = {}): Member => {
  const { name = 'lcp_seconds', labels = {}, age = 0, step = minutes(1), every = minutes(1), isEnded = false } = shape;
  const samples = createWindow(isCounterName(name));
  for (const [index, value] of values.entries()) insertSample(samples, NOON - age - (values.length - 1 - index) * step, value);
  const newestObserved = observedInstant(OBSERVED - age);
  return { series: { name, labels }, samples, marked: new Map(), newestObserved, every, isEnded, baseline: null };
};

export const judgeNow = (rule: Rule, ...group: readonly Member[]): Judgement =>
  judge({ rule, group, at: { now: NOON, observed: OBSERVED, zone: 'UTC' }, since: null });
