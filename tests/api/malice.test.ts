import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BuiltCommand, buildCommand, clearAway, type Ended, QUIET, type Started, startOn } from './built.js';

let watchroom: BuiltCommand;
beforeAll(async () => {
  watchroom = await buildCommand();
}, 120_000);
afterAll(() => watchroom.remove());

let data: string;
let desk: Started | null = null;
beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'watchroom-malice-'));
});
afterEach(async () => {
  await clearAway(desk, data);
  desk = null;
});

const start = async (config?: string): Promise<URL> => {
  const started = startOn(watchroom, data, config);
  desk = started;
  return started.url;
};
const ask = (...args: string[]): Promise<Ended> => watchroom.run([...args, '--data', data]);

/** Runs a line in bash, in which `watchroom` is the command. */
const shell = (line: string): Promise<Ended> =>
  new Promise((done, failed) => {
    const say = `watchroom() { "${process.execPath}" "${watchroom.script}" "$@"; }; ${line}`;
    const child = spawn('bash', ['-c', say], { env: { PATH: process.env.PATH ?? '', HOME: data, WATCHROOM_DATA: data } });
    let [out, error] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      out += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      error += text;
    });
    child.once('error', failed).once('close', (code) => done({ code, out, error }));
  });

/** Anything that a terminal obeys, but line breaks. */
const OBEYED = /[^\P{Cc}\n]|[\u202a-\u202e\u2066-\u2069]/u;
const NAME = 'Form \u001b[2J\u001b]0;owned\u0007 of \u{1f600} \u202ekcatta\n0 critical';
const LONG = `A very ${'long '.repeat(400)}name`;

const EVIL = `${QUIET}rules:
  - { id: evil, name: ${JSON.stringify(NAME)}, severity: warning, category: infrastructure, when: { metric: process_resident_memory_bytes, above: 1 } }
  - { id: long, name: ${JSON.stringify(LONG.slice(0, 190))}, severity: warning, category: infrastructure, when: { metric: process_resident_memory_bytes, above: 1 } }
`;

describe('names that a terminal would obey', () => {
  it('are shown harmlessly by every command, and whole to machines', async () => {
    const url = await start(EVIL);
    await expect.poll(async () => (await ask('monitoring', 'alerts', '--json')).out, { timeout: 30_000 }).toContain('"evil"');
    const body = JSON.stringify({ action: 'test-alert', data: { user: NAME } });
    await fetch(new URL('/api/monitoring/dashboard', url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    await ask('calendar', 'done', 'fire-drill', '--note', NAME);
    for (const what of [
      ['monitoring', 'alerts'],
      ['monitoring', 'dashboard'],
      ['monitoring', 'enterprise'],
      ['monitoring', 'comprehensive'],
      ['monitoring', 'health-check'],
      ['explain', '--rule', 'evil'],
      ['calendar'],
      ['logs', 'monitoring'],
    ]) {
      const { out, error } = await watchroom.run([...what, '--data', data], { FORCE_COLOR: '0' });
      expect([what, OBEYED.exec(out + error)]).toEqual([what, null]);
    }
    const { out } = await ask('monitoring', 'alerts');
    expect(out).toContain('\\u001b[2J');
    expect(out).toContain('\\u202e');
    // A break in a name begins no line of its own.
    expect(out).not.toMatch(/^\s*0 critical/m);
    const alerts = JSON.parse((await ask('monitoring', 'alerts', '--json')).out) as {
      alerts: { rule: string; name: string }[];
    };
    expect(alerts.alerts.find(({ rule }) => rule === 'evil')?.name).toBe(NAME);
    const kept = JSON.parse((await ask('calendar', '--json')).out) as { tasks: { id: string; last: { note: string } }[] };
    expect(kept.tasks.find(({ id }) => id === 'fire-drill')?.last.note).toBe(NAME);
  }, 90_000);

  it('has colours only where they are wanted', async () => {
    const health = (environment: Record<string, string>) =>
      watchroom.run(['infrastructure', 'health', '--data', join(data, 'none')], environment);
    const red = '\u001b[31m';
    expect((await health({})).out).not.toContain('\u001b');
    expect((await health({ FORCE_COLOR: '1' })).out).toContain(red);
    expect(await health({ FORCE_COLOR: '1', NO_COLOR: '1' })).toMatchObject({ out: expect.stringContaining(red), error: '' });
    expect((await health({ FORCE_COLOR: '0' })).out).not.toContain('\u001b');
    expect((await health({ NO_COLOR: '1' })).out).not.toContain('\u001b');
    const json = await watchroom.run(['infrastructure', 'health', '--json', '--data', data], { FORCE_COLOR: '1' });
    expect(json.out).not.toContain('\u001b');
  }, 30_000);
});

describe.runIf(process.platform !== 'win32')('an answer that nobody takes', () => {
  it('is cut off quietly, with what was found out as its exit code', async () => {
    const lines = await shell('watchroom --help | head -1; echo "$PIPESTATUS"');
    expect(lines).toMatchObject({ out: 'watchroom COMMAND [OPTIONS]\n0\n', error: '' });
    const health = await shell('watchroom infrastructure health --data /nowhere | true; echo "$PIPESTATUS"');
    expect(health).toMatchObject({ out: '1\n', error: '' });
    expect(await shell('watchroom infrastructure health --data /nowhere 2>&1 >/dev/null | true')).toMatchObject({ error: '' });
  }, 30_000);

  it.runIf(process.platform === 'linux')(
    'is said not to be written where the disk is full',
    async () => {
      for (const what of ['--help', 'completion bash', 'infrastructure health', 'logs monitoring --json', 'preview --help']) {
        const { code, error } = await shell(`watchroom ${what} > /dev/full`);
        expect([what, code, error]).toEqual([what, 1, 'The answer could not be written: the disk is full.\n']);
      }
    },
    30_000,
  );

  it('does not end a watch', async () => {
    await writeFile(join(data, 'config.yml'), QUIET);
    const line = `watchroom start --headless --port 0 2>error.txt | head -1 & sleep 8; kill -TERM $(sed -n 's/.*"pid":\\([0-9]*\\).*/\\1/p' console.json) && echo it ran; wait; cat error.txt`;
    expect((await shell(`cd "${data}"; ${line}`)).out).toMatch(/is on watch\.\n?[\s\S]*it ran\n$/);
  }, 30_000);
});

describe('a mistake told to machines', () => {
  it.each([
    [['monitoring', 'alets'], 2, 'Did you mean “alerts”?'],
    [['monitoring', 'alerts', '--timefram', '3'], 2, 'Did you mean “--timeframe”?'],
    [['monitoring', 'alerts', '--timeframe', 'day'], 2, 'no timeframe'],
    [['monitoring', 'alerts'], 1, 'watchroom start'],
    [['bakup'], 2, 'Did you mean “backup”?'],
    [['explain'], 2, '--rule'],
    [['performance', 'budgt'], 2, 'Did you mean “budget”?'],
    [['performance', 'audit', 'www.example.org'], 2, 'no web address'],
    [['infrastructure', 'helth'], 2, 'Did you mean “health”?'],
    [['logs', 'erors'], 2, 'Did you mean “errors”?'],
    [['preview', 'emial'], 2, 'Did you mean “email”?'],
    [['restore'], 2, 'Name the backup'],
    [['restore', '/nowhere.tar.gz'], 1, 'there is no file'],
    [['backup'], 1, 'No backup was made'],
    [['store', 'migrate'], 2, 'Say where to'],
    [['store', 'migrate', '--to', 'mongodb://127.0.0.1:1/x'], 1, 'Not moved'],
    [['backtest', '--rule', 'none'], 2, 'none'],
    [['drill', '--report'], 1, 'watchroom start'],
    [['calendar', 'done', 'fire-dril'], 2, 'Did you mean “fire-drill”?'],
    [['verify-audit'], 2, 'There is no store'],
    [['check-config', '/nowhere.yml'], 2, 'no such file'],
  ] as const)('%j is JSON all the same, with exit code %d', async (args, code, words) => {
    const { out, ...ended } = await watchroom.run([...args, '--json', ...(args[0] === 'check-config' ? [] : ['--data', data])]);
    expect(ended).toEqual({ code, error: '' });
    expect(JSON.parse(out)).toMatchObject({ error: { code: expect.any(String), message: expect.stringContaining(words) } });
  });
});

describe('a configuration that was named and is not there', () => {
  it('is no reason to watch by another one', async () => {
    const missing = join(data, 'wach.yml');
    const refused = { code: 2, out: '', error: expect.stringMatching(/no configuration at .*wach\.yml[\s\S]*--config/) };
    expect(await watchroom.run(['start', '--headless', '--data', data, '--port', '0', '--config', missing])).toMatchObject(
      refused,
    );
    const environment = { WATCHROOM_CONFIG: missing };
    expect(await watchroom.run(['start', '--headless', '--data', data, '--port', '0'], environment)).toMatchObject(refused);
    expect(await readdir(data)).toEqual([]);
  });
});

describe('another program on the port of a console that was killed', () => {
  it('is told no token, whatever is asked', async () => {
    const url = await start();
    const token = (await readFile(join(data, 'admin-token'), 'utf8')).trim();
    desk?.child.kill('SIGKILL');
    await desk?.ended;
    const told: string[] = [];
    const fake = createServer((request, response) => {
      told.push(`${request.url} ${JSON.stringify(request.rawHeaders)}`);
      request.on('data', (part) => told.push(String(part)));
      response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true,"value":{},"proof":"x"}');
    });
    await new Promise<void>((done) => fake.listen(Number(url.port), '127.0.0.1', done));
    try {
      for (const args of [
        ['monitoring', 'alerts'],
        ['monitoring', 'test-alert'],
        ['calendar', 'done', 'restore', '--note', 'secret'],
        ['token', '--sign-in'],
        ['drill'],
        ['import', join(data, 'config.yml')],
      ]) {
        const { code, error } = await ask(...args);
        expect([args, code, error]).toEqual([args, 1, expect.stringContaining('It was not told the token.')]);
      }
      const health = await ask('infrastructure', 'health', '--json');
      expect(health.out).toContain('It was not told the token.');
      // What needs no console works without it.
      expect(await ask('backup', '--emergency')).toMatchObject({ code: 0 });
    } finally {
      fake.closeAllConnections();
      fake.close();
    }
    expect(told.length).toBeGreaterThan(6);
    expect(told.join('\n')).not.toContain(token);
    expect(told.join('\n')).not.toMatch(/authorization|secret/i);
  }, 60_000);

  it('learns nothing from the console about the token: each question has its own answer, and only a whole one has any', async () => {
    const url = await start();
    const proof = async (nonce: string) => (await fetch(new URL(`/identity?nonce=${nonce}`, url))).json();
    const [one, other] = ['a'.repeat(43), 'b'.repeat(43)];
    expect(await proof(one)).toEqual(await proof(one));
    expect(await proof(one)).not.toEqual(await proof(other));
    for (const wrong of ['', 'a', 'a'.repeat(44), '%0a'.repeat(43)])
      expect(await proof(wrong)).toMatchObject({ error: { code: 'bad-input', field: 'nonce' } });
  }, 30_000);
});

/** A store that takes a while to copy: what is in it beside the desk's own nobody looks at. */
const weigh = (megabytes: number): void => {
  const database = new DatabaseSync(join(data, 'watchroom.db'));
  database.exec('CREATE TABLE ballast (body BLOB)');
  const insert = database.prepare('INSERT INTO ballast VALUES (randomblob(1048576))');
  for (let n = 0; n < megabytes; n += 1) insert.run();
  database.close();
};

const hidden = async (folder: string): Promise<readonly string[]> =>
  (await readdir(folder).catch(() => [])).filter((name) => name.startsWith('.'));

/** Resolves once a work folder stands in `folder`, with something in it. */
const begun = async (folder: string): Promise<void> => {
  await expect
    .poll(
      async () => {
        const [work] = await hidden(folder);
        return work === undefined ? 0 : (await readdir(join(folder, work)).catch(() => [])).length;
      },
      { timeout: 20_000, interval: 5 },
    )
    .toBeGreaterThan(0);
};

describe.runIf(process.platform !== 'win32')('Ctrl+C in the midst of long work', () => {
  const interrupted = async ({ child, ended }: Started, signal: 'SIGINT' | 'SIGTERM' = 'SIGINT') => {
    child.kill(signal);
    const { out } = await ended;
    // As the shell sees it: 130, or 143.
    return [child.signalCode, out];
  };

  it('leaves nothing of a backup or a restore behind, and the next one works', async () => {
    await start();
    desk?.child.kill('SIGTERM');
    await desk?.ended;
    weigh(120);
    const kept = join(data, 'kept');
    const backup = ['backup', '--emergency', '--data', data, '--to', kept];
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const running = watchroom.start(backup);
      await begun(kept);
      expect(await interrupted(running, signal)).toEqual([signal, '']);
      expect(await readdir(kept)).toEqual([]);
    }
    // One that was killed cannot tidy up: the next does.
    const killed = watchroom.start(backup);
    await begun(kept);
    killed.child.kill('SIGKILL');
    await killed.ended;
    expect(await hidden(kept)).toHaveLength(1);
    expect(await watchroom.run(backup)).toMatchObject({ code: 0 });
    expect(await hidden(kept)).toEqual([]);

    const [name = ''] = await readdir(kept);
    const into = join(data, 'again');
    const restore = ['restore', join(kept, name), '--data', into];
    const restoring = watchroom.start(restore);
    await begun(into);
    expect(await interrupted(restoring)).toEqual(['SIGINT', '']);
    expect(await readdir(into)).toEqual([]);

    // Two at once into one folder: one of them is told that it is taken.
    const both = await Promise.all([watchroom.run(restore), watchroom.run(restore)]);
    expect(both.map(({ code }) => code).sort()).toEqual([0, 1]);
    expect(both.find(({ code }) => code === 1)?.error).toContain('holds a store already');
    expect((await readdir(into)).sort()).toEqual(['config.yml', 'watchroom.db']);
    expect(await watchroom.run(['verify-audit', '--data', into])).toMatchObject({ code: 0 });
  }, 120_000);

  it('ends a console in order, also where it comes twice at once, and a demonstration where only one of its two processes hears it', async () => {
    await start();
    desk?.child.kill('SIGINT');
    desk?.child.kill('SIGTERM');
    expect((await desk?.ended)?.code).toBe(0);
    expect(existsSync(join(data, 'console.json'))).toBe(false);
    const demo = watchroom.start(['demo', '--headless'], { TMPDIR: data });
    await demo.printed('Ctrl+C');
    expect((await readdir(data)).filter((name) => name.startsWith('watchroom-demo-'))).toHaveLength(1);
    demo.child.kill('SIGINT');
    expect((await demo.ended).code).toBe(0);
    const early = watchroom.start(['demo', '--headless'], { TMPDIR: data });
    await expect
      .poll(async () => (await readdir(data)).some((name) => name.startsWith('watchroom-demo-')), { interval: 5 })
      .toBe(true);
    early.child.kill('SIGINT');
    await early.ended;
    expect((await readdir(data)).filter((name) => name.startsWith('watchroom-demo-'))).toEqual([]);
  }, 60_000);

  it('is 130 for the shell', async () => {
    const line = 'mkfifo pipe; (sleep 3; pkill -INT -P $$ -f "score pipe") & watchroom score pipe; echo "code $?"';
    expect((await shell(`cd "${data}"; ${line}`)).out).toBe('code 130\n');
  }, 30_000);
});

describe('two commands at once', () => {
  it('do not get in each other’s way', async () => {
    await start();
    const kept = join(data, 'kept');
    const backups = await Promise.all([1, 2, 3].map(() => ask('backup', '--to', kept)));
    expect(backups.map(({ code, error }) => [code, error])).toEqual([1, 2, 3].map(() => [0, '']));
    for (const name of await readdir(kept))
      expect(await watchroom.run(['restore', join(kept, name), '--data', join(data, name), '--dry-run'])).toMatchObject({
        code: 0,
      });
    const fresh = join(data, 'fresh');
    const init = await Promise.all([1, 2].map(() => watchroom.run(['infrastructure', 'init', '--data', fresh])));
    expect(init.map(({ code }) => code)).toEqual([0, 0]);
    const both = [1, 2].map(() => watchroom.start(['start', '--headless', '--data', fresh, '--port', '0']));
    const ended = await Promise.race(both.map(({ ended: end }) => end));
    expect(ended).toMatchObject({ code: 2, error: expect.stringMatching(/another|already/i) });
    for (const { child, ended: end } of both) {
      child.kill('SIGTERM');
      await end;
    }
  }, 90_000);
});

/** As somebody else than the owner: an administrator's account may do everything. */
const NOBODY = 65_534;
describe.runIf(process.getuid?.() === 0)('an account that may not', () => {
  const asNobody = (args: readonly string[], environment: Record<string, string> = {}): Promise<Ended> =>
    new Promise((done, failed) => {
      const env = { PATH: process.env.PATH ?? '', HOME: '/nonexistent', ...environment };
      const child = spawn(process.execPath, [watchroom.script, ...args], { env, uid: NOBODY, gid: NOBODY });
      let [out, error] = ['', ''];
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        out += text;
      });
      child.stderr.setEncoding('utf8').on('data', (text: string) => {
        error += text;
      });
      child.once('error', failed).once('close', (code) => done({ code, out, error }));
    });
  const COMMANDS = [
    ['monitoring', 'alerts'],
    ['monitoring', 'health-check'],
    ['performance', 'budget'],
    ['performance', 'monitor'],
    ['explain', '--rule', 'x'],
    ['calendar'],
    ['export'],
    ['logs', 'errors'],
    ['infrastructure', 'init'],
    ['infrastructure', 'health'],
    ['backup'],
    ['verify-audit'],
    ['token', '--sign-in'],
    ['start', '--headless', '--port', '0'],
  ];

  it('read the data folder is told so by every command, without a word of our own workings', async () => {
    await start();
    await chmod(data, 0o700);
    for (const args of COMMANDS) {
      const { code, out, error } = await asNobody([...args, '--data', data]);
      expect([args, code === 1 || code === 2, out + error]).toEqual([
        args,
        true,
        expect.stringMatching(/may not|cannot be (?:read|written|used)|no permission/i),
      ]);
      expect([args, /\n {4}at |Watchroom failed/.exec(out + error)]).toEqual([args, null]);
    }
  }, 90_000);

  it('write where backups, reports and settings are to go is told so', async () => {
    await chmod(data, 0o755);
    const folder = join(data, 'theirs');
    await mkdir(folder, { mode: 0o555 });
    const config = join(data, 'secret.yml');
    await writeFile(config, QUIET, { mode: 0o600 });
    const own = join(data, 'own');
    await mkdir(own);
    await chmod(own, 0o777);
    expect(await asNobody(['infrastructure', 'init', '--data', own])).toMatchObject({ code: 0 });
    for (const args of [
      ['backup', '--data', own, '--to', join(folder, 'backups')],
      ['start', '--headless', '--data', folder, '--port', '0'],
      ['start', '--headless', '--data', own, '--port', '0', '--config', config],
      ['check-config', config],
      ['performance', 'budget', '--data', own, '--config', config],
    ]) {
      const { code, out, error } = await asNobody(args);
      expect([args, code === 1 || code === 2, out + error]).toEqual([
        args,
        true,
        expect.stringMatching(/may not|cannot be (?:read|written|used)/i),
      ]);
      expect([args, /\n {4}at |Watchroom failed/.exec(out + error)]).toEqual([args, null]);
    }
    const backup = await asNobody(['backup', '--data', own], { BACKUP_PATH: folder });
    expect(backup).toMatchObject({ code: 1, error: expect.stringContaining(`${folder} cannot be written`) });
  }, 60_000);

  it('write a report says so, and what was there before stays', async () => {
    await start();
    expect(existsSync(join(data, 'none'))).toBe(false);
    for (const [file, why] of [
      [join(data, 'none/report.html'), 'there is no such folder'],
      [data, 'it is a folder'],
    ])
      expect(await ask('monitoring', 'comprehensive', '--html', file ?? '')).toMatchObject({
        code: 1,
        error: expect.stringContaining(`${file} cannot be written: ${why}`),
      });
    await ask('monitoring', 'comprehensive', '--html', join(data, 'report.html'));
    expect((await stat(join(data, 'report.html'))).mode & 0o777).toBe(0o600);
    expect(await hidden(data)).toEqual([]);
    expect((await ask('monitoring', 'comprehensive', '--html', '/dev/null')).code).toBe(0);
    expect((await stat('/dev/null')).isCharacterDevice()).toBe(true);
  }, 60_000);
});
