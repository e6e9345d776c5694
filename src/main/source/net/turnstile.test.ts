import { describe, expect, it } from 'vitest';
import { createTurnstile } from './turnstile.js';

const turnOfTheLoop = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('a turnstile', () => {
  it('lets one begin per turn of the event loop, in order', async () => {
    const { pass } = createTurnstile();
    const begun: number[] = [];
    for (const n of [1, 2, 3]) void pass().then(() => begun.push(n));
    const seen: number[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      await turnOfTheLoop();
      seen.push(begun.length);
    }
    expect(begun).toEqual([1, 2, 3]);
    expect(seen).toEqual([1, 2, 3, 3]);
  });

  it('opens again after it stood still', async () => {
    const { pass } = createTurnstile();
    await pass();
    await turnOfTheLoop();
    await pass();
  });
});
