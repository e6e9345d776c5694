import { z } from 'zod';
import type {
  ChannelExplanation,
  ExplainAnswer,
  Explanation,
  Gate,
  GateId,
  LevelExplanation,
  Seen,
} from '../../core/model/explanation.js';
import { instantBody, iso, isoOrNull, labelsBody, severityBody } from './primitive.js';

const GATES = [
  'rule',
  'series',
  'observed',
  'fresh',
  'baseline',
  'events',
  'breach',
  'resolved-by-hand',
  'for',
  'acknowledged',
  'settling',
  'suppressed',
  'maintenance',
  'inhibited',
  'flapping',
  'channels',
  'route',
  'quiet-hours',
  'digest',
  'storm',
  'rule-rate',
  'quota',
  'delivery',
] as const satisfies readonly GateId[];

const verdictBody = z.enum(['ok', 'breach', 'no-data', 'too-few', 'learning']);
const stateBody = z.enum(['inactive', 'pending', 'firing', 'resolved']);

const gateBody = z.object({
  id: z.enum(GATES),
  name: z.string(),
  state: z.enum(['passed', 'blocked', 'not-reached', 'not-applicable']),
  because: z.string().nullable().describe('Why it is closed, or would be where it was not reached.'),
  text: z.string().describe('In words for people.'),
  until: instantBody.nullable().describe('When it opens by itself, as far as anybody knows.'),
});

const seenBody = z.object({
  verdict: verdictBody,
  value: z.number().nullable().describe('In the unit that `metric` states.'),
  threshold: z.number().nullable(),
  metric: z.string(),
  n: z.number().describe('Samples that made the value, or events of a ratio.'),
  windowSeconds: z.number().nullable(),
  band: z.object({ expected: z.number(), low: z.number().nullable(), high: z.number().nullable() }).nullable(),
  baseline: z.enum(['ema', 'seasonal']).nullable(),
  rolledUpTo: instantBody.nullable().describe('What lies before is known by totals alone.'),
  text: z.string(),
  series: z.array(
    z.object({
      id: z.string(),
      lastAt: instantBody.nullable(),
      ageSeconds: z.number().describe('Observed time since then.'),
      staleAfterSeconds: z.number(),
      isFresh: z.boolean(),
    }),
  ),
});

const channelBody = z.object({
  channel: z.string(),
  told: z
    .object({
      at: instantBody.nullable(),
      reason: z.string().nullable(),
      state: z.enum(['waiting', 'sent', 'hidden', 'failed']),
    })
    .nullable(),
  gates: z.array(gateBody),
});

const levelBody = z.object({
  level: z.number().int(),
  team: z.string(),
  at: instantBody,
  state: z.enum(['told', 'held', 'to-come', 'stopped']),
  channels: z.array(z.string()),
  text: z.string(),
});

export const explanationBody = z
  .object({
    explanation: z.object({
      at: instantBody,
      rule: z.object({ id: z.string(), name: z.string(), severity: severityBody, condition: z.string() }),
      labels: labelsBody,
      state: stateBody,
      episode: z.string().nullable().describe('The one that fires, or the last one: an `alertId`.'),
      seen: seenBody,
      gates: z.array(gateBody).describe('In the order in which the engine asks.'),
      channels: z.array(channelBody),
      levels: z.array(levelBody),
      outcome: z.object({ kind: z.enum(['woke', 'silent']), text: z.string() }),
    }),
    alerts: z
      .array(z.object({ labels: labelsBody, state: stateBody, verdict: verdictBody, value: z.number().nullable() }))
      .describe('Every alert of the rule, the worst first.'),
    basis: z.object({
      kind: z.enum(['now', 'replay', 'scenario']),
      notes: z.array(z.string()).describe('Where it rests on less than what was seen then.'),
    }),
    done: z
      .array(z.object({ at: instantBody, kind: z.string(), by: z.string().nullable(), text: z.string() }))
      .nullable()
      .describe('What was really done within that minute.'),
  })
  .describe('Why an alert woke somebody at a moment, or why it did not.');

export type ExplanationBody = z.infer<typeof explanationBody>;

export const toExplanationBody = ({ explanation, alerts, basis, done }: ExplainAnswer): ExplanationBody => ({
  explanation: toExplanation(explanation),
  alerts: alerts.map((alert) => ({ ...alert, labels: { ...alert.labels } })),
  basis: { kind: basis.kind, notes: [...basis.notes] },
  done: done === null ? null : done.map((entry) => ({ ...entry, at: iso(entry.at) })),
});

const toExplanation = (explanation: Explanation): ExplanationBody['explanation'] => ({
  at: iso(explanation.at),
  rule: { ...explanation.rule },
  labels: { ...explanation.labels },
  state: explanation.state,
  episode: explanation.episode,
  seen: toSeen(explanation.seen),
  gates: explanation.gates.map(toGate),
  channels: explanation.channels.map(toChannel),
  levels: explanation.levels.map(toLevel),
  outcome: { ...explanation.outcome },
});

const toGate = (gate: Gate): z.infer<typeof gateBody> => ({ ...gate, until: isoOrNull(gate.until) });

const toSeen = ({ window, series, band, rolledUpTo, ...seen }: Seen): z.infer<typeof seenBody> => ({
  ...seen,
  windowSeconds: window === null ? null : window / 1_000,
  band: band === null ? null : { ...band },
  rolledUpTo: isoOrNull(rolledUpTo),
  series: series.map(({ id, lastAt, age, staleAfter, isFresh }) => ({
    id,
    lastAt: isoOrNull(lastAt),
    ageSeconds: age / 1_000,
    staleAfterSeconds: staleAfter / 1_000,
    isFresh,
  })),
});

const toChannel = ({ channel, told, gates }: ChannelExplanation): z.infer<typeof channelBody> => ({
  channel,
  told: told === null ? null : { ...told, at: isoOrNull(told.at) },
  gates: gates.map(toGate),
});

const toLevel = (level: LevelExplanation): z.infer<typeof levelBody> => ({
  ...level,
  at: iso(level.at),
  channels: [...level.channels],
});
