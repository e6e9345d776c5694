import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TargetId } from '../../src/main/core/model/target.js';
import { instant } from '../../src/main/core/time/instant.js';
import { createReports } from '../../src/main/source/lighthouse/reports.js';
import { createPageEvidence } from '../../src/main/source/page/evidence.js';
import { until } from '../support/process.js';
import { type Place, roleOf, startTwoDesks, type TwoDesks, untilLeads } from './two-desks.js';

/** Of the second desk, whose clock is this much ahead. */
const AHEAD = 240_000;
const CLOCK_AHEAD = `data:text/javascript,const now = Date.now; Date.now = () => now() + ${AHEAD};`;

const PAGE = 'page' as TargetId;
const PICTURE = Buffer.from('a picture');

let desks: TwoDesks;
beforeAll(async () => {
  desks = await startTwoDesks([{}, { NODE_OPTIONS: `--import "${CLOCK_AHEAD}"` }]);
}, 90_000);
afterAll(() => desks.stop(), 60_000);

const loadKeptAt = async ({ folder }: Place, at: number): Promise<string> =>
  createPageEvidence(join(folder, 'page-evidence')).keep(
    { target: PAGE, at: instant(at), why: 'The page did not load.', url: 'https://example.org/' },
    PICTURE,
  );

const auditKeptAt = async ({ folder }: Place, at: number): Promise<void> => {
  const record = { page: 'page', url: 'https://example.org/', at: instant(at), form: 'mobile', version: '12' } as const;
  await createReports(join(folder, 'lighthouse')).keep({
    record: { ...record, id: `r${at}`, runs: [], median: 0, failed: 0, degraded: null },
    report: { html: `<p>report of ${at}</p>`, json: '{}' },
  } as never);
};

it('a desk that follows shows what the one that leads keeps of pages, and what it kept itself when it led', async () => {
  const [leader, follower] = await desks.sides();
  const [own, there] = [await loadKeptAt(follower, 1_000_000), await loadKeptAt(leader, 2_000_000)];
  await auditKeptAt(leader, 2_000_000);
  const { console } = follower;
  // It may have to learn first that somebody leads.
  const records = await until(
    () => console.read('evidence.list', { target: PAGE }),
    (found) => found.length > 1,
    10_000,
  );
  expect(records.map(({ id }) => id)).toEqual([there, own]);
  for (const id of [own, there]) {
    const record = records.find((each) => each.id === id);
    const { address } = await console.read('evidence.picture', { target: PAGE, id, name: record?.picture as string });
    expect(address).toBe(`data:image/jpeg;base64,${PICTURE.toString('base64')}`);
  }
  expect(await console.call('evidence.picture', { target: PAGE, id: 'none', name: 'none.jpg' })).toMatchObject({
    ok: false,
    error: { code: 'not-found' },
  });
  const [report] = await console.read('report.list', { page: 'page' });
  expect(report).toMatchObject({ page: 'page', form: 'mobile' });
  const { status, body } = await console.get(`/api/monitoring/lighthouse/page/${report?.id}.html`);
  expect([status, body]).toEqual([200, '<p>report of 2000000</p>']);
}, 60_000);

it('a desk whose clock is ahead looks back from its own now', async () => {
  const [leader, follower] = await desks.sides();
  await until(
    () => leader.console.call('past.read', { at: new Date().toISOString() }),
    ({ ok }) => ok,
    100_000,
  );
  expect(await roleOf(follower)).toBe('follows');
  const now = new Date(Date.now() + AHEAD).toISOString();
  const seen = await follower.console.call('past.read', { at: now });
  expect(seen).toMatchObject({ ok: true, value: { gap: null } });
  const rule = { rule: 'down', labels: null, at: now } as never;
  expect(await follower.console.call('explain.read' as never, rule)).toMatchObject({ ok: true });
  // What lies ahead by its own clock has not come.
  const ahead = new Date(Date.now() + 2 * AHEAD).toISOString();
  expect(await follower.console.call('past.read', { at: ahead })).toMatchObject({ ok: false, error: { code: 'bad-input' } });
}, 120_000);

it('a desk that takes over has the pictures that are here: those of its predecessor lie there', async () => {
  const [leader, follower] = await desks.sides();
  await leader.console.kill();
  // Nobody has noticed yet, or has just taken over: either way the picture of before is there.
  await untilLeads(follower);
  expect((await follower.console.read('evidence.list', { target: PAGE })).map(({ at }) => at)).toEqual([1_000_000]);
}, 60_000);

it('after a take-over what is pushed goes on from what is read: nobody has to read all of it again each time', async () => {
  const [, leader] = desks.places;
  const stream = await pushesOf(leader);
  const read = new Set<number>();
  try {
    await until(
      async () => read.add((await leader.console.read('view.read', {})).revision),
      (revisions) => [...revisions].some((revision) => stream.froms.has(revision)),
      20_000,
    );
  } finally {
    stream.stop();
  }
}, 60_000);

/** The revisions from which this desk's pushes went, as they come. */
const pushesOf = async ({ console, folder }: Place): Promise<{ readonly froms: ReadonlySet<number>; stop(): void }> => {
  const froms = new Set<number>();
  const ending = new AbortController();
  const token = (await readFile(join(folder, 'admin-token'), 'utf8')).trim();
  const headers = { Authorization: `Bearer ${token}` };
  const { body } = await fetch(new URL('api/monitoring/stream', console.url), { headers, signal: ending.signal });
  void (async () => {
    for await (const bytes of body ?? [])
      for (const [, from] of Buffer.from(bytes)
        .toString()
        .matchAll(/"push":\{"from":(\d+)/g))
        froms.add(Number(from));
  })().catch(() => undefined);
  return { froms, stop: () => ending.abort() };
};
