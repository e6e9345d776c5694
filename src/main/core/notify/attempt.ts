import type { Attempt, Delivery, Message } from '../model/notification.js';
import { duration, type Instant } from '../time/instant.js';
import { withLateness } from './message.js';

/** Outcome of an attempt that had begun when the console died: whether the receiver got it, nobody knows. */
const UNKNOWN = 'unknown';

/** What leaves a message possibly with its receiver although no receipt came. */
const IN_DOUBT: readonly string[] = [UNKNOWN, 'timeout', 'econnreset'];

const HIDDEN = 'hidden';

/** What an attempt came to that its receiver took. */
export const takenAs = ({ isHidden = false }: { readonly isHidden?: boolean }): string => (isHidden ? HIDDEN : 'ok');

/** Whether its receiver took it and kept it from people's eyes. */
export const isHidden = ({ state, attempts }: Pick<Delivery, 'state' | 'attempts'>): boolean =>
  state.kind === 'delivered' && attempts.at(-1)?.outcome === HIDDEN;

/** Whether what is sent next may have arrived before: it bears the same dedup key, and says so. */
export const isPossibleRepeat = ({ attempts }: Pick<Delivery, 'attempts'>): boolean =>
  attempts.some(({ outcome }) => IN_DOUBT.includes(outcome));

/** Attempts that a receiver answered, or failed to: those of which nothing is known are not held against it. */
export const triesOfDelivery = ({ attempts }: Pick<Delivery, 'attempts'>): number =>
  attempts.filter(({ outcome }) => outcome !== UNKNOWN).length;

/** The delivery as the next start finds it, of which an attempt was under way when the last run died. */
export const withLostAttempt = (delivery: Delivery, begunAt: Instant): Delivery => {
  const text = 'Watchroom ended before it knew whether this had arrived.';
  const lost: Attempt = { at: begunAt, took: duration(0), outcome: UNKNOWN, text };
  return { ...delivery, attempts: [...delivery.attempts, lost] };
};

/** The message as it leaves at `now`: it says how late it is, and whether it may have come before. */
export const asItLeaves = (delivery: Delivery, now: Instant): Message => {
  const message = withLateness(delivery.message, now - delivery.dueAt);
  return isPossibleRepeat(delivery) ? { ...message, body: `${message.body}\n${REPEAT}` } : message;
};

const REPEAT = 'Possible repeat: it may have reached you before.';
