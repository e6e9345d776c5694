import { handHeldUntil, heldFor, stillBreaching } from '../alert/advance.js';
import type { Gate } from '../model/explanation.js';
import type { Missing } from '../model/rule.js';
import { sayLength, sayQuantity } from '../notify/quantity.js';
import { metricsOf } from '../rule/group.js';
import { measureOf } from '../rule/sentence.js';
import { after, type Instant } from '../time/instant.js';
import type { Facts } from './facts.js';
import { blocked, notApplicable, notReached, passed } from './gate.js';
import { kindOf, sentenceOf } from './seen.js';
import { listed, sayTime } from './words.js';

/** From the rule being in force to its alert firing. */
export const judgedGates = (facts: Facts): readonly Gate[] => {
  if (facts.episode?.test === true) return TEST;
  const { alert } = facts;
  const verdict = [freshGate(facts), baselineGate(facts), eventsGate(facts), breachGate(facts)];
  return [
    ruleGate(facts),
    seriesGate(facts),
    observedGate(facts),
    ...(alert?.phase.state === 'firing' ? verdict.map((gate) => goesOn(gate, facts)) : verdict),
    handGate(facts),
    forGate(facts),
  ];
};

const JUDGED = ['rule', 'series', 'observed', 'fresh', 'baseline', 'events', 'breach', 'resolved-by-hand', 'for'] as const;

const TEST = JUDGED.map((id) => notApplicable(id, 'A test alert is raised by hand: nothing is judged.'));

/** What fires goes on firing until it was good for long enough; that its verdict is another now does not end it. */
const goesOn = (gate: Gate, { alert, rule }: Facts): Gate => {
  if (gate.state !== 'blocked') return gate;
  const good = alert?.phase.state === 'firing' ? alert.phase.good : null;
  const { auto, goodReadings, after: needed } = rule.resolve;
  const end = auto
    ? `It fires until it is good for ${sayLength(needed)} and in ${goodReadings} readings${good === null ? '' : ` (${good.readings} so far)`}.`
    : 'It fires until somebody resolves it.';
  return passed(gate.id, `${gate.text} ${end}`);
};

const ruleGate = ({ rule, failure }: Facts): Gate => {
  if (!rule.enabled) return blocked('rule', 'rule-off', 'The rule is turned off.');
  return failure === null ? passed('rule', 'The rule is turned on.') : blocked('rule', 'failed', failure);
};

const seriesGate = ({ rule, series, isAwaited }: Facts): Gate => {
  const metrics = listed(metricsOf(rule.when.subject));
  if (series.length > 0)
    return passed('series', `It looks at ${series.length === 1 ? '1 series' : `${series.length} series`}.`);
  if (!rule.hasSource) return blocked('series', 'no-source', `No source here gives ${metrics}: the rule rests until one does.`);
  if (isAwaited) return passed('series', `There is no series of ${metrics} yet: the rule waits for the first.`);
  return blocked('series', 'no-series', `There is no series of ${metrics} for it.`);
};

const observedGate = ({ unobserved, judgement, at, zone }: Facts): Gate => {
  if (unobserved === null) return passed('observed', 'This desk looked.');
  const since = unobserved.since === null ? '' : ` since ${sayTime(unobserved.since, at.now, zone)}`;
  const text = `${unobserved.text}${since}.`;
  // A failing source takes nothing back that it has given: its last samples count until they are stale.
  if (unobserved.cause === 'source-failing' && judgement.verdict !== 'no-data') return passed('observed', text);
  return blocked('observed', unobserved.cause, text);
};

const freshGate = (facts: Facts): Gate => {
  const { judgement, rule, series, failure } = facts;
  if (rule.when.test.kind === 'absent') return notApplicable('fresh', 'The rule is about silence itself.');
  if (judgement.verdict !== 'no-data') return passed('fresh', freshWords(facts));
  const because = judgement.basis?.kind === 'missing' ? judgement.basis.because : 'no-series';
  if (failure !== null || series.length === 0) return blocked('fresh', because, 'There is nothing to judge.');
  return blocked('fresh', because, missingWords(facts, because));
};

const newest = ({ series }: Facts): Facts['series'][number] | undefined => [...series].sort((a, b) => a.age - b.age)[0];

const freshWords = (facts: Facts): string => {
  const one = newest(facts);
  return one === undefined ? 'Nothing is too old.' : `The newest sample came ${sayLength(one.age)} before.`;
};

const missingWords = (facts: Facts, because: Missing): string => {
  const one = newest(facts);
  switch (because) {
    case 'ended':
      return 'The end of its series was announced: it has no value until it has a sample again.';
    case 'stale':
      return one === undefined
        ? 'Its last sample is too old.'
        : `The newest sample is ${sayLength(one.age)} old in observed time; after ${sayLength(one.staleAfter)} it counts no more.`;
    case 'empty':
      return facts.rule.when.subject.kind === 'ratio'
        ? 'Nothing happened within its window.'
        : 'There is no sample within its window.';
    case 'no-series':
      return 'There is nothing to judge.';
  }
};

const baselineGate = ({ judgement: { basis }, rule }: Facts): Gate => {
  if (!('baseline' in rule.when.test)) return notApplicable('baseline', 'The limit is fixed.');
  if (basis?.kind === 'learning')
    return blocked('baseline', 'learning', `What is usual is still being learnt: ${basis.have} of ${basis.need} samples.`);
  if (basis?.kind !== 'baseline' && basis?.kind !== 'band') return passed('baseline', 'What is usual was not asked for.');
  const usual = sayQuantity(measureOf(rule.when), basis.expected);
  return passed('baseline', `Usual is ${usual} (${kindOf(basis.used)}).`);
};

const eventsGate = (facts: Facts): Gate => {
  const { judgement, rule } = facts;
  const { subject } = rule.when;
  if (judgement.verdict === 'too-few') return blocked('events', 'too-few', fewWords(facts));
  if (subject.kind !== 'ratio') return notApplicable('events', 'Every sample counts.');
  const { basis, n } = judgement;
  if (basis?.kind === 'ratio' && basis.p !== null)
    return passed('events', `Only ${Math.round(n)} events, but chance hardly explains that ${Math.round(basis.bad)} are bad.`);
  return passed('events', `${Math.round(n)} events; ${subject.minCount} are needed.`);
};

const fewWords = ({ judgement: { basis, n }, rule: { when } }: Facts): string => {
  if (basis?.kind === 'ratio') {
    const needed = when.subject.kind === 'ratio' ? when.subject.minCount : 0;
    return `Only ${Math.round(n)} events over ${sayLength(basis.window)}, ${Math.round(basis.bad)} of them bad: ${needed} are needed, or so many bad ones that chance does not explain them.`;
  }
  if (basis?.kind === 'band') return `Too few readings to see ${basis.of} of them.`;
  return basis?.kind === 'burn' ? `Only ${Math.round(n)} readings: too few to speak of a burn.` : 'Too few points for a trend.';
};

const breachGate = (facts: Facts): Gate => {
  const { judgement, rule, alert } = facts;
  const text = sentenceOf(rule, judgement);
  if (judgement.verdict === 'breach') return passed('breach', text);
  const isPending = alert?.phase.state === 'pending';
  if (isPending && stillBreaching(judgement)) return passed('breach', `${text} That does not end it yet.`);
  return blocked('breach', 'within-limit', judgement.verdict === 'ok' ? text : 'There is nothing to compare.');
};

const handGate = ({ alert, at, rule, zone }: Facts): Gate => {
  const heldUntil = alert === null ? null : handHeldUntil(alert.phase, at.observed);
  if (heldUntil === null) return passed('resolved-by-hand', 'Nobody resolved it and keeps it quiet.');
  const until = after(at.now, heldUntil - at.observed);
  const text = `Somebody resolved it by hand: it fires again once it was good, or after ${sayTime(until, at.now, zone)}.`;
  return rule.enabled ? blocked('resolved-by-hand', 'resolved-by-hand', text, until) : passed('resolved-by-hand', text);
};

const forGate = (facts: Facts): Gate => {
  const { alert, rule, at } = facts;
  if (rule.for <= 0) return notApplicable('for', 'It fires at once.');
  const phase = alert?.phase;
  if (phase?.state === 'firing') return passed('for', heldWords(facts));
  if (phase?.state !== 'pending' && facts.judgement.verdict !== 'breach') return notReached('for');
  const held = phase?.state === 'pending' ? heldFor(phase, at.observed) : 0;
  const until = endOf(facts, rule.for - held);
  const end = until === null ? '' : `; it fires at ${sayTime(until, at.now, facts.zone)} if that goes on`;
  const text = `It has been past its limit for ${sayLength(held)} of ${sayLength(rule.for)} observed${end}.`;
  return blocked('for', 'for', text, until);
};

/** Observed time stands still while nobody looks: then nobody knows when it will have passed. */
const endOf = ({ unobserved, at }: Facts, rest: number): Instant | null =>
  unobserved === null || unobserved.cause === 'source-failing' ? after(at.now, rest) : null;

const heldWords = ({ episode, at, zone, rule }: Facts): string => {
  if (episode === null) return `It held for ${sayLength(rule.for)}.`;
  const [from, to] = [episode.startedAt, episode.firedAt].map((one) => sayTime(one, at.now, zone));
  return `It held for ${sayLength(rule.for)}: from ${from} to ${to}.`;
};
