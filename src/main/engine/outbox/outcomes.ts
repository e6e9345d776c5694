import type { Attempt, Delivery } from '../../core/model/notification.js';
import type { ChannelKind } from '../../core/model/reason.js';
import type { Result } from '../../core/model/result.js';
import { takenAs, triesOfDelivery } from '../../core/notify/attempt.js';
import { maskAddresses } from '../../core/notify/mask.js';
import { sayLength } from '../../core/notify/quantity.js';
import type { Receipt, SendError } from '../../core/port/channel.js';
import { after, type Duration, duration, type Instant, seconds } from '../../core/time/instant.js';
import type { Item, Queue } from './queue.js';
import { remaining, type Wait, waitOf } from './wait.js';
import type { ChannelHealth, WayParts } from './way-parts.js';

/** What becomes of deliveries by one channel, and what that says of the channel. */
export interface Outcomes {
  /** Nothing more is done for it. */
  settle(item: Item, state: Delivery['state']): void;
  /** An attempt that began then has ended. */
  ended(item: Item, begunAt: Instant, outcome: Result<Receipt, SendError>): void;
  /** It was not tried, and waits as if it had not been taken up. */
  putOff(item: Item): void;
  /** A test went past the queue: it says of the channel what any message would. */
  tried(outcome: Result<Receipt, SendError>): void;
  /** For how many milliseconds the channel has asked to be left alone. */
  pauseLeft(): number;
  health(): ChannelHealth | null;
}

const FIRST_WAIT = seconds(10);

export const createOutcomes = (kind: ChannelKind, parts: WayParts, queue: Queue): Outcomes => {
  const { clock } = parts;
  let pause: Wait | null = null;
  let health: ChannelHealth | null = null;

  const settle: Outcomes['settle'] = (item, state) => {
    queue.settle(item);
    parts.keep({ ...item.delivery, state });
  };

  const failed = (item: Item, error: SendError): void => {
    if (error.retryAfter !== undefined) pause = waitOf(clock, error.retryAfter);
    const wait = error.retryAfter ?? parts.spread(duration(FIRST_WAIT * 3 ** (triesOfDelivery(item.delivery) - 1)));
    const end = endOf(item.delivery, { kind, parts, error, nextAt: after(clock.now(), wait) });
    if (end !== null) {
      settle(item, { kind: 'abandoned', at: clock.now(), why: end });
      return;
    }
    item.delivery = { ...item.delivery, nextAt: after(clock.now(), wait) };
    queue.putOff(item, wait);
    parts.keep(item.delivery);
  };

  return {
    settle,
    ended: (item, begunAt, outcome) => {
      const attempt = attemptOf(begunAt, clock.now(), outcome);
      item.delivery = tried(item.delivery, attempt, outcome);
      health = healthBy(outcome, clock.now());
      if (outcome.ok) {
        settle(item, { kind: 'delivered', at: clock.now() });
        return;
      }
      parts.log.warn('delivery.failed', { channel: kind, code: outcome.error.code, tries: item.delivery.attempts.length });
      failed(item, outcome.error);
    },
    putOff: (item) => {
      queue.putOff(item, FIRST_WAIT);
      parts.spare(item.delivery);
    },
    tried: (outcome) => {
      health = healthBy(outcome, clock.now());
    },
    pauseLeft: () => (pause === null ? 0 : Math.max(0, remaining(clock, pause))),
    health: () => health,
  };
};

const healthBy = (outcome: Result<Receipt, SendError>, now: Instant): ChannelHealth => ({
  state: outcome.ok ? 'ok' : 'failing',
  lastAt: now,
  text: textOf(outcome),
});

/** Servers repeat in their answers whom they were to reach. */
const textOf = (outcome: Result<Receipt, SendError>): string =>
  maskAddresses(outcome.ok ? outcome.value.text : outcome.error.text);

const attemptOf = (begunAt: Instant, now: Instant, outcome: Result<Receipt, SendError>): Attempt => ({
  at: begunAt,
  took: duration(Math.max(0, now - begunAt)),
  outcome: outcome.ok ? takenAs(outcome.value) : outcome.error.code,
  text: textOf(outcome),
});

const tried = (delivery: Delivery, attempt: Attempt, outcome: Result<Receipt, SendError>): Delivery => {
  const references = outcome.ok ? outcome.value.references : undefined;
  return { ...delivery, attempts: [...delivery.attempts, attempt], ...(references === undefined ? {} : { references }) };
};

interface Failure {
  readonly kind: ChannelKind;
  readonly parts: WayParts;
  readonly error: SendError;
  /** When it would be tried again. */
  readonly nextAt: Instant;
}

/** Why a delivery that failed ends here; null while it is tried again. */
const endOf = (delivery: Delivery, { kind, parts, error, nextAt }: Failure): string | null =>
  givenUp(triesOfDelivery(delivery), parts.triesOf(kind), error) ??
  overlong(delivery, nextAt, error, parts.longestFailure(delivery));

/** Why there is no further try; null while there is one. */
const givenUp = (tries: number, most: number, error: SendError): string | null => {
  if (error.retry === 'never') return `refused for good: ${maskAddresses(error.text)}`;
  return tries >= most ? `${tries} attempts failed: ${maskAddresses(error.text)}` : null;
};

/** Why another channel takes it over instead of a further try at `nextAt`; null while there is time for that. */
const overlong = ({ attempts }: Delivery, nextAt: Instant, error: SendError, longest: Duration | null): string | null => {
  const [first] = attempts;
  if (longest === null || first === undefined || nextAt - first.at <= longest) return null;
  return `it would fail for longer than ${sayLength(longest)}: ${maskAddresses(error.text)}`;
};
