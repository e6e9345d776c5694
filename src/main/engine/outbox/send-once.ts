import type { Delivery } from '../../core/model/notification.js';
import type { Background, Channel } from '../../core/port/channel.js';
import type { Clock, Stop } from '../../core/port/clock.js';
import { after, seconds } from '../../core/time/instant.js';

const SEND_LIMIT = seconds(15);
/** How much longer a channel has to end an attempt that was given up. */
const SEND_GRACE = seconds(1);
const NO_ANSWER = 'no answer within 15 s';
const ENDED = 'the console was stopped before an answer came';

export interface SendParts {
  readonly clock: Clock;
  readonly channel: Channel;
  readonly background: () => Background;
  /** Where the attempt leaves, as long as it lasts, what ends it at once, whatever the channel does. */
  readonly ends?: Set<() => void>;
}

/** One attempt of a channel, which ends in time whatever the channel does. Never rejects. */
export const sendOnce = async (
  delivery: Delivery,
  { clock, channel, background, ends }: SendParts,
): ReturnType<Channel['send']> => {
  const limit = new AbortController();
  const cancel = clock.wakeAt(after(clock.now(), SEND_LIMIT), () => limit.abort(new Error(NO_ANSWER)));
  const deaf = overdue(clock, SEND_LIMIT + SEND_GRACE);
  const end = (): void => {
    limit.abort(new Error(ENDED));
    deaf.fail(ENDED);
  };
  ends?.add(end);
  try {
    return await Promise.race([channel.send(delivery, limit.signal, background), deaf.failed]);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { ok: false, error: { retry: 'later', code: limit.signal.aborted ? 'timeout' : 'failed', text } };
  } finally {
    ends?.delete(end);
    cancel();
    deaf.cancel();
  }
};

interface Overdue {
  readonly failed: Promise<never>;
  fail(why: string): void;
  readonly cancel: Stop;
}

/** Fails after `length`, or when it is told to: for a channel that does not end what it was told to end. */
const overdue = (clock: Clock, length: number): Overdue => {
  let fail: (why: string) => void = () => undefined;
  let cancel: Stop = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    fail = (why) => reject(new Error(why));
    cancel = clock.wakeAt(after(clock.now(), length), () => fail(NO_ANSWER));
  });
  return { failed, fail: (why) => fail(why), cancel };
};
