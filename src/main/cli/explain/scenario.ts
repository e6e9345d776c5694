import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readShipped } from '../../config/profiles.js';
import type { ExplainAnswer } from '../../core/model/explanation.js';
import type { Refusal, Result } from '../../core/model/result.js';
import { ok } from '../../core/model/result.js';
import { parseDuration } from '../../core/time/duration.js';
import { type Duration, duration, hours, minutes, seconds } from '../../core/time/instant.js';
import { type Asked, answerFrom } from '../../engine/explain/answer.js';
import { productFolder } from '../../platform/files.js';
import { problemText } from '../simulate/problem.js';
import { type Glimpse, glimpse } from '../simulate/run.js';
import { readScenario, type Scenario } from '../simulate/scenario.js';
import { UsageError } from '../terminal/terminal.js';
import { whyUnreadable } from '../trouble.js';

/** Explains a moment of a scenario. `at`: an offset from its start; its end where none is named. Throws a `UsageError`. */
export const explainScenario = async (
  file: string,
  asked: Asked,
  at: string | undefined,
): Promise<Result<ExplainAnswer, Refusal>> => {
  const scenario = await scenarioIn(file);
  const offset = at === undefined ? scenario.until : offsetOf(at);
  if (offset > scenario.until) throw new UsageError(`--at ${at} is after the end of the scenario. Name an earlier moment.`);
  return glimpse(scenario, offset, (seen) => answered(seen, asked));
};

const answered = (seen: Glimpse, asked: Asked): Result<ExplainAnswer, Refusal> => {
  const { world, now, stoppedAt } = seen;
  const told = answerFrom(world, asked, now, (facts) =>
    stoppedAt === null
      ? facts
      : { ...facts, unobserved: { cause: 'stopped', since: stoppedAt, text: 'Watchroom was not running' } },
  );
  return told.ok ? ok({ ...told.value, basis: { kind: 'scenario', notes: [] }, done: null }) : told;
};

const scenarioIn = async (file: string): Promise<Scenario> => {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${file} cannot be read: ${whyUnreadable(error)}.`);
  });
  const { profiles } = await readShipped(join(productFolder(), 'resources'));
  const read = readScenario(text, profiles);
  if (read.ok) return read.value;
  throw new UsageError(read.error.map((problem) => problemText(file, problem)).join('\n'));
};

const OFFSET = /^(\d+):([0-5]\d):([0-5]\d)$/;

const offsetOf = (text: string): Duration => {
  const [, hour, minute, second] = OFFSET.exec(text) ?? [];
  const clocked =
    hour === undefined ? undefined : duration(hours(Number(hour)) + minutes(Number(minute)) + seconds(Number(second)));
  const offset = clocked ?? parseDuration(text);
  if (offset === undefined)
    throw new UsageError(`--at ${text} is no moment of a scenario. Write 1:05:00 or 65m, from its start.`);
  return offset;
};
