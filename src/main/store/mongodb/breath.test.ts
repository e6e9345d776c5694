import { describe, expect, it } from 'vitest';
import { createBreath } from './breath.js';

/** Works without a pause for so many milliseconds. */
const work = (length: number): void => {
  const until = performance.now() + length;
  while (performance.now() < until);
};

describe('a long work', () => {
  it('lets others in between, and is not held up where it is short', async () => {
    const breathe = createBreath();
    let others = 0;
    setImmediate(() => {
      others += 1;
    });
    expect(breathe()).toBeNull();
    for (let piece = 0; piece < 3 && others === 0; piece += 1) {
      work(3);
      await breathe();
    }
    expect(others).toBe(1);
    expect(breathe()).toBeNull();
  });
});
