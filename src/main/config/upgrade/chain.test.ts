import { describe, expect, it } from 'vitest';
import { type Chain, upgrade } from './chain.js';

/** A made-up past: version 1 had one flat address, version 2 counted in seconds. */
const PAST: Chain = {
  newest: 3,
  steps: {
    1: ({ address, ...rest }) => ({ ...rest, targets: [{ url: address }] }),
    2: ({ seconds, ...rest }) => ({ ...rest, every: `${String(seconds)}s` }),
  },
};

describe('the chain of upgrades', () => {
  it('climbs version by version', () => {
    expect(upgrade({ version: 1, address: 'a', seconds: 5 }, PAST)).toEqual({
      ok: true,
      from: 1,
      document: { version: 3, targets: [{ url: 'a' }], every: '5s' },
    });
  });

  it('starts in the middle', () => {
    expect(upgrade({ version: 2, seconds: 5 }, PAST)).toMatchObject({ ok: true, document: { version: 3, every: '5s' } });
  });

  it('leaves the newest, and the document it was given, alone', () => {
    const document = { version: 3, every: '5s' };
    expect(upgrade(document, PAST)).toEqual({ ok: true, from: 3, document });
    const old = Object.freeze({ version: 1, address: 'a' });
    upgrade(old, PAST);
    expect(old).toEqual({ version: 1, address: 'a' });
  });

  it.each([{ version: 4 }, { version: 0 }, { version: 1.5 }, { version: '3' }, { version: null }, {}])(
    'refuses %j',
    (document) => {
      expect(upgrade(document, PAST)).toMatchObject({ ok: false, finding: { severity: 'error', path: ['version'] } });
    },
  );

  it('says which step is missing', () => {
    const upgraded = upgrade({ version: 1 }, { newest: 3, steps: {} });
    expect(!upgraded.ok && upgraded.finding.message).toBe('1 can no longer be read');
  });
});
