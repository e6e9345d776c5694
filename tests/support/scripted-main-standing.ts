import type { CallInput, CallName, CallOutput } from '../../src/preload/contract/calls.js';
import type { BaselineDetail, Instant, RuleId, SeriesId } from '../../src/preload/contract/views.js';
import type { Scene, SceneName } from './scripted-main-scenes.js';
import { type BaselinePhase, type StandingScene, scriptedBaseline, scriptedObjectives } from './standing.js';

const STANDINGS: Readonly<Record<SceneName, StandingScene>> = {
  'first-run': 'none',
  empty: 'none',
  healthy: 'calm',
  problem: 'mixed',
  blind: 'unseen',
  wide: 'mixed',
  many: 'mixed',
  flood: 'mixed',
  full: 'mixed',
  failing: 'young',
  extreme: 'extreme',
};

/** The rule that compares with what is usual. */
const RULE = { id: 'slower-than-usual' as RuleId, name: 'Slower than usual' };

/** In which state the baseline of a target is, where it is not ready. */
const PHASES: Readonly<Record<string, BaselinePhase>> = { search: 'frozen', 'booking-form': 'learning', tutors: 'reset' };

const resets = new WeakMap<Scene, Map<string, string>>();

const objectives = new WeakMap<Scene, ReturnType<typeof scriptedObjectives>>();

/** Reckons a scene's promises before a page asks: main answers at once, and so must whoever plays it. */
export const prepareStanding = (scene: Scene): void => {
  const pages = Math.max(1, Object.keys(scene.view.targets).length);
  objectives.set(scene, scriptedObjectives(STANDINGS[scene.name], scene.now as Instant, pages));
};

const objectivesOf = (scene: Scene) => objectives.get(scene) ?? [];

const targetOf = (series: string): string => /target="([^"]*)"/.exec(series)?.[1] ?? '';

const baselineOf = (scene: Scene, series: string, stretch?: { from: Instant; to: Instant }): BaselineDetail => {
  const why = resets.get(scene)?.get(series);
  const phase = why === undefined ? (PHASES[targetOf(series)] ?? 'ready') : 'reset';
  const detail = scriptedBaseline(phase, series as SeriesId, RULE, scene.now as Instant, stretch);
  if (why === undefined) return detail;
  const readiness = { kind: 'reset', at: scene.now as Instant, why } as const;
  return { ...detail, row: { ...detail.row, samples: 0, readiness, reset: { at: scene.now as Instant, why } } };
};

const seriesIn = (scene: Scene): readonly string[] =>
  Object.values(scene.view.targets)
    .filter(({ source }) => source === 'http')
    .map(({ id }) => `http_response_seconds{source="http",target="${id}"}`);

type Standing = Extract<CallName, `objective.${string}` | `baseline.${string}`>;

type Answers = {
  readonly [Name in Exclude<Standing, 'objective.read'>]: (input: CallInput<Name>, scene: Scene) => CallOutput<Name>;
};

/** What the page asks of promises and of what is usual; undefined for a promise that there is not. */
export const standingAnswers: Answers & {
  readonly 'objective.read': (input: CallInput<'objective.read'>, scene: Scene) => CallOutput<'objective.read'> | undefined;
} = {
  'objective.list': (_, scene) => objectivesOf(scene).map(({ standing }) => standing),
  'objective.read': ({ objective }, scene) => objectivesOf(scene).find(({ standing }) => standing.objective.id === objective),
  'baseline.list': ({ rule, target }, scene) =>
    rule !== undefined && rule !== RULE.id
      ? []
      : seriesIn(scene)
          .filter((series) => target === undefined || targetOf(series) === target)
          .map((series) => baselineOf(scene, series).row),
  'baseline.read': ({ series, from, to }, scene) => baselineOf(scene, series, { from: from as Instant, to: to as Instant }),
  'baseline.reset': ({ series, why }, scene) => {
    const known = resets.get(scene) ?? new Map<string, string>();
    resets.set(scene, known.set(series, why));
    return { alert: null, suppression: null };
  },
};
