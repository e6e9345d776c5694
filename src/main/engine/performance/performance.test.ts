import { afterEach, describe, expect, it } from 'vitest';
import { createRig, NINE_O_CLOCK, pass, type Rig } from '../../../../tests/support/engine.js';
import { commitOf, samplesOf } from '../../../../tests/support/store.js';
import type { SeriesSample } from '../../core/model/sample.js';
import type { FeedTarget, TargetId } from '../../core/model/target.js';
import { parseSeries } from '../../core/sample/series.js';
import { after, hours, minutes } from '../../core/time/instant.js';
import { createMemoryStore } from '../../store/memory/memory-store.js';

const rigs: Rig[] = [];
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.engine.stop();
});

/** A series with a value every two minutes of the last four hours, the newest a minute ago. */
const told = (series: string, value: number): readonly SeriesSample[] =>
  samplesOf(
    parseSeries(series) ?? { name: series, labels: {} },
    after(NINE_O_CLOCK, -hours(4) + minutes(1)),
    minutes(2),
    120,
    () => value,
  );

const rigOf = async (samples: readonly SeriesSample[], config: Parameters<typeof createRig>[0] = {}): Promise<Rig> => {
  const store = createMemoryStore();
  await store.journal.commit(commitOf({ samples }));
  const rig = await createRig({ store, ...config });
  rigs.push(rig);
  return rig;
};

const page = (id: string, name: string): FeedTarget => ({
  source: 'page',
  id: id as TargetId,
  name: id,
  url: 'http://site.example/',
  labels: { page: name },
  every: hours(1),
  timeout: minutes(1),
});

describe('how fast a site is', () => {
  it('is told by page, device and country, from what visitors lived through', async () => {
    const rig = await rigOf([
      ...told('lcp_seconds{country="GB",device="mobile",page="home"}', 1),
      ...told('lcp_seconds{country="AE",device="mobile",page="inquiry"}', 5),
    ]);
    const view = await rig.engine.performance(24);
    expect(view.vitals[0]).toMatchObject({ metric: 'lcp_seconds', spread: { n: 240, rating: 'poor' } });
    expect(view.vitals[0]?.shares?.good).toBeCloseTo(0.5);
    expect(view.pages).toMatchObject([
      { name: 'home', n: 120, vitals: [{ rating: 'good' }] },
      { name: 'inquiry', n: 120, vitals: [{ rating: 'poor' }] },
    ]);
    expect(view.devices).toMatchObject([{ name: 'mobile', n: 240 }]);
    expect(view.countries.map(({ name }) => name)).toEqual(['GB', 'AE']);
  });

  it('lists the slowest pages of this desk first', async () => {
    const rig = await rigOf([]);
    await pass(rig, minutes(5));
    const { slowest } = await rig.engine.performance(1);
    expect(slowest[0]).toMatchObject({ target: 'home' });
    expect(slowest[0]?.n).toBeGreaterThan(3);
  });

  it('holds the last load of each page against its own limits, and says what was not measured', async () => {
    const budgets = { defaults: { weight: 800_000, requests: 25 }, pages: { service: { weight: 600_000 } } };
    const rig = await rigOf(
      [
        ...told('page_weight_bytes{page="home",target="page-home"}', 700_000),
        ...told('page_weight_bytes{page="service-maths",target="page-service"}', 700_000),
      ],
      { config: { budgets, targets: [page('page-home', 'home'), page('page-service', 'service-maths')] } },
    );
    const found = (await rig.engine.performance(24)).budgets;
    expect(found?.map(({ page, name, limit, measured }) => [page, name, limit, measured])).toEqual([
      ['home', 'Page weight', 800_000, 700_000],
      ['home', 'Requests', 25, null],
      ['service-maths', 'Page weight', 600_000, 700_000],
      ['service-maths', 'Requests', 25, null],
    ]);
  });

  it('has no budgets where no page is loaded in a browser, and the last audits and deploys where there were some', async () => {
    const rig = await rigOf([
      ...told('lighthouse_score{category="seo",page="home"}', 97),
      ...told('deploy{project="site"}', 1).slice(0, 1),
    ]);
    const view = await rig.engine.performance(24);
    expect(view.budgets).toBeNull();
    expect(view.audits).toMatchObject([{ page: 'home', categories: [{ category: 'seo', score: 97 }] }]);
    expect(view.deploys).toMatchObject([{ project: 'site' }]);
  });
});
