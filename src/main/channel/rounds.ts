import { fail, ok, type Result } from '../core/model/result.js';
import type { Receipt, SendError } from '../core/port/channel.js';

/** Sends to one receiver; answers in the receiver's words. */
type SendOne = (receiver: string) => Promise<Result<string, SendError>>;

export type Rounds = (delivery: string, receivers: readonly string[], sendOne: SendOne) => Promise<Result<Receipt, SendError>>;

/** More deliveries than this are not remembered: those that were given up stay behind. */
const MOST_REMEMBERED = 1_000;

/**
 * Sends one delivery to several receivers, in as many tries as the outbox makes. Who has taken it is not given it again
 * while others fail; that is known until the process ends, and receivers tell doubles by the delivery's id after that.
 */
export const createRounds = (): Rounds => {
  const taken = new Map<string, Set<string>>();
  return async (delivery, receivers, sendOne) => {
    const done = taken.get(delivery) ?? new Set<string>();
    taken.set(delivery, done);
    forgetOldest(taken);
    const outcomes = await Promise.all(
      receivers
        .filter((receiver) => !done.has(receiver))
        .map(async (receiver) => {
          const outcome = await sendOne(receiver);
          if (outcome.ok) done.add(receiver);
          return outcome;
        }),
    );
    const failure = failureOf(outcomes);
    if (failure === null || failure.retry === 'never') taken.delete(delivery);
    return failure === null ? ok({ text: saidBy(outcomes) }) : fail(failure);
  };
};

const forgetOldest = (taken: Map<string, unknown>): void => {
  const [oldest] = taken.keys();
  if (taken.size > MOST_REMEMBERED && oldest !== undefined) taken.delete(oldest);
};

/** What keeps it from being done: a failure that may pass comes before one that will not, so that it is tried again. */
const failureOf = (outcomes: readonly Result<string, SendError>[]): SendError | null => {
  const failures = outcomes.flatMap((outcome) => (outcome.ok ? [] : [outcome.error]));
  return failures.find(({ retry }) => retry === 'later') ?? failures[0] ?? null;
};

const saidBy = (outcomes: readonly Result<string, SendError>[]): string =>
  outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : [])).join(', ') || 'taken earlier';
