import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto';
import { fail, ok, type Result } from '../../../core/model/result.js';

/** The feed's file and its signature in one, so that nobody ever fetches a new one of these with an old one of those. */
const SIGNED = /^([\s\S]*\n)# signature: ([A-Za-z0-9+/]{86}==)\n?$/;

/** Its name is signed with it: the description of another channel or another system is not taken for this one. */
const messageOf = (file: string, text: string): Buffer => Buffer.from(`watchroom update\n${file}\n${text}`);

/** A public key in PEM; null for any text that is none, or none of Ed25519. */
export const readKey = (pem: string): KeyObject | null => {
  try {
    const key = createPublicKey(pem);
    return key.asymmetricKeyType === 'ed25519' ? key : null;
  } catch {
    return null;
  }
};

/** By which people compare keys: the first 16 hexadecimal digits of the SHA-256 of its public part. */
export const fingerprintOf = (key: KeyObject): string =>
  createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);

/** The part of a feed's file that its maker signed; or, in words, why it cannot be trusted. */
export const signedPart = (file: string, text: string, key: KeyObject): Result<string, string> => {
  const [, signed, signature] = SIGNED.exec(text) ?? [];
  if (signed === undefined || signature === undefined) return fail(`${file} carries no signature`);
  const isGood = verify(null, messageOf(file, signed), key, Buffer.from(signature, 'base64'));
  return isGood ? ok(signed) : fail(`the signature of ${file} is not by the key of this app (${fingerprintOf(key)})`);
};
