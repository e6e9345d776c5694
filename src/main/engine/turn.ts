import { type AlertChange, advance, bornAlert, type Now } from '../core/alert/advance.js';
import { timetable } from '../core/incident/escalation.js';
import { UNTOLD } from '../core/incident/untold.js';
import type { Alert, Episode, Fingerprint } from '../core/model/alert.js';
import type { Rule } from '../core/model/rule.js';
import type { SeriesId, SeriesSample } from '../core/model/sample.js';
import type { TargetId } from '../core/model/target.js';
import type { JudgeAt } from '../core/rule/member.js';
import { isFurther, limitOf } from '../core/rule/side.js';
import { isUnmoved } from '../core/rule/unmoved.js';
import { type Duration, type Instant, seconds } from '../core/time/instant.js';
import { learnSamples } from './baseline/learn.js';
import { endWhatIsOver } from './ends.js';
import { endSeries, intake, isUsable } from './observe/intake.js';
import { settled } from './observe/observing.js';
import { plan } from './plan/plan.js';
import { evaluate } from './rule/evaluate.js';
import { isTurnOf, ROUND } from './rule/round.js';
import { subjectOf } from './subject.js';
import { type Binding, keepAlert, keepEpisode, nowOf, numberAlert, tell, type World } from './world.js';

/** What comes into a turn: a look at one target, or in a scenario everything that has come by now. */
export interface TurnInput {
  readonly samples: readonly SeriesSample[];
  /** Series of which it is announced that they have ended. */
  readonly ended?: readonly SeriesId[];
  /** How often such samples are to be expected; null where nobody knows. */
  readonly every: Duration | null;
  /** What is judged: what the samples bear on, or every alert there is. */
  readonly scope: 'touched' | 'all';
  /** The target that was read, for a desk that waits to have read them all. */
  readonly read: TargetId | 'all' | null;
}

/** One pass of the engine, whole: take in, judge, end what is over, plan what is to be told. Everything lands in one draft. */
export const turn = (world: World, input: TurnInput, now: Instant): void => {
  const at = nowOf(world, now);
  const samples = input.samples.filter((sample) => isUsable(sample, at));
  const touched = input.scope === 'touched' ? new Set<Binding>() : null;
  intake(world, samples, at, { every: input.every, touched });
  for (const binding of endSeries(world, input.ended ?? [])) touched?.add(binding);
  for (const binding of touched ?? everyBinding(world)) judgeBinding(world, binding, at);
  learnSamples(world, samples, at);
  settled(world, input.read, now);
  endWhatIsOver(world, at);
  plan(world, at);
  world.turns += 1;
};

/** First those that wait for a first series: whether they were tied before a series or, by a start, after it, is not to be noticed. */
function* everyBinding({ waiting, bindings }: World): Generator<Binding> {
  for (const fingerprint of waiting.keys()) {
    const binding = bindings.get(fingerprint);
    if (binding !== undefined) yield binding;
  }
  for (const binding of bindings.values()) if (!waiting.has(binding.fingerprint)) yield binding;
}

/** Looks again at what time alone may have moved: every alert that is pending, firing or held, every silence, and by turns the rest. */
export const tick = (world: World, now: Instant): void => {
  const at = nowOf(world, now);
  judgeMovedByTime(world, at);
  attend(world, now);
};

const judgeMovedByTime = (world: World, at: JudgeAt): void => {
  for (const binding of world.silences) judgeBinding(world, binding, at);
  for (const fingerprint of world.live) {
    const binding = world.bindings.get(fingerprint);
    if (binding !== undefined && !isStandingStill(world, binding, at)) judgeBinding(world, binding, at);
  }
  judgeNext(world, at);
};

const isStandingStill = (world: World, binding: Binding, at: JudgeAt): boolean => {
  const alert = world.alerts.get(binding.fingerprint);
  return alert !== undefined && isUnmoved(binding, alert, at);
};

/**
 * Windows empty and values go stale even where no sample comes: each alert has its own second of the round in which it is
 * looked at, whatever others there are, so that a replay of some rules finds what the desk found with all of them.
 */
const judgeNext = (world: World, at: JudgeAt): void => {
  const second = Math.floor(at.now / seconds(1));
  const since = second - world.roundTo;
  const passed = since > 0 && since < ROUND ? since : 1;
  world.roundTo = second;
  if (since === 0) return;
  for (const binding of world.bindings.values()) if (isTurnOf(binding, second, passed)) judgeBinding(world, binding, at);
};

/** Does what the clock alone asks for, without judging: ends what is over, and plans what is to be told. */
export const attend = (world: World, now: Instant): void => {
  const at = nowOf(world, now);
  settled(world, null, now);
  endWhatIsOver(world, at);
  plan(world, at);
};

const judgeBinding = (world: World, binding: Binding, at: JudgeAt): void => {
  const judgement = evaluate(binding, at);
  if (judgement.verdict !== binding.judgement.verdict) {
    const { rule, labels } = binding;
    world.trace(at.now, {
      event: 'verdict',
      rule: rule.id,
      labels,
      verdict: judgement.verdict,
      value: judgement.value,
      n: judgement.n,
    });
  }
  binding.judgement = judgement;
  const known = world.alerts.get(binding.fingerprint);
  if (known === undefined && judgement.verdict !== 'breach') return;
  const alert = known ?? bornAlert(binding.fingerprint as Fingerprint, numberAlert(world), binding.rule.id, binding.labels);
  const advanced = advance(alert, binding.rule, judgement, at);
  if (advanced.alert !== alert) keepAlert(world, advanced.alert);
  for (const change of advanced.changes) record(world, binding, advanced.alert, change, at);
  worsen(world, binding.rule, advanced.alert, judgement.value);
};

/** Writes a change of an alert into its episode, its story and the trace. */
const record = (world: World, binding: Binding, alert: Alert, change: AlertChange, at: Now): void => {
  const { rule, judgement } = binding;
  if (change.kind === 'firing') begin(world, rule, alert, change, judgement.threshold ?? 0, at);
  if (change.kind === 'resolved') recover(world, change, at);
  world.trace(at.now, {
    event: 'alert',
    rule: rule.id,
    labels: alert.labels,
    from: change.kind === 'resolved' ? 'firing' : change.from,
    to: change.kind,
    value: change.value,
    ...(change.kind === 'firing' ? { severity: rule.severity, episode: change.number } : {}),
  });
};

const begin = (
  world: World,
  rule: Rule,
  alert: Alert,
  change: AlertChange & { kind: 'firing' },
  threshold: number,
  at: Now,
): void => {
  const episode: Episode = {
    id: change.episode,
    fingerprint: alert.fingerprint,
    number: change.number,
    rule: rule.id,
    labels: alert.labels,
    severity: rule.severity,
    startedAt: change.startedAt,
    firedAt: at.now,
    value: change.value,
    threshold,
    worst: change.value,
    resolution: null,
    acknowledgement: null,
    escalation: timetable(rule, world.config.escalation, at.now),
    ...UNTOLD,
    test: false,
  };
  keepEpisode(world, episode);
  const { summary } = subjectOf(world, rule, alert.labels, change.value);
  tell(world, episode, { at: at.now, kind: 'fired', text: summary, value: change.value });
};

const recover = (world: World, change: AlertChange & { kind: 'resolved' }, at: Now): void => {
  const episode = world.episodes.get(change.episode);
  if (episode === undefined || episode.resolution !== null) return;
  const reason = 'Good again for long enough, in enough readings.';
  keepEpisode(world, { ...episode, resolution: { at: at.now, how: 'auto', by: null, reason, judged: null } });
  tell(world, episode, { at: at.now, kind: 'resolved', text: reason, value: change.value });
};

/** Keeps the newest value of an episode, and the one furthest into breach. */
const worsen = (world: World, rule: Rule, alert: Alert, value: number | null): void => {
  if (alert.phase.state !== 'firing' || value === null) return;
  const episode = world.episodes.get(alert.phase.episode);
  if (episode === undefined || episode.value === value) return;
  const isWorse = episode.worst === null || isFurther(limitOf(rule, episode).kind, value, episode.worst);
  keepEpisode(world, { ...episode, value, worst: isWorse ? value : episode.worst });
};
