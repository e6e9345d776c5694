import type { QualityView, RuleQuality } from '../../src/main/core/model/quality.js';
import type { RuleId } from '../../src/main/core/model/rule.js';

const one = (rule: string, name: string, severity: RuleQuality['severity'], changes: Partial<RuleQuality>): RuleQuality => ({
  ...{ rule: rule as RuleId, name, severity },
  ...{ fired: 0, told: 0, atNight: 0, acknowledged: 0, real: 0, noise: 0, cameBack: 0, minutes: 0, proposals: [] },
  ...changes,
});

/** A month of alerts: one rule that is worth its calls, and three that could be better. */
export const scriptedQuality = (days: number, isQuiet: boolean): QualityView =>
  isQuiet
    ? { days, rules: [], quiet: 12 }
    : {
        days,
        quiet: 9,
        rules: [
          one('disk-nearly-full', 'Disk nearly full', 'warning', {
            ...{ fired: 31, told: 31, atNight: 12, acknowledged: 0, cameBack: 22, minutes: 640 },
            proposals: [
              { kind: 'comes-back', count: 22, of: 31 },
              { kind: 'nobody-minds', count: 31, of: 31 },
            ],
          }),
          one('slower-than-usual', 'Slower than usual', 'warning', {
            ...{ fired: 14, told: 12, atNight: 2, acknowledged: 5, real: 1, noise: 6, minutes: 410 },
            proposals: [{ kind: 'mostly-noise', count: 6, of: 7 }],
          }),
          one('site-down', 'Site down', 'critical', { fired: 3, told: 3, atNight: 1, acknowledged: 3, real: 3, minutes: 47 }),
        ],
      };
