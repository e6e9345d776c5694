import { createHmac, timingSafeEqual } from 'node:crypto';

/** How each service signs: the hash of its HMAC over the body, and what stands before the digits. */
const WAYS = {
  github: { hash: 'sha256', before: 'sha256=' },
  vercel: { hash: 'sha1', before: '' },
} as const;

/** Whether a signature is that of this very body under this secret. */
export const isSigned = (from: keyof typeof WAYS, secret: string, body: string, signature: string | undefined): boolean => {
  const { hash, before } = WAYS[from];
  const right = Buffer.from(`${before}${createHmac(hash, secret).update(body).digest('hex')}`);
  const given = Buffer.from(signature ?? '');
  return given.length === right.length && timingSafeEqual(given, right);
};
