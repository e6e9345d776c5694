import { existsSync } from 'node:fs';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { runHeadless } from '../../src/main/app/headless.js';
import { type BuiltCommand, buildCommand, clearAway, QUIET, type Started, startOn } from './built.js';

let watchroom: BuiltCommand;
beforeAll(async () => {
  watchroom = await buildCommand();
}, 120_000);
afterAll(() => watchroom.remove());

let data: string;
let running: Started | null = null;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'watchroom-command-'));
});
afterEach(async () => {
  await clearAway(running, data);
  running = null;
});

const start = async (config?: string): Promise<URL> => {
  const started = startOn(watchroom, data, config);
  running = started;
  return started.url;
};

const stop = async (): Promise<number | null> => {
  running?.child.kill('SIGTERM');
  const ended = await running?.ended;
  running = null;
  return ended?.code ?? null;
};

const COMMANDS = [
  'start',
  'demo',
  'monitoring',
  'performance',
  'explain',
  'check-config',
  'export',
  'import',
  'drill',
  'calendar',
  'preview',
  'simulate',
  'backtest',
  'score',
  'infrastructure',
  'store',
  'backup',
  'restore',
  'logs',
  'token',
  'verify-audit',
  'completion',
];

describe('the command line', () => {
  it('says what there is', async () => {
    const help = await watchroom.run(['--help']);
    expect(help.code).toBe(0);
    for (const name of COMMANDS) expect(help.out).toContain(`  ${name} `);
    expect(await watchroom.run(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
  });

  it.each(COMMANDS)('explains %s with an example', async (name) => {
    expect(await watchroom.run([name, '--help'])).toMatchObject({
      code: 0,
      out: expect.stringContaining(`Example: watchroom ${name}`),
      error: '',
    });
  });

  it.each([
    [['strat'], 'Did you mean “start”?'],
    [['verify-adit'], 'Did you mean “verify-audit”?'],
    [['start', '--hedless'], '--hedless'],
    [['start', '--port', 'high'], 'no port'],
    [['start', 'now'], 'too many'],
    [['check-config'], 'Name the file'],
    [['infrastructure', 'destroy'], 'init, health'],
    [['restore'], 'Name the backup'],
    [['logs', 'weather'], 'errors, monitoring'],
    [['logs', 'errors', '--lines', 'all'], 'no number of lines'],
    [['token'], '--sign-in'],
    [['token', '--name', 'x', '--role', 'king'], 'no role'],
    [['explain'], '--rule'],
    [['explain', '--rule', 'up', '--labels', 'page'], 'form=inquiry'],
    [['explain', '--rule', 'up', '--scenario', 'no-such.yml'], 'no such file'],
    [['drill', '--over', 'soon'], '30s to 1h'],
    [['drill', '--over', '2s'], '30s to 1h'],
    [['preview'], 'Say which channel: email, slack, sms, desktop, webhook'],
    [['preview', 'emial'], 'Did you mean “email”?'],
    [['preview', 'email', '--example', 'firng'], 'Did you mean “firing”?'],
    [['preview', 'email', '--config', 'no-such.yml'], 'no such file'],
    [['monitoring', 'weather'], 'health-check'],
    [['monitoring', 'alerts', '--timeframe', 'day'], 'no timeframe'],
  ])('answers %j with exit code 2 and what is wrong', async (args, words) => {
    expect(await watchroom.run(args)).toMatchObject({ code: 2, out: '', error: expect.stringContaining(words) });
  });

  it.each([
    ['monitoring', 'alerts'],
    ['explain', '--rule', 'up'],
    ['token', '--sign-in'],
    ['import', 'FILE'],
    ['export'],
    ['drill'],
    ['drill', '--report'],
    ['preview', 'email'],
  ])('says how to start a console where %s needs one', async (...args) => {
    const file = join(data, 'other.yml');
    await writeFile(file, QUIET);
    const named = args.map((arg) => (arg === 'FILE' ? file : arg));
    expect(await watchroom.run([...named, '--data', data])).toMatchObject({
      code: 1,
      error: expect.stringContaining('watchroom start'),
    });
  });
});

describe('a console in the terminal', () => {
  it('serves, answers the commands, and stops in order', async () => {
    const signIn = await start();
    const entered = await fetch(signIn, { redirect: 'manual' });
    expect([entered.status, entered.headers.get('set-cookie')]).toEqual([303, expect.stringContaining('HttpOnly')]);
    const ask = (...args: string[]) => watchroom.run([...args, '--data', data]);

    expect(await ask('monitoring', 'health-check')).toMatchObject({ code: 0, out: expect.stringContaining('healthy') });
    expect(JSON.parse((await ask('monitoring', 'enterprise', '--json')).out)).toMatchObject({
      summary: { status: expect.any(String) },
    });
    expect(await ask('monitoring', 'dashboard')).toMatchObject({ code: 0, out: expect.stringContaining('No open alerts.') });
    // Without a session bus a console on Linux has no channel, and says so.
    const sent = process.platform === 'linux' ? { code: 1, words: 'reaches nobody' } : { code: 0, words: 'delivered' };
    expect(await ask('monitoring', 'test-alert')).toMatchObject({ code: sent.code, out: expect.stringContaining(sent.words) });
    const alerts = JSON.parse((await ask('monitoring', 'alerts', '--json')).out) as { alerts: unknown[] };
    expect(alerts.alerts).toEqual([expect.objectContaining({ isTest: true })]);

    const another = (await ask('token', '--sign-in')).out.trim();
    expect((await fetch(another, { redirect: 'manual' })).status).toBe(303);

    expect((await ask('export')).out).toBe(QUIET);
    const [good, bad] = [join(data, 'good.yml'), join(data, 'bad.yml')];
    await writeFile(good, `${QUIET}site: { name: Elsewhere }\n`);
    await writeFile(bad, 'version: 1\nprofil: none\n');
    expect(await ask('import', bad)).toMatchObject({ code: 1, error: expect.stringMatching(/bad\.yml:2:1 error:.*profile/) });
    expect(await ask('import', good)).toMatchObject({ code: 0, out: expect.stringContaining('In force') });
    expect((await ask('export')).out).toContain('Elsewhere');

    expect(await ask('verify-audit')).toMatchObject({ code: 0, out: expect.stringContaining('Intact') });
    expect(await stop()).toBe(0);
    expect(existsSync(join(data, 'console.json'))).toBe(false);
    expect((await ask('monitoring', 'health-check')).code).toBe(1);
    const kept = await ask('monitoring', 'enterprise');
    expect(kept).toMatchObject({ code: 1, out: expect.stringMatching(/nobody is watching since \d{4}-.*\nKept\s+[1-9]/) });
  }, 60_000);

  it('keeps the admin token and the audit trail over a restart, and a change in the trail is found', async () => {
    await start();
    const token = await readFile(join(data, 'admin-token'), 'utf8');
    await watchroom.run(['monitoring', 'test-alert', '--data', data]);
    await stop();
    await start();
    expect(await readFile(join(data, 'admin-token'), 'utf8')).toBe(token);
    await stop();
    const database = new DatabaseSync(join(data, 'watchroom.db'));
    database.exec('UPDATE audit SET body = replace(body, \'"at":1\', \'"at":2\') WHERE sequence = 1');
    database.close();
    expect(await watchroom.run(['verify-audit', '--data', data])).toMatchObject({
      code: 1,
      out: expect.stringContaining('entry 1'),
    });
  }, 60_000);
});

const FULL = `${QUIET}rules: [{ id: memory-full, severity: critical, category: infrastructure, when: { metric: process_resident_memory_bytes, above: 1000000000000 } }]\n`;

describe('asking why', () => {
  it('is answered by the running console, and by what it kept once it is stopped', async () => {
    await start(FULL);
    const why = (...args: string[]) => watchroom.run(['explain', '--rule', 'memory-full', '--data', data, ...args]);
    await expect
      .poll(async () => (await why()).out, { timeout: 20_000 })
      .toMatch(/Did not wake anyone: because the value is .* the limit is 1,000 GB\./);
    expect(JSON.parse((await why('--json')).out)).toMatchObject({
      basis: { kind: 'now' },
      explanation: { seen: { verdict: 'ok' } },
    });
    expect(await why('--labels', 'disk=none')).toMatchObject({
      code: 2,
      out: '',
      error: expect.stringContaining('no alert with these labels'),
    });
    expect(await why('--at', 'yesterday')).toMatchObject({ code: 2, error: expect.stringContaining('2h ago') });
    expect(await why('--at', '3d ago')).toMatchObject({ code: 2, error: expect.stringContaining('nobody watched yet') });
    const missed = await watchroom.run(['explain', '--rule', 'memory-ful', '--data', data]);
    expect(missed).toMatchObject({ code: 2, error: expect.stringContaining('Did you mean memory-full?') });
    const seenAt = new Date().toISOString();
    await stop();

    expect(await why()).toMatchObject({ code: 0, out: expect.stringContaining('because Watchroom was not running since') });
    const kept = JSON.parse((await why('--at', seenAt, '--json')).out) as object;
    expect(kept).toMatchObject({
      basis: { kind: 'replay' },
      explanation: { seen: { verdict: 'ok', threshold: 1_000_000_000_000 } },
    });
    expect(await why('--at', 'yesterday')).toMatchObject({ code: 2, error: expect.stringContaining('2h ago') });
  }, 60_000);

  it('of a scenario is answered for a moment of it', async () => {
    const file = 'tests/scenarios/60-form-failures-page-the-senior-team.yml';
    const why = (...args: string[]) =>
      watchroom.run(['explain', '--scenario', file, '--rule', 'revenue-form-failures', ...args]);
    expect(await why('--at', '1:05:00')).toMatchObject({ code: 0, out: expect.stringContaining('Woke: Email at 10:05') });
    expect(await why('--at', '62m')).toMatchObject({
      code: 0,
      out: expect.stringContaining('it fires at 10:05 if that goes on'),
    });
    expect(await why('--at', '9:00:00')).toMatchObject({
      code: 2,
      error: expect.stringContaining('after the end of the scenario'),
    });
    expect(await why('--at', 'noon')).toMatchObject({ code: 2, error: expect.stringContaining('1:05:00') });
  });
});

describe('a desktop app that cannot be had here', () => {
  it('is one line, and the same console for the browser', async () => {
    await writeFile(join(data, 'config.yml'), QUIET);
    running = watchroom.start(['start', '--data', data, '--port', '0']);
    const url = /http:\S+/.exec(await running.printed('Ctrl+C'))?.[0] ?? '';
    expect((await fetch(new URL('/healthz', url))).status).toBe(200);
    running.child.kill('SIGTERM');
    const { code, error } = await running.ended;
    expect(code).toBe(0);
    if (process.platform === 'linux') expect(error).toMatch(/^No desktop window: there is no display .*\n$/);
  });
});

describe('a console that cannot start says why, with exit code 2', () => {
  const refused = async (args: readonly string[] = []) =>
    watchroom.run(['start', '--headless', '--data', data, '--port', '0', ...args]);

  it('a port that another program has', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as { port: number };
    const ended = await refused(['--port', String(port)]);
    other.close();
    expect(ended).toMatchObject({ code: 2, error: expect.stringMatching(new RegExp(`Port ${port} .*taken[\\s\\S]*--port`)) });
  });

  it('a data folder that cannot be one', async () => {
    await writeFile(join(data, 'file'), '');
    expect(await watchroom.run(['start', '--headless', '--data', join(data, 'file')])).toMatchObject({
      code: 2,
      error: expect.stringMatching(/data folder .* cannot be written: there is a file/),
    });
  });

  it('a data folder that another console writes', async () => {
    await start();
    expect(await refused()).toMatchObject({ code: 2, error: expect.stringContaining(String(running?.child.pid)) });
    expect(await watchroom.run(['monitoring', 'health-check', '--data', data])).toMatchObject({ code: 0 });
  });

  it('a store that is none, and it stays as it was', async () => {
    const junk = 'not a database, but long enough to look like one '.repeat(100);
    await writeFile(join(data, 'watchroom.db'), junk);
    expect(await refused()).toMatchObject({ code: 2, error: expect.stringContaining('watchroom.db') });
    expect(await readFile(join(data, 'watchroom.db'), 'utf8')).toBe(junk);
  });

  it('a store from the future', async () => {
    const database = new DatabaseSync(join(data, 'watchroom.db'));
    database.exec('PRAGMA user_version = 999');
    database.close();
    expect(await refused()).toMatchObject({ code: 2, error: expect.stringMatching(/newer|future/i) });
  });

  it('a configuration with errors, where there never was a good one', async () => {
    await writeFile(join(data, 'config.yml'), 'version: 1\nprofil: none\n');
    expect(await refused()).toMatchObject({ code: 2, error: expect.stringMatching(/line 2[\s\S]*profile[\s\S]*check-config/) });
    expect(await readFile(join(data, 'config.yml'), 'utf8')).toBe('version: 1\nprofil: none\n');
  });

  it('but one that was good before starts with that, and says so', async () => {
    await start();
    await stop();
    const url = await start('version: 1\nprofil: none\n');
    const system = (await (await fetch(new URL('/api/monitoring/dashboard?type=system', url))).json()) as {
      banners: { text: string }[];
    };
    expect(system.banners.map(({ text }) => text).join()).toContain('last good');
  }, 60_000);

  it('a clock that was never set', async () => {
    vi.useFakeTimers({ now: 0, toFake: ['Date'] });
    const attempt = runHeadless({ configFile: null, dataFolder: data, port: 0, environment: {} });
    await expect(attempt).rejects.toMatchObject({ code: 'clock', message: expect.stringContaining('1970-01-01') });
    vi.useRealTimers();
    expect(existsSync(join(data, 'watchroom.db'))).toBe(false);
  });
});

describe('backup, restore and logs', () => {
  it('copy everything beside a running console, and give it to another folder, whole', async () => {
    await start();
    const to = join(data, 'kept');
    const made = await watchroom.run(['backup', '--data', data, '--to', to, '--json']);
    expect(made).toMatchObject({ code: 0, error: '' });
    const { file } = JSON.parse(made.out) as { file: string };
    const into = join(data, 'again');
    const restore = ['restore', file, '--data', into];
    expect(await watchroom.run([...restore, '--dry-run'])).toMatchObject({
      code: 0,
      out: expect.stringContaining('could be restored'),
    });
    expect(existsSync(join(into, 'watchroom.db'))).toBe(false);
    expect(await watchroom.run(restore)).toMatchObject({ code: 0, out: expect.stringContaining('watchroom.db, config.yml') });
    expect(await watchroom.run(['verify-audit', '--data', into])).toMatchObject({
      code: 0,
      out: expect.stringContaining('Intact'),
    });
    expect(await watchroom.run(['restore', file, '--data', data])).toMatchObject({
      code: 1,
      error: expect.stringContaining('holds a store already'),
    });
  });

  it('make an emergency backup while the console hangs, encrypted where a passphrase is named', async () => {
    await start();
    running?.child.kill('SIGSTOP');
    const order = ['backup', '--emergency', '--data', data, '--passphrase-env', 'SECRET', '--json'];
    const made = await watchroom.run(order, { SECRET: 'open sesame' });
    running?.child.kill('SIGCONT');
    expect(made.code).toBe(0);
    const { file } = JSON.parse(made.out) as { file: string };
    expect(file).toMatch(/watchroom-emergency-.*\.sealed$/);
    expect((await readFile(file)).toString('latin1')).not.toContain('profile');
    const restore = ['restore', file, '--data', join(data, 'again')];
    expect(await watchroom.run(restore)).toMatchObject({ code: 1, error: expect.stringContaining('--passphrase-env') });
    expect(await watchroom.run([...restore, '--passphrase-env', 'SECRET'], { SECRET: 'wrong' })).toMatchObject({ code: 1 });
    expect(await watchroom.run([...restore, '--passphrase-env', 'SECRET'], { SECRET: 'open sesame' })).toMatchObject({
      code: 0,
    });
  }, 60_000);

  it('say what is missing, and what was written down', async () => {
    expect(await watchroom.run(['backup', '--data', data])).toMatchObject({
      code: 1,
      error: expect.stringContaining('there is no store'),
    });
    expect(await watchroom.run(['logs', 'errors', '--data', data])).toMatchObject({
      code: 1,
      out: expect.stringContaining('There is no log'),
    });
    await start();
    expect(await watchroom.run(['logs', 'monitoring', '--data', data])).toMatchObject({
      code: 0,
      out: expect.stringContaining('console.starting'),
    });
    expect(await watchroom.run(['logs', 'errors', '--data', data])).toMatchObject({ code: 0, out: 'No errors or warnings.\n' });
  });
});

describe('infrastructure and the whole report', () => {
  it('make what is missing, and then find everything in order', async () => {
    const folder = join(data, 'new');
    expect(await watchroom.run(['infrastructure', 'health', '--data', folder])).toMatchObject({
      code: 1,
      out: expect.stringContaining('infrastructure init'),
    });
    const made = await watchroom.run(['infrastructure', 'init', '--data', folder, '--json']);
    expect(made.code).toBe(0);
    const { checks } = JSON.parse(made.out) as { checks: { what: string; state: string }[] };
    expect(checks.map(({ what }) => what)).toEqual(['init', 'data folder', 'store', 'audit trail', 'backups', 'disk']);
    expect(existsSync(join(folder, 'watchroom.db'))).toBe(true);
  });

  it('look at a running console part by part, and name what is wrong with it', async () => {
    await start();
    const looked = await watchroom.run(['infrastructure', 'health', '--data', data]);
    expect(looked.out).toMatch(/console +ok/);
    expect(looked.out).toMatch(/audit trail +ok +intact/);
    await watchroom
      .run(['infrastructure', 'init', '--data', data])
      .then(({ out }) => expect(out).toContain('A console runs here'));
  });

  it('tell everything in one document, for people, machines and browsers', async () => {
    await start();
    const html = join(data, 'report.html');
    const report = await watchroom.run(['monitoring', 'comprehensive', '--data', data, '--html', html]);
    for (const part of ['Service levels', 'Alerts', 'Targets', 'Performance', 'Business', 'The watch itself'])
      expect(report.out).toContain(`## ${part}`);
    expect(await readFile(html, 'utf8')).toContain('<h2>The watch itself</h2>');
    const machine = await watchroom.run(['monitoring', 'comprehensive', '--data', data, '--json']);
    expect(JSON.parse(machine.out)).toMatchObject({ hours: 24, summary: { status: expect.any(String) } });
  });
});

describe('commands that fail', () => {
  it.each([
    [['simulate', '--nope'], 2, /^Unknown option '--nope'\nSee: watchroom simulate --help\n$/],
    [['simulate'], 2, /^Name the scenario to play\.\nSee: watchroom simulate --help\n$/],
    [['check-config', '.'], 2, /^\.: cannot be read: it is a folder\n$/],
    [['logs', 'errors', '--lines', '-5'], 2, /^“--lines” needs a value; one that begins with a dash is written --lines=-5\.\n/],
    [['logs', 'errors', '--lines'], 2, /^“--lines” needs a value/],
    [['simulate', '.'], 2, /^\. cannot be read: it is a folder\.\n$/],
    [['score', 'none.csv'], 2, /^none\.csv cannot be read: there is no such file\./],
    [
      ['start', '--headless', '--config', '.', '--port', '0'],
      2,
      /^Watchroom cannot start\. \. cannot be used: it is a folder\.\nName a file\.\n$/,
    ],
  ])('say why, and what to do: %j', async (args, code, words) => {
    const place = args[0] === 'start' ? ['--data', data] : [];
    expect(await watchroom.run([...args, ...place])).toMatchObject({ code, out: '', error: expect.stringMatching(words) });
  });

  it.each([
    [['backup', '--data'], 1, 'no-store'],
    [['verify-audit', '--data'], 2, 'missing'],
    [['monitoring', 'health-check', '--data'], 1, 'not-running'],
    [['restore', 'none.tar.gz', '--data'], 1, 'not-a-backup'],
  ])('tell machines in JSON: %j', async (args, code, error) => {
    const ended = await watchroom.run([...args, data, '--json']);
    expect(ended).toMatchObject({ code, error: '' });
    expect(JSON.parse(ended.out)).toMatchObject({ error: { code: error, message: expect.any(String) } });
  });
});
