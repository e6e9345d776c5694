import { fingerprintOf } from '../../core/alert/identity.js';
import type { Facts } from '../../core/explain/facts.js';
import { sayTime } from '../../core/explain/words.js';
import type { Config } from '../../core/model/config.js';
import type { ExplainAnswer } from '../../core/model/explanation.js';
import type { Labels } from '../../core/model/labels.js';
import type { ObservationSegment } from '../../core/model/ledger.js';
import type { ChannelKind } from '../../core/model/reason.js';
import { fail, ok, type Refusal, type Result } from '../../core/model/result.js';
import type { Rule } from '../../core/model/rule.js';
import { sayLength } from '../../core/notify/quantity.js';
import type { History } from '../../core/port/history.js';
import type { Journal } from '../../core/port/journal.js';
import { alertLabels } from '../../core/rule/group.js';
import { after, type Duration, type Instant } from '../../core/time/instant.js';
import { auditSince } from '../journal-pages.js';
import { evidenceOf, leadFor } from '../replay/evidence.js';
import type { Fineness } from '../replay/recorded.js';
import { replay } from '../replay/replay.js';
import { isSynthetic, SYNTHETIC_RULES } from '../rule/test-rule.js';
import { noTrace } from '../trace.js';
import type { World } from '../world.js';
import { type Asked, answerFrom, ruleNamed, type Told } from './answer.js';
import { doneWithin } from './done.js';
import { hasLabels } from './find.js';
import { recast } from './recast.js';
import { journalAt, type Then } from './then.js';
import { UNOBSERVED_WORDS } from './unobserved.js';

export interface PastParts {
  readonly config: Config;
  readonly history: Pick<History, 'raw' | 'range' | 'list' | 'hourly'>;
  readonly journal: Journal;
  /** By which this desk can tell; null: by all that the configuration turns on. */
  readonly channels: readonly ChannelKind[] | null;
  /** When the desk whose store this is was last alive; null while it runs. */
  readonly stoppedAt: Instant | null;
  /** As a replay asks for it. */
  readonly breathe: () => Promise<void> | null;
}

/**
 * Explains a moment that is over: what was recorded is played up to it by the rule as it is today, and what people did and who
 * was told is taken from the journal, as it stood then.
 */
export const explainPast = async (parts: PastParts, asked: Asked, at: Instant): Promise<Result<ExplainAnswer, Refusal>> => {
  const rule = ruleNamed(new Map([...SYNTHETIC_RULES, ...parts.config.rules].map((one) => [one.id, one])), asked.rule);
  if (!rule.ok) return rule;
  const segments = await segmentsAt(parts, at);
  if (segments.length === 0) return fail(await neverLooked(parts, at));
  const moment: Moment = { rule: rule.value, at, segments, kept: await journalAt(parts.journal, asked.rule, at) };
  const survey = await toldOf(parts, moment, asked, leadFor([]));
  if (!survey.ok) return survey;
  const { alerts, explanation } = survey.value.told;
  const lead = leadFor([rule.value]);
  const exact = lead === leadFor([]) ? survey : await toldOf(parts, moment, { ...asked, labels: explanation.labels }, lead);
  if (!exact.ok) return exact;
  const done = await doneWithin(parts.journal, fingerprintOf(rule.value.id, explanation.labels), at);
  const notes = [...NOTES, ...finenessNotes(exact.value.fineness), ...(await changeNotes(parts, at))];
  return ok({ explanation: exact.value.told.explanation, alerts, basis: { kind: 'replay', notes }, done });
};

interface Moment {
  readonly rule: Rule;
  readonly at: Instant;
  readonly segments: readonly ObservationSegment[];
  readonly kept: Then;
}

/** What a replay of such a length tells. A long one, which a baseline needs, plays no more than the one alert whose labels are known. */
const toldOf = async (
  parts: PastParts,
  moment: Moment,
  asked: Asked,
  lead: Duration,
): Promise<Result<{ readonly told: Told; readonly fineness: Fineness }, Refusal>> => {
  const isLong = lead > leadFor([]);
  const { world, fineness } = await played(parts, moment, lead, isLong ? asked.labels : null);
  recast(world, parts.config, moment.kept);
  if (parts.channels !== null) world.channels = parts.channels;
  const told = answerFrom(world, asked, moment.at, (facts) => amended(facts, moment.segments, moment.kept));
  return told.ok ? ok({ told: told.value, fineness }) : told;
};

/** A desk that was stopped has its last segment open: from then on it did not run. */
const segmentsAt = async ({ journal, stoppedAt }: PastParts, at: Instant): Promise<readonly ObservationSegment[]> => {
  if (stoppedAt === null || at < stoppedAt) return journal.segments(at, after(at, 1));
  return [{ scope: 'desk', from: stoppedAt, to: null, cause: 'stopped' }];
};

const lastSeen = ({ stoppedAt }: PastParts, at: Instant): Instant => (stoppedAt === null || at < stoppedAt ? at : stoppedAt);

const NOTES = [
  'Judged again from what was recorded, by the rule as it is now. Who acknowledged or suppressed it and who was told is what the journal has.',
];

const neverLooked = async ({ journal, config }: PastParts, at: Instant): Promise<Refusal> => {
  const [first] = await journal.segments(0 as Instant, Number.MAX_SAFE_INTEGER as Instant);
  const since = first === undefined ? '' : ` It began at ${sayTime(first.from, at, config.site.timeZone)}.`;
  return { code: 'bad-input', message: `Nothing is kept of that moment: nobody watched yet.${since}`, field: 'at' };
};

/** Plays the one rule alone, and where labels are given no more than their alert: what others did is in the journal. */
const played = async (
  parts: PastParts,
  { rule, at }: Moment,
  lead: Duration,
  labels: Labels | null,
): Promise<{ readonly world: World; readonly fineness: Fineness }> => {
  const { config, history, journal, breathe } = parts;
  const alone: Config = { ...config, rules: isSynthetic(rule) ? [] : [rule] };
  const until = lastSeen(parts, at);
  const from = after(until, -lead);
  const evidence = await evidenceOf({ history, journal }, alone, { from, until });
  const series = evidence.series.filter((one) => labels === null || hasLabels(alertLabels(rule, one.series), labels));
  const world = await replay({ ...evidence, series, config: alone, from, until, trace: noTrace, breathe });
  return { world, fineness: evidence.recorded.fineness() };
};

/** What the ledger says of that very moment, and where the journal knows of no episode that the replay found. */
const amended = (facts: Facts, segments: readonly ObservationSegment[], then: Then): Facts => {
  const isReal = then.episodes.some(({ id }) => id === facts.episode?.id);
  const isDissent = facts.alert?.phase.state === 'firing' && !isReal;
  return {
    ...facts,
    unobserved: unobservedAt(segments, facts.labels) ?? facts.unobserved,
    dissent: isDissent ? 'No alert fired then, although by the rule as it is now one would have' : null,
  };
};

const unobservedAt = (segments: readonly ObservationSegment[], labels: Labels): Facts['unobserved'] => {
  const away = segments.find(
    ({ scope, cause }) => cause !== 'observed' && (scope === 'desk' || scope === `source:${labels.source}`),
  );
  if (away === undefined || away.cause === 'observed') return null;
  return { cause: away.cause, since: away.from, text: UNOBSERVED_WORDS[away.cause] };
};

const finenessNotes = ({ raw, rolled, coarsest }: Fineness): readonly string[] =>
  rolled === 0 || coarsest === null
    ? []
    : [
        `Single samples are no longer kept of all that time: ${rolled} of ${raw + rolled} values stand for up to ${sayLength(coarsest)} each.`,
      ];

/** Whoever changed the rules since may have made another rule of it. */
const changeNotes = async ({ journal }: PastParts, at: Instant): Promise<readonly string[]> => {
  const saved = await auditSince(journal, at, (entry) => entry.at > at && entry.action.startsWith('config.'));
  if (saved.length === 0) return [];
  return [
    `The configuration was saved ${saved.length === 1 ? 'once' : `${saved.length} times`} since then: the rule may have been another.`,
  ];
};
