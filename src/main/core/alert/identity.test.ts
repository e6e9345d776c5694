import fc from 'fast-check';
import { expect, it } from 'vitest';
import { runs } from '../../../../tests/support/property-runs.js';
import type { RuleId } from '../model/rule.js';
import { fingerprintOf } from './identity.js';

const labels = fc.dictionary(fc.string({ maxLength: 6 }), fc.string({ maxLength: 6 }), { maxKeys: 5 });
const RUNS = runs(1_000);

const turned = (given: Record<string, string>): Record<string, string> => Object.fromEntries(Object.entries(given).reverse());
const isSame = (a: Record<string, string>, b: Record<string, string>): boolean =>
  Object.keys(a).length === Object.keys(b).length &&
  Object.entries(a).every(([key, value]) => Object.hasOwn(b, key) && b[key] === value);

it('the order of labels makes no other alert', () => {
  fc.assert(
    fc.property(fc.string(), labels, (rule, given) => {
      expect(fingerprintOf(rule as RuleId, turned(given))).toBe(fingerprintOf(rule as RuleId, given));
    }),
    { numRuns: RUNS },
  );
});

it('two alerts never have one fingerprint', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 3 }), labels, fc.string({ maxLength: 3 }), labels, (ruleA, a, ruleB, b) => {
      const isOne = fingerprintOf(ruleA as RuleId, a) === fingerprintOf(ruleB as RuleId, b);
      expect(isOne).toBe(ruleA === ruleB && isSame(a, b));
    }),
    { numRuns: RUNS },
  );
});
