import { createHmac, timingSafeEqual } from 'node:crypto';

/** The end of a connection at which the console answers, as either side of it sees it. */
export interface Answering {
  readonly address: string;
  readonly port: number;
}

/** 32 random bytes as base64url: whoever asks makes a new one each time. */
export const NONCE = /^[\w-]{43}$/;

/**
 * What only a program that has the admin token can say of a nonce. It holds for one end alone: a program that passes the
 * question on to the console, and sits at another address or port, gives an answer that does not fit its own.
 */
export const proofOf = (token: string, { address, port }: Answering, nonce: string): string =>
  createHmac('sha256', token)
    .update(`watchroom identity\n${plain(address)}\n${port}\n${nonce}`)
    .digest('base64url');

/** Whether it is the proof. The time taken tells nothing of it. */
export const isProof = (proof: unknown, token: string, answering: Answering, nonce: string): boolean => {
  if (typeof proof !== 'string') return false;
  const [given, wanted] = [Buffer.from(proof), Buffer.from(proofOf(token, answering, nonce))];
  return given.length === wanted.length && timingSafeEqual(given, wanted);
};

/** One side may see an IPv4 address as one of IPv6. */
const plain = (address: string): string => address.replace(/^::ffff:/i, '').toLowerCase();
