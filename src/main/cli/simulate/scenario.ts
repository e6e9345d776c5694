import { z } from 'zod';
import type { Profiles } from '../../config/context.js';
import { error, type Finding, placeFindings } from '../../config/finding.js';
import { readDocument } from '../../config/read.js';
import { positiveDuration } from '../../config/schema/v1/scalar.js';
import { parseText } from '../../config/text.js';
import { validate } from '../../config/validate.js';
import { say } from '../../config/wording.js';
import type { Config, ConfigProblem } from '../../core/model/config.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Series, SeriesId } from '../../core/model/sample.js';
import { parseSeries, seriesId } from '../../core/sample/series.js';
import { type Duration, type Instant, instant, minutes } from '../../core/time/instant.js';
import { readSteps, type Steps } from './notation.js';
import { readOffset } from './offset.js';

const OFFSET_COMPLAINT = say('must be an offset from the start', 'Write for example "70m" or "1:10:00".');

/** When something happens, from the start: `70m`, or as a transcript writes it. */
const offset = z.union([z.string(), z.literal(0)], { error: () => OFFSET_COMPLAINT }).transform((given, context): Duration => {
  const read = readOffset(String(given));
  if (read !== undefined) return read;
  context.addIssue({ code: 'custom', message: OFFSET_COMPLAINT });
  return z.NEVER;
});

const target = z.strictObject({ rule: z.string().optional(), labels: z.record(z.string(), z.string()).optional() });
export type ActionTarget = z.output<typeof target>;

const action = z.strictObject({
  at: offset,
  by: z.string().max(100).optional(),
  note: z.string().max(2_000).optional(),
  reason: z.string().max(2_000).optional(),
  why: z.string().max(2_000).optional(),
  for: positiveDuration.optional(),
  acknowledge: target.optional(),
  unacknowledge: target.optional(),
  resolve: target.optional(),
  reopen: target.optional(),
  suppress: target.optional(),
  unsuppress: target.optional(),
  'test-alert': z.strictObject({}).optional(),
});

/** What a person may do in a scenario. */
export const ACTIONS = ['acknowledge', 'unacknowledge', 'resolve', 'reopen', 'suppress', 'unsuppress', 'test-alert'] as const;
export type ScriptedAction = z.output<typeof action>;

const world = z.strictObject({
  at: offset,
  event: z.enum(['suspend', 'resume', 'offline', 'online', 'stop', 'start', 'clock-jump']),
  by: z.string().optional(),
});
export type WorldEvent = z.output<typeof world>;

const baseline = z.strictObject({
  series: z.string(),
  mean: z.number(),
  deviation: z.number().min(0),
  samples: z.number().int().min(0),
});

const answer = z.union([z.literal('ok'), z.number().int().min(100).max(599), z.literal('timeout'), z.literal('reject')]);
export type ScriptedAnswer = z.output<typeof answer>;

const schema = z.strictObject({
  scenario: z.literal(1),
  name: z.string().max(500).optional(),
  start: z.iso.datetime({ offset: true }).optional(),
  step: positiveDuration.optional(),
  until: offset.optional(),
  profile: z.enum(['none', 'royal-client']).optional(),
  config: z.record(z.string(), z.unknown()).optional(),
  baselines: z.array(baseline).optional(),
  input: z.array(z.strictObject({ series: z.string(), values: z.union([z.string(), z.number()]) })).optional(),
  actions: z.array(action).optional(),
  world: z.array(world).optional(),
  receivers: z.record(z.string(), z.array(answer).min(1)).optional(),
  expect: z.array(z.record(z.string(), z.unknown())).optional(),
});
type Given = z.output<typeof schema>;

export interface InputSeries {
  readonly id: SeriesId;
  readonly series: Series;
  readonly steps: Steps;
}

/** What is usual for a series when the scenario begins. `deviation`: standard deviation. */
export interface BaselineSeed {
  readonly series: Series;
  readonly mean: number;
  readonly deviation: number;
  readonly samples: number;
}

/** A scenario, read and checked. */
export interface Scenario {
  readonly start: Instant;
  readonly step: Duration;
  /** Offset of the last turn. */
  readonly until: Duration;
  readonly config: Config;
  readonly baselines: readonly BaselineSeed[];
  readonly input: readonly InputSeries[];
  readonly actions: readonly ScriptedAction[];
  readonly world: readonly WorldEvent[];
  readonly receivers: Readonly<Record<string, readonly ScriptedAnswer[]>>;
  readonly expect: readonly Readonly<Record<string, unknown>>[];
}

const DEFAULT_START = '2026-01-05T09:00:00Z';

/** Reads a scenario from its text; every fault has its place and its remedy. */
export const readScenario = (text: string, profiles: Profiles): Result<Scenario, readonly ConfigProblem[]> => {
  const { value, faults, locate } = parseText(text);
  if (faults.length > 0) return fail(faults.map(({ path: _, part: __, ...fault }) => ({ ...fault, path: '' })));
  const validated = validate(schema, value);
  if (!validated.ok) return fail(placeFindings(validated.findings, locate, []));
  const given = validated.value;
  const input = readInput(given);
  const baselines = readBaselines(given);
  const findings = [...input.findings, ...baselines.findings, ...checkTimes(given, input.series)];
  const document = { ...given.config, version: 1, profile: given.profile ?? 'none' };
  const config = readDocument(
    document,
    {},
    { user: 'scenario', timeZone: 'UTC', profiles, playbooks: [], runtime: 'scenario', step: given.step ?? minutes(1) },
    (path, part) => locate(['config', ...path], part),
  );
  const problems = [
    ...placeFindings(findings, locate, []),
    ...config.problems
      .filter(({ severity }) => severity === 'error')
      .map((problem) => ({ ...problem, path: `config.${problem.path}` })),
  ];
  if (problems.length > 0 || config.config === null) return fail(problems);
  const step = given.step ?? minutes(1);
  return ok({
    start: instant(Date.parse(given.start ?? DEFAULT_START)),
    step,
    until: given.until ?? lastSample(input.series, step),
    config: config.config,
    baselines: baselines.seeds,
    input: input.series,
    actions: given.actions ?? [],
    world: given.world ?? [],
    receivers: given.receivers ?? {},
    expect: given.expect ?? [],
  });
};

const lastSample = (input: readonly InputSeries[], step: Duration): Duration =>
  Math.max(0, ...input.map(({ steps }) => (steps.length - 1) * step)) as Duration;

const readInput = (given: Given): { readonly series: readonly InputSeries[]; readonly findings: readonly Finding[] } => {
  const series: InputSeries[] = [];
  const findings: Finding[] = [];
  for (const [index, line] of (given.input ?? []).entries()) {
    const parsed = parseSeries(line.series);
    const read = readSteps(String(line.values));
    if (parsed === undefined) {
      findings.push(noSeries(['input', index, 'series'], line.series));
    } else if ('fault' in read) {
      const remedy = 'Write values such as 0.01x59, 1+2x3, _ (a gap) or stale, with spaces between them.';
      findings.push(error(['input', index, 'values'], `"${read.fault}" is no value`, remedy));
    } else {
      series.push({ id: seriesId(parsed), series: parsed, steps: read.steps });
    }
  }
  return { series, findings };
};

const readBaselines = (given: Given): { readonly seeds: readonly BaselineSeed[]; readonly findings: readonly Finding[] } => {
  const seeds: BaselineSeed[] = [];
  const findings: Finding[] = [];
  for (const [index, { series: text, ...figures }] of (given.baselines ?? []).entries()) {
    const series = parseSeries(text);
    if (series === undefined) findings.push(noSeries(['baselines', index, 'series'], text));
    else seeds.push({ series, ...figures });
  }
  return { seeds, findings };
};

const noSeries = (path: Finding['path'], text: string): Finding =>
  error(path, `"${text}" is no series`, 'Write for example up{target="home"}.');

/** Nothing may happen after the end, and every action says exactly one thing. */
const checkTimes = (given: Given, input: readonly InputSeries[]): readonly Finding[] => {
  const until = given.until ?? lastSample(input, given.step ?? minutes(1));
  const late = (part: 'actions' | 'world') =>
    (given[part] ?? []).flatMap(({ at }, index) =>
      at > until ? [error([part, index, 'at'], 'is after the end of the scenario', 'Move it, or set a later "until".')] : [],
    );
  const kinds = (given.actions ?? []).flatMap((one, index) =>
    ACTIONS.filter((kind) => one[kind] !== undefined).length === 1
      ? []
      : [error(['actions', index], 'must say exactly one thing to do', `Write one of ${ACTIONS.join(', ')}.`)],
  );
  return [...late('actions'), ...late('world'), ...kinds];
};
