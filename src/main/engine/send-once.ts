import type { Delivery } from '../core/model/notification.js';
import type { Background, Channel } from '../core/port/channel.js';
import type { Clock, Stop } from '../core/port/clock.js';
import { after, seconds } from '../core/time/instant.js';

const SEND_LIMIT = seconds(15);
/** How much longer a channel has to end an attempt that was given up. */
const SEND_GRACE = seconds(1);
const NO_ANSWER = 'no answer within 15 s';

/** One attempt of a channel, which ends in time whatever the channel does. Never rejects. */
export const sendOnce = async (
  clock: Clock,
  channel: Channel,
  delivery: Delivery,
  background: () => Background,
): ReturnType<Channel['send']> => {
  const limit = new AbortController();
  const cancel = clock.wakeAt(after(clock.now(), SEND_LIMIT), () => limit.abort(new Error(NO_ANSWER)));
  const deaf = overdue(clock, SEND_LIMIT + SEND_GRACE);
  try {
    return await Promise.race([channel.send(delivery, limit.signal, background), deaf.failed]);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { ok: false, error: { retry: 'later', code: limit.signal.aborted ? 'timeout' : 'failed', text } };
  } finally {
    cancel();
    deaf.cancel();
  }
};

/** Fails after `length`: for a channel that does not end what it was told to end, and would keep all others waiting. */
const overdue = (clock: Clock, length: number): { readonly failed: Promise<never>; readonly cancel: Stop } => {
  let cancel: Stop = () => undefined;
  const failed = new Promise<never>((_, reject) => {
    cancel = clock.wakeAt(after(clock.now(), length), () => reject(new Error(NO_ANSWER)));
  });
  return { failed, cancel };
};
