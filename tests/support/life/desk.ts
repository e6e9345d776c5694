import fc from 'fast-check';
import type { Config } from '../../../src/main/core/model/config.js';
import { hours, instant, minutes } from '../../../src/main/core/time/instant.js';
import { configOf, NINE_O_CLOCK, siteDown } from '../engine.js';
import { ALWAYS, RULES, TARGETS } from './rules.js';

/** How a desk is set up, and whether it has a past. */
export interface Setting {
  /** Which of the rules it has: a few, so that a life costs little and all of them are tried together over many. */
  readonly rules: readonly string[];
  /** Whether it starts for the first time; else it has watched for four days. */
  readonly isNew: boolean;
  readonly isQuiet: boolean;
  readonly isMaintained: boolean;
  readonly isInhibited: boolean;
  readonly stopOnAcknowledge: boolean;
}

const MOST_RULES = 8;

export const SETTING: fc.Arbitrary<Setting> = fc.record({
  rules: fc.subarray(
    RULES.map(({ id }) => id as string),
    { minLength: 1, maxLength: MOST_RULES },
  ),
  isNew: fc.boolean(),
  isQuiet: fc.boolean(),
  isMaintained: fc.boolean(),
  isInhibited: fc.boolean(),
  stopOnAcknowledge: fc.boolean(),
});

const LONDON = 'Europe/London';
const after = (length: number) => instant(NINE_O_CLOCK + length);
const soon = (length: number) => ({ high: minutes(0), medium: minutes(length), low: minutes(length), none: minutes(length) });

/** Every channel, each with delays and limits that some minutes can reach. */
const CHANNELS: Config['channels'] = {
  desktop: { enabled: true, sound: true },
  email: { to: ['ops@example.org'], digest: minutes(3), dailySummary: 9 * 60 + 12 },
  slack: { channels: { critical: '#critical-alerts', warning: '#warnings', performance: '#performance' } },
  sms: { to: ['+441110000001'], perHour: 2, acknowledgeWithin: minutes(2) },
  webhook: { to: ['https://example.org/hook'], tries: 3 },
};

const ESCALATION = {
  critical: [
    { level: 1, after: soon(2), team: 'senior' },
    { level: 2, after: soon(5), team: 'management' },
  ],
  warning: [{ level: 1, after: soon(6), team: 'senior' }],
} as const;

const any = { rule: null, severity: null, category: null, impact: null, labels: [] };

/** The parts of a configuration that bear on what a desk does. */
export const changesFor = (setting: Setting): Partial<Config> => ({
  targets: TARGETS,
  rules: [ALWAYS, ...RULES.filter(({ id }) => setting.rules.includes(id))],
  connectivity: { probes: [{ host: '192.0.2.1', port: 443 }], every: minutes(0.5) },
  channels: CHANNELS,
  escalation: { ...ESCALATION, stopOnAcknowledge: setting.stopOnAcknowledge },
  teams: {
    senior: { email: ['senior@example.org'], sms: ['+441110000002'], slack: '#senior' },
    management: { email: ['management@example.org'], sms: [], slack: null },
  },
  rateLimits: { perRule: { count: 4, per: hours(1) }, storm: { firings: 6, within: minutes(1) } },
  quietHours: setting.isQuiet ? { from: 9 * 60 + 3, to: 9 * 60 + 9, timeZone: LONDON, holds: ['warning', 'info'] } : null,
  maintenance: setting.isMaintained
    ? [
        {
          name: 'Move',
          match: [{ label: 'target', operator: '=', value: 'shop' }],
          ...{ from: after(minutes(4)), to: after(minutes(10)), every: null, timeZone: LONDON },
        },
      ]
    : [],
  inhibit: setting.isInhibited
    ? [{ when: { ...any, rule: siteDown.id }, mute: { ...any, category: 'performance' }, equal: ['target'] }]
    : [],
});

export const configFor = (setting: Setting): Config => configOf(changesFor(setting));
