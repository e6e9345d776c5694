import { describe, expect, it } from 'vitest';
import { NO_STRAIN, type Strain, whyDegraded } from './strain.js';

const CALM: Strain = {
  cpuRatio: 0.4,
  loadPerCore: 0.7,
  memoryUsedRatio: 0.6,
  lagSeconds: 0.01,
  power: 'mains',
  network: 'unmetered',
};

describe('the timings of a desk', () => {
  it.each<[string, Partial<Strain>]>([
    ['that is at rest', {}],
    ['that works as hard as it may', { cpuRatio: 0.9, loadPerCore: 2, memoryUsedRatio: 0.95, lagSeconds: 0.25 }],
    ['that does not say whether its network is metered', { network: null }],
  ])('%s can be trusted', (_, strain) => {
    expect(whyDegraded({ ...CALM, ...strain })).toBeNull();
  });

  it('that tells nothing of itself can be trusted: nothing speaks against it', () => {
    expect(whyDegraded(NO_STRAIN)).toBeNull();
  });

  it.each<[Partial<Strain>, string]>([
    [{ cpuRatio: 0.97 }, 'its processor is 97 % busy'],
    [{ loadPerCore: 3.24 }, '3.2 programs want each of its cores'],
    [{ memoryUsedRatio: 0.99 }, '99 % of its memory is in use'],
    [{ lagSeconds: 1.42 }, 'it comes 1.4 s late to its own work'],
    [{ power: 'battery' }, 'it runs from its battery'],
    [{ network: 'metered' }, 'its network is metered'],
    [{ power: 'saving' }, 'it saves its battery'],
    [{ cpuRatio: 1, power: 'saving' }, 'its processor is 100 % busy, it saves its battery'],
  ])('with %j cannot: %s', (strain, why) => {
    expect(whyDegraded({ ...CALM, ...strain })).toBe(why);
  });
});
