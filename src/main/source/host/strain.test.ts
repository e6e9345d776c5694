import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCountedClock } from '../../../../tests/support/servers/counted-clock.js';
import { createWatchStrain, readPower, watchStrain } from './strain.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchroom-power-'));
});
afterEach(() => rm(folder, { recursive: true }));

const supply = async (name: string, facts: Readonly<Record<string, string>>): Promise<void> => {
  await mkdir(join(folder, name));
  for (const [fact, text] of Object.entries(facts)) await writeFile(join(folder, name, fact), `${text}\n`);
};

describe('the power of this machine', () => {
  it.each([
    ['Charging', '15', 'mains'],
    ['Discharging', '80', 'battery'],
    ['Discharging', '20', 'saving'],
  ])('with a battery that is %s at %s %% is %s', async (status, capacity, power) => {
    await supply('AC', { type: 'Mains' });
    await supply('BAT0', { type: 'Battery', status, capacity });
    expect(readPower(folder, join(folder, 'none'))).toBe(power);
  });

  it('is saved where the system is told to', async () => {
    await writeFile(join(folder, 'profile'), 'low-power\n');
    expect(readPower(folder, join(folder, 'profile'))).toBe('saving');
  });

  it('is not known without a battery', () => {
    expect(readPower(join(folder, 'none'), join(folder, 'none'))).toBeNull();
  });
});

describe('the strain on this machine', () => {
  it.each([
    [true, 'battery'],
    [false, 'mains'],
  ] as const)(
    'knows by the app whether it runs from its battery where the system’s files do not say: %s',
    async (isOnBattery, power) => {
      const look = { clock: createCountedClock(), signal: new AbortController().signal };
      const strain = (await createWatchStrain({ isOnBattery: () => isOnBattery })(look)).end();
      expect(strain.power).toBe(readPower() ?? power);
    },
  );

  it('is looked at before and until the end, and leaves no timer', async () => {
    const clock = createCountedClock();
    const { end } = await watchStrain({ clock, signal: new AbortController().signal });
    expect(clock.pending()).toBe(0);
    const { cpuRatio, memoryUsedRatio } = end();
    for (const share of [cpuRatio, memoryUsedRatio]) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThanOrEqual(1);
    }
  });
});
