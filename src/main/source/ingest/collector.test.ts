import { beforeEach, describe, expect, it } from 'vitest';
import { createScriptedIngest, type ScriptedIngest } from '../../../../tests/support/ingest.js';
import { NAMES } from '../../../../tests/support/personal.js';

let ingest: ScriptedIngest;
beforeEach(() => {
  ingest = createScriptedIngest();
});

const from = (address: string) => ({ header: (name: string) => (name === 'x-forwarded-for' ? address : undefined) });
const errors = (count: number) => Array.from({ length: count }, () => ({ event: 'js_error', page: '/' }));
const ids = (): readonly string[] => ingest.taken.map(({ id }) => id);

describe('what a browser sends', () => {
  it('is taken where it is of a visit, with the country that the proxy says', async () => {
    expect(await ingest.beacon({ name: 'INP', value: 180, page: '/', country: 'claimed' })).toMatchObject({ ok: true });
    expect(ingest.said()).toEqual(['inp_seconds{country="GB",page="home",source="ingest"} 0.18 0']);
  });

  it.each([[{ series: 'cls', value: 1 }], [{ event: 'build', status: 'failed' }], [{ event: 'revenue', amount: 1_000_000 }]])(
    'is refused where it is not: %o',
    async (line) => {
      expect(await ingest.beacon(line)).toMatchObject({ ok: false, error: { code: 'bad-input' } });
      expect(ingest.taken).toEqual([]);
    },
  );

  it.each([
    ['a wrong key', { writeKey: 'kez' }],
    ['a foreign page', { origin: 'https://www.example.org.evil.com' }],
    ['no origin at all', { origin: undefined }],
    ['the origin of nowhere', { origin: 'null' }],
  ])('is refused with %s', async (_, over) => {
    expect(await ingest.beacon({ name: 'CLS', value: 0 }, over)).toMatchObject({ error: { code: 'forbidden' } });
  });
});

describe('the names that a browser sends', () => {
  it.each([
    ['/', 'home'],
    ['https://www.example.org/tutors/jane-smith?q=1#x', 'tutors/:name'],
    ['/tutors/Maths/', 'tutors/maths'],
    ['/blog/2026/how-to', 'blog/*'],
    ['/blog', ':other'],
    ['/tutors/jane/reviews', ':other'],
    ['/account/jane-smith/orders', ':other'],
  ])('of the page %s are kept as %s', async (page, kept) => {
    await ingest.beacon({ name: 'CLS', value: 0, page });
    expect(ingest.taken.map(({ series }) => series.labels.page)).toEqual([kept]);
  });

  it('are kept where the configuration knows them', async () => {
    const where = { page: '/inquire', device: 'mobile', connection: '4g', variant: 'b' };
    await ingest.beacon([
      { event: 'form_submission', form: 'inquiry', outcome: 'failure', ...where },
      { event: 'funnel_step', step: 'completion' },
    ]);
    expect(ids()).toContain(
      'form_failures_total{connection="4g",country="GB",device="mobile",form="inquiry",page="inquire",source="ingest",variant="b"}',
    );
    expect(ids()).toContain('funnel_step_total{country="GB",source="ingest",step="completion"}');
    expect(ingest.source.row()).toMatchObject({ state: 'ok', text: '' });
  });

  it.each(NAMES.map(([text]) => text))('are never kept where somebody wrote %s', async (text) => {
    const where = { page: `/u/${text}`, device: text, connection: text, variant: text, part: text, country: text };
    await ingest.beacon([
      { event: 'page_view', ...where },
      { event: 'form_submission', form: text, outcome: 'success', ...where },
      { event: 'funnel_step', step: text },
      { event: 'session', seconds: 1, pages: 1, ...where },
      { name: 'LCP', value: 1_000, ...where },
    ]);
    expect(ingest.taken.length).toBeGreaterThan(0);
    expect(ids().join('\n')).not.toContain(text);
    expect(ingest.source.row()?.text).not.toContain(text);
  });

  it('that are not known are said by their kind, so that the operator lists them', async () => {
    await ingest.beacon([
      { event: 'page_view', page: '/x', variant: 'zz' },
      { event: 'page_view', page: '/y' },
    ]);
    expect(ingest.source.row()).toMatchObject({
      state: 'ok',
      text: 'Browsers named what the configuration does not know, and it was kept as :other: pages (2), variants (1). List what is yours under sources.ingest.public.',
    });
  });
});

describe('how much browsers may send', () => {
  it('is limited for each address, and others go on', async () => {
    const codes: unknown[] = [];
    for (let n = 0; n < 40; n += 1) {
      const answer = await ingest.beacon(errors(100), from('203.0.113.9'));
      codes.push(answer.ok ? 'taken' : answer.error.code);
    }
    expect(codes).toEqual([...Array(30).fill('taken'), ...Array(10).fill('too-many')]);
    expect(ingest.taken.at(-1)?.value).toBe(3_000);
    expect(await ingest.beacon(errors(1), from('203.0.113.10'))).toMatchObject({ ok: true });
    expect(ingest.source.row()).toMatchObject({
      state: 'ok',
      text: '10 beacons were refused of addresses that sent too much.',
    });
    await ingest.clock.advance(60_000);
    expect(await ingest.beacon(errors(100), from('203.0.113.9'))).toMatchObject({ ok: true });
  });

  it('is limited by the address that the nearest proxy saw, not by one that the sender adds', async () => {
    for (let n = 0; n < 30; n += 1) await ingest.beacon(errors(100), from(`192.0.2.${n}, 203.0.113.9`));
    expect(await ingest.beacon(errors(1), from('192.0.2.200, 203.0.113.9'))).toMatchObject({ error: { code: 'too-many' } });
  });

  it('is limited for all together; then the source fails, and says so', async () => {
    let refused = 0;
    for (let n = 0; n < 150; n += 1) if (!(await ingest.beacon(errors(100), from(`203.0.113.${n}`))).ok) refused += 1;
    expect(refused).toBe(50);
    expect(ingest.source.row()).toMatchObject({ state: 'failing', text: expect.stringContaining('50 beacons were refused') });
    await ingest.clock.advance(30_000);
    expect(ids()).toContain('source_up{source="ingest"}');
  });

  it('is limited for one beacon', async () => {
    expect(await ingest.beacon(errors(101))).toMatchObject({
      error: { code: 'bad-input', message: 'At most 100 lines are taken of a browser at once.' },
    });
    expect(ingest.taken).toEqual([]);
  });

  it('never keeps anybody’s address', async () => {
    await ingest.beacon(errors(1), from('203.0.113.9'));
    expect(JSON.stringify([ingest.taken, ingest.source.row()])).not.toContain('203.0');
  });
});
