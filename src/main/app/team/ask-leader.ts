import { randomUUID } from 'node:crypto';
import { type Refusal, RefusedError } from '../../core/model/result.js';
import type { Clock } from '../../core/port/clock.js';
import type { Desk } from '../../core/port/desk.js';
import type { Team } from '../../core/port/team.js';
import { hangBell } from './bell.js';
import { QUESTIONS, type Question } from './calls.js';
import type { KeptCall } from './kept.js';
import { paceOf } from './look-often.js';

export interface AskLeaderParts {
  readonly team: Pick<Team, 'ask' | 'answerTo' | 'withdraw' | 'news'>;
  readonly name: string;
  readonly clock: Clock;
  /** Whether somebody leads, as far as this desk knows. */
  readonly isLed: () => boolean;
}

/** Asks the desk that leads for what it keeps in its folder. */
export const askForKept =
  (parts: AskLeaderParts) =>
  (call: KeptCall, input: readonly unknown[]): Promise<unknown> =>
    ask(parts, call, input);

/** Questions that the desk that leads answers for this one. Without one they are refused as `unavailable`. */
export const askLeader = (parts: AskLeaderParts): Pick<Desk, Question> =>
  Object.fromEntries(
    QUESTIONS.map((call) => [call, (...input: readonly unknown[]) => ask(parts, call, input)]),
  ) as unknown as Pick<Desk, Question>;

/** How often is looked for the answer. */
const PACE = { often: 120, seldom: 1_000 };
/** For how long; a preview of rules over weeks takes longer. */
const [PATIENCE, LONG] = [8_000, 60_000];

/** What reads much history, or waits for somebody else. */
const LASTING: ReadonlySet<Question | KeptCall> = new Set([
  ...(['preview', 'scenario', 'tryChannel', 'readNow', 'past', 'pastDay'] as const),
  ...(['handover', 'report', 'serviceLevels', 'business', 'performance'] as const),
  ...(['evidence.read', 'audits.read'] as const),
]);

const ask = async (
  { team, name, clock, isLed }: AskLeaderParts,
  call: Question | KeptCall,
  input: readonly unknown[],
): Promise<unknown> => {
  if (!isLed()) throw new RefusedError(NOBODY);
  const id = randomUUID();
  const bell = hangBell(team.news, id);
  const endsAt = performance.now() + (LASTING.has(call) ? LONG : PATIENCE);
  try {
    await team.ask({ id, desk: name, call, input, actor: null, at: clock.now(), isLate: false });
    while (performance.now() < endsAt) {
      const answer = await team.answerTo(id);
      if (answer !== null) return answeredValue(answer);
      await bell.wait(paceOf(team.news, PACE));
    }
  } catch (error) {
    throw error instanceof RefusedError ? error : new RefusedError(NO_WAY);
  } finally {
    bell.stop();
    team.withdraw(id).catch(() => undefined);
  }
  throw new RefusedError(NOBODY);
};

const answeredValue = (answer: string): unknown => {
  const { value, refusal } = JSON.parse(answer) as { readonly value: unknown; readonly refusal?: Refusal };
  if (refusal !== undefined) throw new RefusedError(refusal);
  return value;
};

const NOBODY: Refusal = {
  code: 'unavailable',
  message: 'No desk that leads answers now. This can be asked again as soon as one does.',
};
const NO_WAY: Refusal = { code: 'unavailable', message: 'The store that the desks share does not answer.' };
