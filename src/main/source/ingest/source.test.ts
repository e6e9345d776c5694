import { createHmac } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { createScriptedIngest, FEED, type ScriptedIngest, T0 } from '../../../../tests/support/ingest.js';
import type { IngestFeed } from '../../core/port/feeds.js';
import { after, hours } from '../../core/time/instant.js';

let given: ScriptedIngest;
let feed: IngestFeed;
let { clock, source, hooks, taken, send, said } = {} as ScriptedIngest;

beforeEach(() => {
  feed = FEED;
  given = createScriptedIngest(() => feed);
  ({ clock, source, hooks, taken, send, said } = given);
});

const faultsOf = async (answer: ReturnType<typeof send>) => {
  const got = await answer;
  return (got.ok ? got.value : got.error.receipt)?.faults ?? [];
};

describe('lines', () => {
  it('become samples under their own name, with what says where they come from', async () => {
    const answer = await send({ series: 'lcp_seconds{page="home",device="mobile"}', value: 2.1, at: '2026-11-26T09:01:00Z' });
    expect(answer).toEqual({ ok: true, value: { accepted: 1, refused: 0, faults: [] } });
    expect(said()).toEqual(['lcp_seconds{device="mobile",page="home",source="ingest"} 2.1 -60000']);
  });

  it('cannot say that they come from elsewhere', async () => {
    await send({ series: 'up{source="http",target="home"}', value: 0 });
    expect(said()).toEqual(['up{source="ingest",target="home"} 0 0']);
  });

  it('refuse only themselves, by their number and with what is wrong', async () => {
    const text = [
      '{"series":"cls","value":0.1}',
      'nonsense',
      '',
      '{"event":"form_submision","form":"inquiry"}',
      '{"series":"cls","value":"x"}',
    ].join('\n');
    const answer = await source.take(text);
    expect(answer).toMatchObject({ ok: true, value: { accepted: 1, refused: 3 } });
    expect(answer.ok && answer.value.faults).toEqual([
      { line: 2, message: 'is no JSON' },
      { line: 4, message: 'names the unknown event "form_submision"; did you mean form_submission?' },
      { line: 5, message: '"value" must be a number' },
    ]);
  });

  it('are all refused where none is good, and nothing is taken', async () => {
    const answer = await send({ event: 'form_submission', form: 'inquiry' });
    expect(answer).toMatchObject({ ok: false, error: { code: 'bad-input', message: expect.stringContaining('outcome') } });
    expect(taken).toEqual([]);
  });

  it('may be one object, a list, or one object over several lines', async () => {
    await source.take('{"series":"cls","value":0.1}');
    await source.take('[{"series":"cls","value":0.2},{"series":"cls","value":0.3}]');
    await source.take('{\n  "series": "cls",\n  "value": 0.4\n}');
    expect(taken.map(({ value }) => value)).toEqual([0.1, 0.2, 0.3, 0.4]);
  });

  it('of one moment are all kept, each at an instant of its own', async () => {
    await send(...[1, 2, 3].map((value) => ({ series: 'cls', value })));
    expect(taken.map(({ at }) => at - T0)).toEqual([0, 1, 2]);
  });

  it('from the future or from long ago are refused', async () => {
    const late = send({ series: 'cls', value: 1, at: T0 + 120_000 }, { series: 'cls', value: 1, at: '2026-11-01T00:00:00Z' });
    expect((await faultsOf(late)).map(({ message }) => message)).toEqual([
      'is from the future: set the clock of the sender',
      'is over 14 days old',
    ]);
  });

  it('with ever new labels are refused once they are too many, and the known ones go on', async () => {
    await source.take(JSON.stringify(Array.from({ length: 5_000 }, (_, n) => ({ series: `cls{page="p${n}x"}`, value: 1 }))));
    const faults = await faultsOf(send({ series: 'cls{page="p7x"}', value: 2 }, { series: 'cls{page="new"}', value: 2 }));
    expect(faults).toEqual([{ line: 2, message: expect.stringContaining('5000 series') }]);
  });

  it('are answered only once they are kept, and refused while the store cannot write', async () => {
    given.keep = () => Promise.reject(new Error('disk full'));
    expect(await send({ series: 'cls', value: 1 })).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  });
});

describe('events', () => {
  it('raise counters that begin at nothing, so that the first failure is a rise', async () => {
    await send({ event: 'form_submission', form: 'inquiry', outcome: 'failure', page: '/inquire?name=Jane', device: 'mobile' });
    const labels = 'device="mobile",form="inquiry",page="inquire",source="ingest"';
    expect(said()).toEqual([
      `form_submissions_total{${labels}} 0 -1`,
      `form_submissions_total{${labels}} 1 0`,
      `form_failures_total{${labels}} 0 -1`,
      `form_failures_total{${labels}} 1 0`,
    ]);
  });

  it('of one sending raise a counter once, by all of them', async () => {
    const event = { event: 'page_view', page: '/' };
    await send(event, event, { ...event, failed: true });
    expect(said().filter((line) => line.endsWith(' 0'))).toEqual([
      'page_views_total{page="home",source="ingest"} 3 0',
      'page_views_failed_total{page="home",source="ingest"} 1 0',
    ]);
  });

  it('sent twice under one id count once', async () => {
    const event = { event: 'form_submission', form: 'booking', outcome: 'success', id: 'abc' };
    await send(event);
    await send(event, { ...event, id: 'def' });
    expect(taken.filter(({ series }) => series.name === 'form_submissions_total').at(-1)?.value).toBe(2);
  });

  it('become shares of the last hour, every five minutes, and only of enough', async () => {
    const visits = (count: number) => Array.from({ length: count }, () => ({ event: 'page_view', page: '/', entry: true }));
    const forms = (count: number, outcome: string) =>
      Array.from({ length: count }, () => ({ event: 'form_submission', form: 'inquiry', outcome }));
    await send(...visits(40), ...forms(8, 'success'), ...forms(1, 'failure'));
    await clock.advance(200_000);
    await send({ event: 'page_view', page: '/' });
    const shares = taken.filter(({ series }) => series.name.endsWith('_ratio')).map(({ id, value }) => `${id} ${value}`);
    // Nine forms are too few to judge by; forty page views and forty visits are not.
    expect(shares).toEqual(['error_ratio{source="ingest"} 0', 'conversion_ratio{source="ingest"} 0.2']);
  });

  it.each([
    [{ event: 'session', seconds: 1e12, pages: 2 }, 'seconds'],
    [{ event: 'session', seconds: -1, pages: 2 }, 'seconds'],
    [{ event: 'session', seconds: 60, pages: 1e9 }, 'pages'],
    [{ event: 'revenue', amount: 1e12, form: 'booking' }, 'amount'],
    [{ name: 'LCP', value: 1e9 }, 'value'],
    [{ series: 'lcp_seconds', value: 3_600 }, 'value'],
    [{ series: 'session_duration_seconds', value: 1e12 }, 'value'],
    [{ series: 'queue_length', value: 1e300 }, 'value'],
  ])('beyond all sense are refused, with the name of the field: %o', async (line, field) => {
    expect(await send(line)).toMatchObject({ ok: false, error: { message: expect.stringContaining(`"${field}"`) } });
    expect(taken).toEqual([]);
  });

  it('beyond all sense leave the mean of the others as it is', async () => {
    await send(...Array.from({ length: 60 }, () => ({ event: 'session', seconds: 120, pages: 3 })), {
      event: 'session',
      seconds: 1e12,
      pages: 2,
    });
    await clock.advance(200_000);
    await send({ event: 'page_view', page: '/' });
    expect(taken.filter(({ series }) => series.name === 'session_duration_seconds').map(({ value }) => value)).toEqual([120]);
  });

  it('of builds and deployments are told by their status', async () => {
    await send({ event: 'build', status: 'failed', project: 'site', branch: 'main' }, { event: 'deploy', project: 'site' });
    expect(said()).toEqual([
      'build{branch="main",project="site",source="ingest",status="failed"} 1 0',
      'deploy{project="site",source="ingest"} 1 0',
    ]);
  });
});

describe('what the web-vitals library sends', () => {
  it('is kept in our units, and a newer value of the same measurement takes the place of the earlier', async () => {
    const beacon = {
      name: 'LCP',
      value: 2_400,
      delta: 2_400,
      rating: 'good',
      id: 'v5-1',
      navigationType: 'navigate',
      page: '/',
    };
    await send(beacon, { ...beacon, value: 2_600 }, { name: 'CLS', value: 0.08, id: 'v5-2', entries: [{}] });
    expect(said()).toEqual([
      'lcp_seconds{page="home",source="ingest"} 2.4 0',
      'lcp_seconds{page="home",source="ingest"} 2.6 0',
      'cls{source="ingest"} 0.08 0',
    ]);
  });
});

describe('messages of services', () => {
  const run = {
    action: 'completed',
    workflow_run: {
      id: 7,
      name: 'Build and test',
      head_branch: 'main',
      conclusion: 'failure',
      updated_at: '2026-11-26T09:01:30Z',
    },
    repository: { full_name: 'tutors/site' },
  };
  const body = JSON.stringify(run);
  const signature = `sha256=${createHmac('sha256', 'hush').update(body).digest('hex')}`;

  it('of GitHub become builds where they are signed', async () => {
    expect(await source.takeSigned({ from: 'github', body, signature })).toMatchObject({ ok: true, value: { accepted: 1 } });
    expect(said()).toEqual([
      'build{branch="main",project="tutors/site",source="builds",status="failed",target="github",workflow="Build-and-test"} 1 -30000',
    ]);
  });

  it('are heard of as builds that need not be asked for, once they are kept', async () => {
    given.keep = () => Promise.reject(new Error('the disk is full'));
    await source.takeSigned({ from: 'github', body, signature });
    expect(hooks.speaks('github', 'tutors/site', T0)).toBe(false);
    given.keep = async () => undefined;
    await source.takeSigned({ from: 'github', body, signature });
    expect(hooks.speaks('github', 'Tutors/site', T0)).toBe(true);
    expect(hooks.speaks('github', 'tutors/other', T0)).toBe(false);
    expect(hooks.speaks('github', 'tutors/site', after(T0, hours(1)))).toBe(false);
  });

  const sendHook = (message: object) => {
    const text = JSON.stringify(message);
    const signed = `sha256=${createHmac('sha256', 'hush').update(text).digest('hex')}`;
    return source.takeSigned({ from: 'github', body: text, signature: signed });
  };
  const runWith = (change: object, repository: object = run.repository) => ({
    ...run,
    workflow_run: { ...run.workflow_run, ...change },
    repository,
  });

  it.each([
    ['another branch', runWith({ head_branch: 'feature-x' }), /not of the branch main/],
    ['another repository', runWith({}, { full_name: 'someone/else' }), /not of tutors\/site/],
    ['a fork', runWith({ event: 'pull_request', head_repository: { full_name: 'stranger/site' } }), /of a fork/],
  ])('of %s are passed over, and the answer says why', async (_, message, why) => {
    expect(await sendHook(message)).toMatchObject({ value: { accepted: 0, note: expect.stringMatching(why) } });
    expect(taken).toEqual([]);
    expect(hooks.speaks('github', 'tutors/site', T0)).toBe(false);
  });

  it('are of the default branch where none is written, and of every one where that is asked for', async () => {
    feed = { ...FEED, github: FEED.github === null ? null : { ...FEED.github, branch: null } };
    const trunk = { full_name: 'tutors/site', default_branch: 'trunk' };
    await sendHook(runWith({}, trunk));
    expect(taken).toEqual([]);
    await sendHook(runWith({ head_branch: 'trunk' }, trunk));
    expect(taken).toHaveLength(1);
    feed = { ...FEED, github: FEED.github === null ? null : { ...FEED.github, branch: '*' } };
    await sendHook(runWith({ id: 8, head_branch: 'feature-x' }, trunk));
    expect(taken).toHaveLength(2);
  });

  it('of long ago are history that no rule looks at, and say nothing of whether new ones come', async () => {
    await sendHook(runWith({ updated_at: '2026-11-13T09:01:30Z' }));
    expect(said()[0]).toMatch(/^build\{.*judged="no".*status="failed"/);
    expect(hooks.speaks('github', 'tutors/site', T0)).toBe(false);
  });

  it('sent once more are the same sample, also by a desk that has started anew', async () => {
    await source.takeSigned({ from: 'github', body, signature });
    const anew = createScriptedIngest(() => feed);
    await anew.clock.advance(60_000);
    await anew.source.takeSigned({ from: 'github', body, signature });
    expect(new Set([...said(), ...anew.said()]).size).toBe(1);
  });

  it('of Vercel are of the project, and of production', async () => {
    const message = (change: object) => ({
      ...{ id: 'e1', type: 'deployment.error', createdAt: T0 - 30_000 },
      payload: { deployment: { name: 'site', meta: { githubCommitRef: 'main' } }, target: 'production', ...change },
    });
    const sendVercel = (given: object) => {
      const text = JSON.stringify(given);
      const signed = createHmac('sha1', 'mum').update(text).digest('hex');
      return source.takeSigned({ from: 'vercel', body: text, signature: signed });
    };
    expect(await sendVercel(message({ target: null }))).toMatchObject({
      value: { note: expect.stringContaining('production') },
    });
    expect(await sendVercel(message({ deployment: { name: 'shop' } }))).toMatchObject({ value: { accepted: 0 } });
    expect(taken).toEqual([]);
    expect(await sendVercel(message({}))).toMatchObject({ value: { accepted: 1 } });
  });

  it('are taken from branches with any name', async () => {
    feed = { ...FEED, github: FEED.github === null ? null : { ...FEED.github, branch: '*' } };
    const odd = JSON.stringify({ ...run, workflow_run: { ...run.workflow_run, head_branch: 'fix it (again)' } });
    const signed = `sha256=${createHmac('sha256', 'hush').update(odd).digest('hex')}`;
    expect(await source.takeSigned({ from: 'github', body: odd, signature: signed })).toMatchObject({ value: { accepted: 1 } });
    expect(said()[0]).toContain('branch="fix-it-again-"');
  });

  it('are refused with a wrong signature, or where no secret is set', async () => {
    const wrong = await source.takeSigned({ from: 'github', body: `${body} `, signature });
    expect(wrong).toMatchObject({ error: { code: 'unauthenticated' } });
    feed = { ...FEED, vercelSecret: null };
    expect(await source.takeSigned({ from: 'vercel', body, signature })).toMatchObject({ error: { code: 'forbidden' } });
    expect(taken).toEqual([]);
  });
});

describe('its health', () => {
  it('says nothing before anything came, then what was refused, for a while', async () => {
    expect(source.row()).toBeNull();
    await send({ series: 'cls', value: 1 }, { event: 'x' });
    expect(source.row()).toMatchObject({ state: 'failing', lastAt: T0, text: expect.stringContaining('line 2') });
    await clock.advance(16 * 60_000);
    expect(source.row()).toMatchObject({ state: 'ok', text: '' });
  });
});
