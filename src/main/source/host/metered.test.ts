import { describe, expect, it } from 'vitest';
import { readNetwork } from './metered.js';

describe('the network of this machine', () => {
  it.each([
    ['u 1\n', 'metered'],
    ['u 3\n', 'metered'],
    ['u 2\n', 'unmetered'],
    ['u 4\n', 'unmetered'],
    ['u 0\n', null],
    [null, null],
  ])('of which NetworkManager says %j is %s', async (said, network) => {
    const asked: string[] = [];
    const ask = async (program: string, given: readonly string[]) => {
      asked.push(`${program} ${given.at(-1)}`);
      return said;
    };
    expect(await readNetwork(ask, 'linux')).toBe(network);
    expect(asked).toEqual(['busctl Metered']);
  });

  it('is not known on another system, which is not asked', async () => {
    expect(await readNetwork(() => Promise.reject(new Error('asked')), 'darwin')).toBeNull();
  });
});
