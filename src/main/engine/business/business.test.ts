import { afterEach, describe, expect, it } from 'vitest';
import { configOf, createRig, httpTarget, NINE_O_CLOCK, pass, type Rig, siteDown } from '../../../../tests/support/engine.js';
import { commitOf, samplesOf } from '../../../../tests/support/store.js';
import type { Rule, RuleId } from '../../core/model/rule.js';
import type { SeriesSample } from '../../core/model/sample.js';
import { parseSeries } from '../../core/sample/series.js';
import { after, days, hours, minutes } from '../../core/time/instant.js';
import { createMemoryStore } from '../../store/memory/memory-store.js';

const VALUES = { values: { inquiry: 40, booking: 250 }, opportunity: 400_000, experiments: [] };

const rigs: Rig[] = [];
afterEach(async () => {
  for (const rig of rigs.splice(0)) await rig.engine.stop();
});

/** Counters that grow evenly: by `an` each hour, over so many days before the start. */
const counter = (series: string, an: number, back: number): readonly SeriesSample[] =>
  samplesOf(
    parseSeries(series) ?? { name: series, labels: {} },
    after(NINE_O_CLOCK, -days(back)),
    hours(1),
    back * 24,
    (index) => an * index,
  );

const rigOf = async (samples: readonly SeriesSample[], options: Parameters<typeof createRig>[0] = {}): Promise<Rig> => {
  const store = createMemoryStore();
  await store.journal.commit(commitOf({ samples }));
  const rig = await createRig({ store, ...options, config: { rules: [], business: VALUES, ...options.config } });
  rigs.push(rig);
  return rig;
};

const told = (back: number): readonly SeriesSample[] => [
  ...counter('funnel_step_total{country="GB",step="visit"}', 100, back),
  ...counter('form_submissions_total{country="GB",form="booking"}', 4, back),
  ...counter('form_failures_total{country="GB",form="booking"}', 1, back),
  ...counter('form_submissions_total{form="newsletter"}', 2, back),
  ...counter('form_failures_total{form="newsletter"}', 0, back),
];

describe('the business of a site', () => {
  it('is reckoned from what was told, in whole hours', async () => {
    const rig = await rigOf(told(70));
    const view = await rig.engine.business(24);
    expect(view.from).toBe(after(NINE_O_CLOCK, -hours(24)));
    // 24 hours of 3 bookings and 2 newsletters that went through, of 2,400 visits.
    expect(view.conversion).toMatchObject({ state: 'known', part: 120, n: 2_400, ratio: 0.05 });
    expect(view.forms).toMatchObject([
      { form: 'booking', completed: 72, value: 250, failures: { part: 24, n: 96 } },
      { form: 'newsletter', completed: 48, value: null },
    ]);
    expect(view.regions.cells).toMatchObject([{ name: 'GB', conversion: { part: 72, n: 2_400 } }]);
    expect(view.sessions.state).toBe('no-source');
  });

  it('estimates revenue by the forms’ values, says which have none, and what is usual', async () => {
    const rig = await rigOf(told(70));
    const { revenue } = await rig.engine.business(24);
    expect(revenue).toMatchObject({ state: 'known', basis: 'estimated', withoutValue: ['newsletter'] });
    expect(revenue.days.at(-2)).toMatchObject({ amount: 24 * 3 * 250, n: 8, judgement: 'within' });
    expect(revenue.months[0]).toMatchObject({ amount: null, judgement: 'no-record' });
  });

  it('takes the amounts that the site tells before any estimate', async () => {
    const rig = await rigOf([...told(3), ...counter('revenue_total{form="booking"}', 12.5, 3)]);
    const { revenue } = await rig.engine.business(24);
    expect(revenue).toMatchObject({ basis: 'recorded', withoutValue: [] });
    expect(revenue.days.at(-2)).toMatchObject({ amount: 300, expected: null, n: 0, judgement: 'learning' });
  });

  it('makes nothing up where nothing was told', async () => {
    const rig = await rigOf([]);
    const view = await rig.engine.business(24);
    expect(view.conversion).toMatchObject({ state: 'no-source', ratio: null });
    expect(view.revenue).toMatchObject({ state: 'no-source', basis: null, days: [] });
    expect(view).toMatchObject({
      funnel: { state: 'no-source' },
      experiments: [{ state: 'no-source' }],
      engagement: { value: null },
    });
  });
});

const formsFail: Rule = {
  ...siteDown,
  ...{ id: 'forms-fail' as RuleId, name: 'Forms fail', category: 'business' },
};

describe('what an alert has cost', () => {
  it('is what was expected since it began and did not come', async () => {
    const rig = await rigOf(told(70), {
      config: { rules: [formsFail], targets: [httpTarget('forms', { labels: { form: 'booking' } })] },
    });
    rig.weather.up = false;
    await pass(rig, hours(2));
    const [row] = rig.firing();
    const detail = await rig.engine.alert(row?.id ?? ('' as never));
    // Nothing came for two hours, where six bookings were usual.
    const risk = detail.ok ? detail.value.atRisk : null;
    expect(risk).toMatchObject({ state: 'known', n: 8, forms: [{ form: 'booking', actual: 0, value: 250 }] });
    expect(risk?.amount).toBeGreaterThan(1_450);
    expect(risk?.amount).toBeLessThan(1_550);
    expect((await rig.engine.business(24)).atRisk).toHaveLength(1);
  });

  it('is none in the time that this desk slept, which the answer says', async () => {
    const rig = await rigOf(told(70), {
      config: { rules: [formsFail], targets: [httpTarget('forms', { labels: { form: 'booking' } })] },
    });
    rig.weather.up = false;
    await pass(rig, hours(1));
    rig.clock.jump(hours(1));
    await pass(rig, minutes(5));
    const detail = await rig.engine.alert(rig.firing()[0]?.id ?? ('' as never));
    const risk = detail.ok ? detail.value.atRisk : null;
    // Three bookings an hour are usual: those of the hour that was slept through are not counted as lost.
    expect(risk?.coverage).toBeGreaterThan(0.4);
    expect(risk?.coverage).toBeLessThan(0.6);
    expect(risk?.amount).toBeLessThan(1_000);
  });

  it('is said to be unknown before three weeks are on record', async () => {
    const rig = await rigOf(told(10), { config: { rules: [formsFail] } });
    rig.weather.up = false;
    await pass(rig, minutes(30));
    const detail = await rig.engine.alert(rig.firing()[0]?.id ?? ('' as never));
    expect(detail.ok && detail.value.atRisk).toMatchObject({ state: 'cannot-be-told', because: 'learning', amount: null });
  });

  it('is no question where an alert is not about the business', async () => {
    const rig = await rigOf(told(70), { config: { rules: [siteDown] } });
    rig.weather.up = false;
    await pass(rig, minutes(30));
    const detail = await rig.engine.alert(rig.firing()[0]?.id ?? ('' as never));
    expect(detail.ok && detail.value.atRisk).toBeNull();
  });
});

describe('a competitor', () => {
  it('that is down alerts nobody, counts against no promise, and is not among the site’s own', async () => {
    const rival = httpTarget('competitor-1', {
      source: 'competitor',
      name: 'Other Tutors',
      labels: { competitor: 'Other Tutors' },
    });
    const rig = await rigOf([], { config: { rules: configOf().rules, targets: [httpTarget('home'), rival] } });
    rig.weatherOf.set('competitor-1', { up: false, seconds: 9, failure: 'connection' });
    await pass(rig, minutes(30));
    expect(rig.alerts()).toEqual([]);
    const { view } = rig.engine.view();
    expect(view.watch).toMatchObject({ state: 'ok', targets: { total: 1, down: 0 } });
    expect(Object.keys(view.targets)).toEqual(['home']);
    const { competition } = await rig.engine.business(1);
    expect(competition.own.n).toBeGreaterThan(20);
    expect(competition.rows).toMatchObject([{ name: 'Other Tutors', medianSeconds: null }]);
  });
});
