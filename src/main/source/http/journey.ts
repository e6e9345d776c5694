import type { Measure, Problem } from '../../core/model/reading.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { HttpTarget, JourneyStep } from '../../core/model/target.js';
import type { Clock } from '../../core/port/clock.js';
import type { Failure } from '../net/failure.js';
import { isUp } from '../net/problem.js';
import { findProblems } from './expect.js';
import type { Trail } from './follow.js';
import { addressOf, filledRequest, keepFrom, type Values } from './keep.js';
import { GET, type Question, type QuestionParts, questionOf } from './question.js';

/** How far a journey came. */
export interface Journey {
  readonly measures: readonly Measure[];
  /** What is wrong with the step at which it ended; and what is wrong with others that did not end it. */
  readonly problems: readonly Problem[];
}

export interface JourneyParts {
  readonly target: HttpTarget;
  /** Where it began, and what was answered there. */
  readonly first: URL;
  readonly page: Trail;
  readonly clock: Clock;
  readonly secrets: QuestionParts;
  readonly ask: (step: JourneyStep, url: URL, question: Question) => Promise<Result<Trail, Failure>>;
}

/**
 * Goes on from the first page, step by step, as the same visitor, and ends at the first step that does not do what it should.
 * The failure is ours: a secret that cannot be read, or a machine that cannot open a connection.
 */
export const walk = async (parts: JourneyParts): Promise<Result<Journey, string>> => {
  const { target, page } = parts;
  const begun = keepFrom(page.answer, target.keep ?? []);
  if (begun.missing !== null) return ok({ measures: [], problems: [lacking('the first page', begun.missing)] });
  const walked = { measures: [] as Measure[], problems: [] as Problem[] };
  let values: Values = begun.values;
  for (const step of target.steps ?? []) {
    const taken = await take(step, values, parts);
    if (!taken.ok) return taken;
    walked.problems.push(...taken.value.problems);
    if (taken.value.trail === null) return ok(walked);
    walked.measures.push({ name: 'journey_step_seconds', labels: { step: step.name }, value: taken.value.trail.took / 1_000 });
    if (!isUp(taken.value.problems)) return ok(walked);
    values = { ...values, ...taken.value.values };
  }
  const steps = walked.measures.reduce((sum, { value }) => sum + value, 0);
  return ok({ ...walked, measures: [...walked.measures, { name: 'journey_seconds', value: page.took / 1_000 + steps }] });
};

interface Taken {
  /** Null where there was no answer. */
  readonly trail: Trail | null;
  readonly values: Values;
  readonly problems: readonly Problem[];
}

const take = async (step: JourneyStep, values: Values, parts: JourneyParts): Promise<Result<Taken, string>> => {
  const stuck = (problem: Problem): Result<Taken, string> => ok({ trail: null, values: {}, problems: [problem] });
  const url = addressOf(step, parts.first, values);
  if (url === null) return stuck(at(step.name, 'what was kept makes no address of this site'));
  const question = step.request === null ? ok(GET) : await questionOf(filledRequest(step.request, values), parts.secrets);
  if (!question.ok) return fail(`${step.name}: ${question.error}`);
  const got = await parts.ask(step, url, question.value);
  if (!got.ok) return got.error.kind === 'local' ? fail(got.error.text) : stuck(at(step.name, got.error.text));
  const problems = findProblems(got.value, step.expect, parts.clock.now()).map(({ code, text }) => ({
    ...at(step.name, text),
    ...(isUp([{ code, text }]) ? { code } : {}),
  }));
  if (!isUp(problems)) return ok({ trail: got.value, values: {}, problems });
  const kept = keepFrom(got.value.answer, step.keep);
  const lack = kept.missing === null ? [] : [lacking(step.name, kept.missing)];
  return ok({ trail: got.value, values: kept.values, problems: [...problems, ...lack] });
};

const at = (step: string, text: string): Problem => ({ code: 'journey', text: `${step}: ${text}` });

const lacking = (step: string, name: string): Problem =>
  at(step, `there is no "${name}" in the answer, which a later step needs`);
