import type { EpisodeId } from '../../src/main/core/model/alert.js';
import type { ExplainAnswer, Gate, GateId, GateReason, GateState } from '../../src/main/core/model/explanation.js';
import type { Rule, RuleId } from '../../src/main/core/model/rule.js';
import type { SeriesId } from '../../src/main/core/model/sample.js';
import { after, type Instant, minutes, seconds } from '../../src/main/core/time/instant.js';

const gate = (
  id: GateId,
  name: string,
  text: string,
  state: GateState = 'passed',
  because: GateReason | null = null,
  until: Instant | null = null,
): Gate => ({ id, name, state, because, text, until });

const clock = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'Europe/London' });

const minutesFrom = (at: Instant, count: number): string => clock.format(after(at, minutes(count)));

/** One alert that was told and is acknowledged since, explained: every kind of gate, channel and level is in it. */
export const scriptedExplanation = (at: Instant): ExplainAnswer => ({
  explanation: {
    at,
    rule: { id: 'site-down' as RuleId, name: 'Site down', severity: 'critical', condition: 'up is below 1 for 2 min' },
    labels: { target: 'booking-form', source: 'http' },
    state: 'firing',
    episode: 'a17-1' as EpisodeId,
    seen: {
      verdict: 'breach',
      value: 0,
      threshold: 1,
      metric: 'up',
      n: 1,
      window: null,
      band: null,
      baseline: null,
      rolledUpTo: null,
      text: 'It is down, and should be up.',
      series: [
        {
          id: 'up{source="http",target="booking-form"}' as SeriesId,
          lastAt: after(at, -seconds(24)),
          age: seconds(24),
          staleAfter: minutes(5),
          isFresh: true,
        },
      ],
    },
    gates: [
      gate('rule', 'Rule', 'The rule is turned on.'),
      gate('series', 'Series', 'It looks at 1 series.'),
      gate('observed', 'Watch', 'This desk looked.'),
      gate('fresh', 'Freshness', 'The newest sample came 24 s before.'),
      gate('baseline', 'Baseline', 'The limit is fixed.', 'not-applicable'),
      gate('events', 'Events', 'Every sample counts.', 'not-applicable'),
      gate('breach', 'Limit', 'It is down, and should be up.'),
      gate('resolved-by-hand', 'Resolved by hand', 'Nobody resolved it and keeps it quiet.'),
      gate('for', 'Duration', `It held for 2 min: from ${minutesFrom(at, -15)} to ${minutesFrom(at, -13)}.`),
      gate(
        'acknowledged',
        'Acknowledgement',
        `It is in the hands of Ana Ruiz since ${minutesFrom(at, -11)}, until it is resolved.`,
        'blocked',
        'acknowledged',
      ),
      gate('settling', 'Settling', 'Not reached.', 'not-reached'),
      gate('suppressed', 'Suppression', 'Not reached.', 'not-reached'),
      gate('maintenance', 'Maintenance', `Maintenance “Move” runs until ${minutesFrom(at, 55)}.`, 'not-reached', 'maintenance'),
      gate('inhibited', 'Inhibition', 'Not reached.', 'not-reached'),
      gate('flapping', 'Flapping', 'Not reached.', 'not-reached'),
      gate('channels', 'Channels', 'Not reached.', 'not-reached'),
    ],
    channels: [
      {
        channel: 'desktop',
        told: { at: after(at, -minutes(13)), reason: 'firing', state: 'sent' },
        gates: [
          gate('route', 'Route', 'An alert of this severity goes out at once.'),
          gate('quiet-hours', 'Quiet hours', 'No quiet hours held it.'),
          gate('delivery', 'Delivery', `Delivered at ${minutesFrom(at, -13)}.`),
        ],
      },
      {
        channel: 'sms',
        told: null,
        gates: [
          gate('route', 'Route', 'An alert of this severity goes out at once, to +44…23.'),
          gate(
            'quota',
            'Quota',
            `All messages of this hour are used up: it leaves at ${minutesFrom(at, 17)}.`,
            'blocked',
            'quota',
            after(at, minutes(17)),
          ),
          gate('delivery', 'Delivery', 'Not reached.', 'not-reached'),
        ],
      },
    ],
    levels: [
      {
        level: 2,
        team: 'management',
        at: after(at, minutes(42)),
        state: 'to-come',
        channels: ['email'],
        text: `It is told at ${minutesFrom(at, 42)}, by Email.`,
      },
    ],
    outcome: {
      kind: 'woke',
      text: `Woke: Pop-up at ${minutesFrom(at, -13)}, because the rule Site down fired. Nothing more is told now: it is in the hands of Ana Ruiz since ${minutesFrom(at, -11)}, until it is resolved.`,
    },
  },
  alerts: [
    { labels: { target: 'booking-form', source: 'http' }, state: 'firing', verdict: 'breach', value: 0 },
    { labels: { target: 'search', source: 'http' }, state: 'inactive', verdict: 'ok', value: 1 },
  ],
  basis: { kind: 'now', notes: [] },
  done: [{ at, kind: 'acknowledged', by: 'Ana Ruiz', text: 'on it' }],
});

/** A rule that is content: its value is within the limit. */
export const scriptedSilence = (at: Instant, rule: Pick<Rule, 'id' | 'name' | 'severity'>): ExplainAnswer => {
  const told = scriptedExplanation(at);
  const text = 'The value is 71.4 %; the limit is 90 %.';
  const gates = told.explanation.gates.map((one): Gate => {
    const place = told.explanation.gates.indexOf(one);
    if (place < 6) return one;
    if (one.id === 'breach') return { ...one, state: 'blocked', because: 'within-limit', text };
    return { ...one, state: 'not-reached', because: null, text: 'Not reached.', until: null };
  });
  return {
    ...told,
    explanation: {
      ...told.explanation,
      rule: { ...told.explanation.rule, id: rule.id, name: rule.name, severity: rule.severity },
      labels: { disk: '/' },
      state: 'inactive',
      episode: null,
      seen: { ...told.explanation.seen, verdict: 'ok', value: 0.714, threshold: 0.9, metric: 'host_disk_used_ratio', text },
      gates,
      channels: [],
      levels: [],
      outcome: { kind: 'silent', text: 'Did not wake anyone: because the value is 71.4 %; the limit is 90 %.' },
    },
    alerts: [
      { labels: { disk: '/' }, state: 'inactive', verdict: 'ok', value: 0.714 },
      { labels: { disk: '/home' }, state: 'inactive', verdict: 'ok', value: 0.2 },
    ],
    done: [],
  };
};

/** The same of a moment that is over. */
export const playedBack = (answer: ExplainAnswer): ExplainAnswer => ({
  ...answer,
  basis: {
    kind: 'replay',
    notes: ['Judged again from what was recorded, by the rule as it is now.'],
  },
});
