import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { publicKeyOf, signedText } from '../../../../../.ci/updates.mjs';
import { fingerprintOf, readKey, signedPart } from './signature.js';

const makePem = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

const FEED = 'version: 1.2.3\nfiles:\n  - url: watchroom-1.2.3.tar.gz\n';
const mine = makePem();
const key = createPublicKey(mine);

describe('the signature of a feed', () => {
  it('is what a release makes, and gives back what was signed', () => {
    expect(signedPart('latest.yml', signedText('latest.yml', FEED, mine), key)).toEqual({ ok: true, value: FEED });
  });

  it('is not that of another key, which is named', () => {
    const answer = signedPart('latest.yml', signedText('latest.yml', FEED, makePem()), key);
    expect(answer).toEqual({
      ok: false,
      error: `the signature of latest.yml is not by the key of this app (${fingerprintOf(key)})`,
    });
  });

  it('holds for no other word, no other channel and no other system', () => {
    const signed = signedText('latest-linux.yml', FEED, mine);
    expect(signedPart('latest-linux.yml', signed.replace('1.2.3', '1.2.4'), key).ok).toBe(false);
    expect(signedPart('beta-linux.yml', signed, key).ok).toBe(false);
    expect(signedPart('latest.yml', signed, key).ok).toBe(false);
  });

  it('covers all that is read: nothing can be put behind it', () => {
    const signed = signedText('latest.yml', FEED, mine);
    expect(signedPart('latest.yml', `${signed}version: 9.9.9\n`, key)).toEqual({
      ok: false,
      error: 'latest.yml carries no signature',
    });
    expect(signedPart('latest.yml', FEED, key).ok).toBe(false);
    expect(signedPart('latest.yml', '', key).ok).toBe(false);
    expect(signedPart('latest.yml', `${FEED}# signature: AAAA\n`, key).ok).toBe(false);
  });
});

describe('the key of an app', () => {
  it('is read from what a release packs', () => {
    const read = readKey(publicKeyOf(mine));
    expect(read && fingerprintOf(read)).toBe(fingerprintOf(key));
    expect(fingerprintOf(key)).toMatch(/^[0-9a-f]{16}$/);
  });

  it('is none where there is something else', () => {
    expect(readKey('')).toBeNull();
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 }).publicKey;
    expect(readKey(rsa.export({ type: 'spki', format: 'pem' }).toString())).toBeNull();
  });
});
