import type { RuleScenario, ScenarioEvent, ScenarioPoint, Stretch } from '../../src/main/core/model/rule-scenario.js';
import { stretchesOf } from '../../src/main/core/scenario/course.js';
import { after, duration, hours, type Instant, minutes } from '../../src/main/core/time/instant.js';
import type { CallInput } from '../../src/preload/contract/calls.js';

const LIMIT = 3;
const EXTREMES = { usual: 0.42, bad: 4.5 };
const WORDS: Readonly<Record<string, string>> = {
  gap: 'Did not wake anyone: because the newest sample is 12 min old in observed time; after 5 min it counts no more.',
  unobserved: 'Did not wake anyone: because this desk has no network.',
};

/** A scenario as main would answer it: the course is what was asked for, and what comes of it was made up beforehand. */
export const scriptedScenario = ({ rule, course, length, labels }: CallInput<'rule.scenario'>, from: Instant): RuleScenario => {
  const stretches: readonly Stretch[] =
    course.kind === 'drawn' ? (course.stretches as readonly Stretch[]) : stretchesOf(course.name, EXTREMES);
  const isLearning = rule === 'slower-than-usual';
  const stretch = duration((length ?? hours(4)) / stretches.length);
  const first = stretches.findIndex((one) => typeof one === 'number' && one > LIMIT);
  const last = stretches.findLastIndex((one) => typeof one === 'number' && one > LIMIT) + 1;
  const fires = !isLearning && first >= 0 && (last - first) * stretch > minutes(10);
  const at = (place: number, later = 0): Instant => after(from, place * stretch + later);
  return {
    from,
    to: after(from, stretches.length * stretch),
    stretch,
    severity: 'critical',
    drawn: 'http_response_seconds',
    metric: 'http_response_seconds',
    scale: { least: 0, most: 7, step: 0.1 },
    course: stretches,
    offered: ['steady', 'step', 'spike', 'rise', 'gap', 'unobserved'],
    labels: labels ?? { target: 'home' },
    alerts: [{ target: 'home' }, { target: 'tutors' }],
    usual: { value: 0.42, from: isLearning ? 'history' : 'baseline' },
    learning: isLearning ? { have: 41, need: 100 } : null,
    points: stretches.flatMap((one, index) =>
      [0, 1, 2, 3].map((quarter) =>
        pointOf(one, at(index, (quarter * stretch) / 4), isLearning, fires && index >= first && index < last),
      ),
    ),
    moments: stretches.map((one, index) => ({
      at: at(index, stretch - 1),
      state: fires && index >= first && index < last ? 'firing' : 'inactive',
      kind: fires && index >= first && index < last ? 'woke' : 'silent',
      saw: '',
      text: isLearning ? LEARNING : (WORDS[String(one)] ?? saidOf(one, fires && index >= first && index < last)),
    })),
    events: fires ? happenings(at, first, last, stretches.length) : [],
    outcome: fires
      ? { kind: 'told', text: 'Woke: Pop-up at 09:45 and team senior at 10:15 (level 1), because the rule Slow pages fired.' }
      : {
          kind: 'silent',
          text: isLearning
            ? 'It does not fire: what is usual is still being learnt, 41 of 100 samples.'
            : 'It does not fire: it has been past its limit for 2 min of 5 min observed.',
        },
    notes: [
      'It is played as if it began now: with what is learnt, with the mutes and the quiet hours of this desk, and with nothing firing yet.',
      'Other rules are left out: an alert that would explain this one away does not fire here.',
    ],
  };
};

const LEARNING = 'Did not wake anyone: because what is usual is still being learnt, 41 of 100 samples.';

const saidOf = (one: Stretch, isFiring: boolean): string =>
  isFiring
    ? 'Woke: Pop-up at 09:45, because the rule Slow pages fired.'
    : `Did not wake anyone: because the value is ${Number(one)} s; the limit is ${LIMIT} s.`;

const pointOf = (one: Stretch, at: Instant, isLearning: boolean, isFiring: boolean): ScenarioPoint => {
  const value = typeof one === 'number' ? one : null;
  const verdict = value === null ? 'no-data' : isLearning ? 'learning' : value > LIMIT ? 'breach' : 'ok';
  return {
    at,
    value,
    threshold: isLearning || value === null ? null : LIMIT,
    band: isLearning ? null : { low: 0.2, high: 0.7 },
    verdict,
    state: isFiring ? 'firing' : 'inactive',
    n: value === null ? 0 : 1,
    window: null,
  };
};

const happenings = (
  at: (place: number, later?: number) => Instant,
  first: number,
  last: number,
  end: number,
): readonly ScenarioEvent[] => {
  const told = { kind: 'told', reason: 'firing', level: 0, recipients: [] } as const;
  return [
    { at: at(first), kind: 'state', to: 'pending', value: EXTREMES.bad },
    { at: at(first, minutes(5)), kind: 'state', to: 'firing', value: EXTREMES.bad },
    { at: at(first, minutes(5)), ...told, channel: 'desktop' },
    { at: at(first, minutes(5)), ...told, channel: 'email', recipients: ['ops@example.org', 'duty@example.org'] },
    { at: at(first, minutes(5)), kind: 'held', channel: 'sms', because: 'quiet-hours' },
    { at: at(first, minutes(35)), kind: 'escalated', level: 1, team: 'senior' },
    {
      at: at(first, minutes(35)),
      kind: 'told',
      channel: 'email',
      reason: 'escalated',
      level: 1,
      recipients: ['senior@example.org'],
    },
    ...(last < end ? [{ at: at(last, minutes(5)), kind: 'state', to: 'resolved', value: EXTREMES.usual } as const] : []),
  ];
};
