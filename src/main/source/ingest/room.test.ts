import { beforeEach, describe, expect, it } from 'vitest';
import { createScriptedIngest, type ScriptedIngest } from '../../../../tests/support/ingest.js';
import { hours } from '../../core/time/instant.js';

let ingest: ScriptedIngest;
beforeEach(() => {
  ingest = createScriptedIngest();
});

const MINUTE = 60_000;
const letters = (n: number): string => [...String(n)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
const series = (from: number, count: number) =>
  JSON.stringify(Array.from({ length: count }, (_, n) => ({ series: `depth{queue="${letters(from + n)}"}`, value: 1 })));
const last = (name: string): number | undefined => ingest.taken.filter(({ id }) => id === name).at(-1)?.value;

describe('once those who may say anything have made too many series', () => {
  beforeEach(async () => {
    await ingest.source.take(series(10_000, 4_990));
    await ingest.send({ event: 'form_submission', form: 'inquiry', outcome: 'success' });
    await ingest.source.take(series(20_000, 100));
  });

  it('known counters and values go on, and only what would be new is refused', async () => {
    const answer = await ingest.send(
      { event: 'form_submission', form: 'inquiry', outcome: 'failure' },
      { series: `depth{queue="${letters(10_001)}"}`, value: 5 },
      { event: 'form_submission', form: 'booking', outcome: 'failure' },
    );
    expect(answer).toMatchObject({
      value: { accepted: 2, refused: 1, faults: [{ line: 3, message: expect.stringContaining('5000 series') }] },
    });
    expect(last('form_failures_total{form="inquiry",source="ingest"}')).toBe(1);
  });

  it('browsers are counted as ever', async () => {
    expect(await ingest.beacon({ event: 'page_view', page: '/inquire' })).toMatchObject({ ok: true });
    expect(last('page_views_total{country="GB",page="inquire",source="ingest"}')).toBe(1);
  });

  it('the source says so, and so does the series over which rules look, until it is over', async () => {
    expect(ingest.source.row()).toMatchObject({
      state: 'failing',
      text: expect.stringMatching(/^Full: 93 lines were refused/),
    });
    expect(last('source_up{source="ingest"}')).toBe(0);
    await ingest.clock.advance(10 * MINUTE);
    expect(last('source_up{source="ingest"}')).toBe(0);
    await ingest.clock.advance(6 * MINUTE);
    expect(last('source_up{source="ingest"}')).toBe(1);
    expect(ingest.source.row()).toMatchObject({ state: 'ok', text: '' });
  });

  it('series that nothing has touched for a day make room, and a counter that comes back is no jump', async () => {
    await ingest.clock.advance(hours(24) + MINUTE);
    ingest.taken.length = 0;
    expect(await ingest.send({ event: 'form_submission', form: 'booking', outcome: 'failure' })).toMatchObject({ ok: true });
    await ingest.send({ event: 'form_submission', form: 'inquiry', outcome: 'failure' });
    const inquiry = ingest.taken.filter(({ id }) => id === 'form_submissions_total{form="inquiry",source="ingest"}');
    expect(inquiry.map(({ value }) => value)).toEqual([0, 1]);
  });
});

describe('once browsers have made too many series', () => {
  const COUNTRIES = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].flatMap((one) =>
    [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((other) => one + other),
  );
  const flood = async (): Promise<void> => {
    const where = ['mobile', 'tablet', 'desktop'].flatMap((device) =>
      ['2g', '3g', '4g'].map((connection) => ({ event: 'page_view', page: '/', device, connection })),
    );
    for (const [n, country] of COUNTRIES.entries()) {
      await ingest.beacon(where, { header: (name: string) => (name === 'cf-ipcountry' ? country : `198.51.${n}.1`) });
      await ingest.clock.advance(100);
    }
  };

  it('they are counted without page and kind, never refused, and never in the way of others', async () => {
    await ingest.beacon({ event: 'form_submission', form: 'inquiry', outcome: 'success', page: '/inquire' });
    await flood();
    expect(last('page_views_total{page=":other",source="ingest"}')).toBeGreaterThan(1_000);
    expect(new Set(ingest.taken.map(({ id }) => id)).size).toBeLessThan(5_100);
    const failure = { event: 'form_submission', form: 'inquiry', outcome: 'failure', page: '/inquire' };
    expect(await ingest.beacon(failure)).toMatchObject({ ok: true });
    expect(last('form_failures_total{country="GB",form="inquiry",page="inquire",source="ingest"}')).toBe(1);
    const alert = { version: '4', alerts: [{ status: 'firing', labels: { alertname: 'Fresh', severity: 'critical' } }] };
    expect(await ingest.send(alert, { series: 'my_series', value: 1 })).toMatchObject({ value: { accepted: 2, refused: 0 } });
    expect(ingest.source.row()).toMatchObject({
      state: 'failing',
      text: expect.stringContaining('browsers have made 5000 series'),
    });
    expect(last('source_up{source="ingest"}')).toBe(0);
  });
});
