import type { LookupAddress } from 'node:dns';
import { describe, expect, it } from 'vitest';
import { createLookup } from './lookup.js';

const ask = (lookup: ReturnType<typeof createLookup>, name: string): Promise<string | LookupAddress[]> =>
  new Promise((resolve, reject) => {
    lookup(name, { all: true }, (error, address) => (error ? reject(error) : resolve(address)));
  });

describe('a lookup', () => {
  it('gives every asker the answer', async () => {
    const lookup = createLookup();
    const answers = await Promise.all([ask(lookup, 'localhost'), ask(lookup, 'localhost'), ask(lookup, 'localhost')]);
    for (const answer of answers) expect(answer).toEqual(answers[0]);
    expect(JSON.stringify(answers[0])).toMatch(/127\.0\.0\.1|::1/);
  });

  it('asks afresh once an answer came', async () => {
    const lookup = createLookup();
    await expect(ask(lookup, 'no-such-name.invalid')).rejects.toThrow();
    await expect(ask(lookup, 'no-such-name.invalid')).rejects.toThrow();
  });
});
