import { createHmac } from 'node:crypto';
import type { Instant } from '../../core/time/instant.js';

/** Header that carries the signature. */
export const SIGNATURE_HEADER = 'watchroom-signature';

/**
 * `t=SECONDS,v1=HEX`: HMAC-SHA256 under the shared secret over the seconds since 1970, a full stop and the body. A receiver
 * that checks the time as well takes no old message that somebody sends again.
 */
export const signatureOf = (body: string, secret: string, now: Instant): string => {
  const at = Math.floor(now / 1_000);
  return `t=${at},v1=${createHmac('sha256', secret).update(`${at}.${body}`).digest('hex')}`;
};
