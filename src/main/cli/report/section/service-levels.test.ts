import { describe, expect, it } from 'vitest';
import type { KeptPromise, PromiseRecord, ServiceLevelReport } from '../../../core/model/service-level.js';
import type { Objective } from '../../../core/model/slo.js';
import { days, instant } from '../../../core/time/instant.js';
import { toMarkdown } from '../markdown.js';
import { serviceLevelDocument } from './service-levels.js';

const NONE: KeptPromise = {
  ...{ good: 0, valid: 0, verdict: 'unobserved', ratio: null, observed: 0, missed: null, budgetUsed: null },
};

const promise = (id: string, total: Partial<KeptPromise>, hasSource = true): PromiseRecord => ({
  objective: {
    ...({
      id,
      kind: 'availability',
      target: 0.999,
      over: days(30),
      measures: [],
      sources: ['http'],
      hasSource,
    } satisfies Objective),
  },
  total: { ...NONE, ...total },
  months: [],
  besideMaintenance: { good: 0, valid: 0 },
});

const said = (promises: readonly PromiseRecord[], changes: Partial<ServiceLevelReport> = {}): string =>
  toMarkdown(
    serviceLevelDocument({
      ...{ site: 'Example shop', profile: 'none', timeZone: 'Europe/London', over: 'month' },
      ...{ from: instant(Date.UTC(2026, 0, 1)), to: instant(Date.UTC(2026, 1, 1)) },
      ...{ made: { at: instant(Date.UTC(2026, 1, 2)), by: 'Ann' }, limits: [], incidents: [], moreIncidents: 0 },
      ...{ maintenance: [], changes: [], otherSaves: 0, promises, ...changes },
    }),
  );

const KEPT = { verdict: 'met', valid: 40_000, good: 40_000, ratio: 1, missed: 0, budgetUsed: 0 } as Partial<KeptPromise>;

describe('a report on service levels in words', () => {
  it('tells what nobody observed from what nothing gives, and from what gave nothing while it was looked at', () => {
    const rows = said([promise('asleep', {}), promise('silent', { observed: 0.5 }), promise('unsourced', {}, false)]).split(
      '\n',
    );
    expect(rows.find((row) => row.includes('| asleep'))).toMatch(/not observed \|$/);
    expect(rows.find((row) => row.includes('| silent'))).toMatch(/no reading \|$/);
    expect(rows.find((row) => row.includes('| unsourced'))).toMatch(/no source \|$/);
  });

  it('calls the data complete only where it was watched throughout', () => {
    expect(said([promise('uptime', { ...KEPT, observed: 1 })])).toContain('The data is complete.');
    const weeks = said([promise('uptime', { ...KEPT, observed: 21 / 365 }), promise('unsourced', {}, false)]);
    expect(weeks).not.toContain('complete');
    expect(weeks).toContain('Of this time 5.7 % was observed, by the promise that was seen least.');
  });
});
