import { thaw } from '../../core/baseline/state.js';
import type { Config } from '../../core/model/config.js';
import { fail, ok, type Refusal, type Result } from '../../core/model/result.js';
import type { Rule, RuleId } from '../../core/model/rule.js';
import type { Course, RuleScenario, ScenarioQuestion, Stretch } from '../../core/model/rule-scenario.js';
import type { Clock } from '../../core/port/clock.js';
import { measureOf } from '../../core/rule/sentence.js';
import { type Extremes, offeredFor, STRETCHES, stretchesOf } from '../../core/scenario/course.js';
import { after, type Duration, duration, minutes } from '../../core/time/instant.js';
import { bootAmid } from '../replay/boot.js';
import { type Breath, createBreath } from '../replay/breath.js';
import { type Evidence, seriesFor } from '../replay/evidence.js';
import { targetOf } from '../replay/feed.js';
import { recordedOf } from '../replay/recorded.js';
import { nowOf, type World } from '../world.js';
import { type Cast, castOf } from './cast.js';
import { notesOn } from './notes.js';
import { outcomeOf } from './outcome.js';
import { playCourse } from './play.js';
import { createPour } from './pour.js';
import { recentOf } from './recent.js';
import { createRecord } from './record.js';
import { lengthFor, type Yardstick, yardstickOf } from './yardstick.js';

export interface ScenarioParts {
  /** What the desk knows now; it is only looked at. */
  readonly world: World;
  readonly clock: Clock;
  readonly store: Evidence;
}

/** More looks than this are not played: a second or two of a desk's spare time. */
const MOST_LOOKS = 2_000;
const USUAL_INTERVAL = minutes(1);

const OVERTAKEN: Refusal = { code: 'conflict', message: 'Another scenario is being played now. Ask again in a moment.' };

/** Plays a course of values, from now on, by a rule of a configuration that need not be saved. The newest question has it. */
export const createScenarios = ({ world, clock, store }: ScenarioParts) => {
  let newest = 0;
  return async (proposed: Config, rule: RuleId, question: ScenarioQuestion): Promise<Result<RuleScenario, Refusal>> => {
    newest += 1;
    const mine = newest;
    const breath = createBreath(clock, () => mine !== newest);
    const found = proposed.rules.find(({ id }) => id === rule);
    if (found === undefined) return fail({ code: 'not-found', message: `There is no rule ${rule}.`, field: 'rule' });
    const known = await seriesFor(store, { rules: [{ ...found, enabled: true }], targets: proposed.targets });
    const cast = castOf(found, known, question.labels);
    if (!cast.ok) return cast;
    try {
      return ok(await play({ world, clock, store, proposed, rule: found, cast: cast.value, question, breath }));
    } catch (error) {
      if (breath.isOver()) return fail(OVERTAKEN);
      throw error;
    }
  };
};

interface Stage extends ScenarioParts {
  readonly proposed: Config;
  readonly rule: Rule;
  readonly cast: Cast;
  readonly question: ScenarioQuestion;
  readonly breath: Breath;
}

const play = async (stage: Stage): Promise<RuleScenario> => {
  const { store, cast, question, breath } = stage;
  const rule: Rule = { ...stage.rule, enabled: true };
  const from = stage.clock.now();
  // Instants are whole milliseconds, so stretches are, and a scenario is as long as its stretches.
  const stretch = duration(Math.round((question.length ?? lengthFor(rule, stage.proposed, from)) / STRETCHES));
  const length = stretch * STRETCHES;
  const interval = intervalOf(stage);
  const every = duration(Math.ceil(Math.max(Math.min(interval, stretch), length / MOST_LOOKS)));
  const config = configFor(stage, rule, every);
  const recorded = recordedOf(store.history);
  const { events, trace } = createRecord(rule.id);
  const world = await startAsNow(stage, { config, recorded, trace }, every);
  const recent = await recentOf({ rule, series: cast.series, history: store.history, now: from, breathe: breath.breathe });
  const members = [...world.series.values()].filter(({ id }) => cast.series.some((one) => one.id === id));
  const measured = yardstickOf({ rule, group: members, at: nowOf(world, from), since: null }, recent);
  const course = courseOf(question.course, measured);
  const pour = createPour({ rule, world, every, series: cast.series, events: eventsFor(rule, question.course, recent.events) });
  const played = await playCourse({
    ...{ config, rule, labels: cast.labels, recorded, trace, world, from, every, stretch, course, pour },
    breathe: breath.breathe,
  });
  return {
    ...{ from, to: after(from, length), stretch, severity: rule.severity, course, events },
    ...factsAbout(stage, measured),
    points: played.points,
    moments: played.moments,
    outcome: outcomeOf(played.said, events, rule),
    notes: notesOn({ rule: stage.rule, cast, from: measured.from, course, every, interval }),
  };
};

const factsAbout = (
  { rule, cast }: Stage,
  { usual, from, learning, scale }: Yardstick,
): Pick<RuleScenario, 'drawn' | 'metric' | 'scale' | 'offered' | 'labels' | 'alerts' | 'usual' | 'learning'> => ({
  drawn: drawnUnit(rule),
  metric: measureOf(rule.when),
  scale,
  offered: offeredFor(rule),
  labels: cast.labels,
  alerts: cast.alerts,
  usual: { value: usual, from },
  learning,
});

/** Under a burn rate, and where silence is waited for, what is drawn is not what is compared. */
const drawnUnit = ({ when }: Rule): string => {
  if (when.test.kind !== 'burnRate' && when.test.kind !== 'absent') return measureOf(when);
  return when.subject.kind === 'ratio' ? `${when.subject.bad.replace(/_total$/, '')}_ratio` : when.subject.metric;
};

const intervalOf = ({ world, cast: { series }, proposed }: Stage): Duration => {
  const targets = new Set(series.map((one) => targetOf(one.series)));
  const known = series.flatMap(({ id }) => world.series.get(id)?.every ?? []);
  const asked = proposed.targets.flatMap(({ id, every }) => (targets.has(id) ? [every] : []));
  return duration(Math.min(...known, ...asked, ...(known.length + asked.length === 0 ? [USUAL_INTERVAL] : [])));
};

/** The rule alone, with the people and mutes of the whole desk; of a target that is not played nothing will be read. */
const configFor = ({ proposed, cast: { series } }: Stage, rule: Rule, every: Duration): Config => {
  const played = new Set<string>(series.map((one) => targetOf(one.series)));
  const targets = proposed.targets.filter(({ id }) => played.has(id)).map((target) => ({ ...target, every }));
  return { ...proposed, rules: [rule], targets };
};

/** A desk as this one is now, but that nothing fires. What it passed over while something did stays passed over. */
const startAsNow = ({ world, cast, clock }: Stage, boot: Parameters<typeof bootAmid>[0], every: Duration): Promise<World> => {
  const now = clock.now();
  const baselines = cast.series.flatMap(({ id }) => {
    const state = world.series.get(id)?.baseline ?? null;
    return state === null ? [] : [{ series: id, savedAt: now, state: thaw(state, now) }];
  });
  const suppressions = [...world.suppressions.values()].map(
    (suppression) => ({ kind: 'suppress', at: suppression.startsAt, by: suppression.by, suppression }) as const,
  );
  const ledger = [...world.segments, { ...world.observation.open, to: now }];
  return bootAmid(boot, { series: cast.series, ledger, acts: suppressions, baselines }, now).then((started) => {
    for (const state of started.series.values()) state.every ??= every;
    return started;
  });
};

const courseOf = (course: Course, extremes: Extremes): readonly Stretch[] =>
  course.kind === 'named' ? stretchesOf(course.name, extremes) : course.stretches;

/** As many events as there usually are, or twice what the rule asks for; of the course of too few, a third of that. */
const eventsFor = ({ when: { subject } }: Rule, course: Course, usual: number | null): number => {
  const needed = subject.kind === 'ratio' ? Math.max(1, subject.minCount) : 1;
  if (course.kind === 'named' && course.name === 'few') return needed / 3;
  return usual ?? 2 * needed;
};
