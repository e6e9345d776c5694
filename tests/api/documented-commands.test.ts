import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { type BuiltCommand, buildCommand, type Started } from './built.js';

const ROOT = resolve(import.meta.dirname, '../..');
const text = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const documents = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' }).map((path) => `docs/${path}`),
]
  .filter((path) => path.endsWith('.md'))
  .sort();

/** A command as it is shown, without its comment. */
const commandsIn = (path: string): readonly string[] =>
  [...text(path).matchAll(/```(?:bash|sh)\n(.*?)```/gs)]
    .flatMap(([, block = '']) => block.replaceAll(/\\\n\s*/g, '').split('\n'))
    .map((line) => line.replace(/\s+# .*$/, '').trim())
    .filter((line) => line !== '');

const SHOWN = documents.flatMap((document) => commandsIn(document).map((command) => [document, command] as const));

/** What is not run here, and why: the beginning of the command, and where it is run instead. */
const NOT_RUN: Readonly<Record<string, string>> = {
  'npm install && npm ': 'fetches all packages, and then opens the app or runs every suite: .ci/run does both',
  'WATCHROOM_UPDATE_KEY="$(cat update-key.pem)" npm run package':
    'packs an app of 300 MB: tests/e2e/desktop/installers.spec.ts does, with a key of its own',
  'watchroom performance audit':
    'loads pages in a browser for a minute: tests/api/performance.test.ts does, on a page of its own',
  'watchroom performance ci': 'the same, with the same test',
  'watchroom restore watchroom-20261126T030000Z.tar.gz --to':
    'needs a MongoDB: tests/mongodb/backups.test.ts restores into one',
  'curl -i -X POST https://www.example.org/watch/KEY':
    'goes by the proxy of a site: tests/api/ingest.test.ts sends the same to the collector behind it',
  'watchroom store migrate --to': 'needs a MongoDB: tests/mongodb/migrate.test.ts moves there and back',
};
const whyNotRun = (command: string): string | undefined =>
  Object.entries(NOT_RUN).find(([beginning]) => command.startsWith(beginning))?.[1];

interface Answer {
  readonly code: number;
  readonly shows: RegExp;
  /** What it writes instead of printing. */
  readonly file?: string;
}

/** On Linux without a session bus a desk has no channel, and says that nobody would be told. */
const NO_CHANNEL = process.platform === 'linux' ? 1 : 0;

/** What prints something else than an answer, and a desk that is some seconds old cannot know. */
const OTHERWISE: Readonly<Record<string, Answer>> = {
  'curl "http://localhost:3000/api/monitoring/past?at=2026-11-14T03:12"': {
    code: 0,
    // The second where a minute has been recorded meanwhile.
    shows: /Nothing is recorded (yet|of that time)/,
  },
  'watchroom infrastructure health --data /var/lib/watchroom': { code: NO_CHANNEL, shows: /audit trail +ok/ },
  'watchroom score response-times.csv > scored.csv': { code: 0, shows: /^$/, file: 'scored.csv' },
  'watchroom export watch.yml': { code: 0, shows: /^$/, file: 'watch.yml' },
  'openssl genpkey -algorithm ed25519 -out update-key.pem': { code: 0, shows: /^$/, file: 'update-key.pem' },
};
const HEALTHY: Answer = { code: 0, shows: /./ };

const configOf = (site: string): string => `version: 1
profile: none
connectivity: { probes: [] }
sources: { host: { enabled: false }, ingest: {} }
targets: [{ id: booking, url: ${site}, every: 30s }]
rules:
  - { id: site-down, name: Site down, severity: critical, category: availability, when: { metric: up, below: 1, by: [target] } }
  - { id: slow-pages, name: Slow pages, severity: warning, category: performance, when: { metric: http_response_seconds, above: 2 } }
`;

let watchroom: BuiltCommand;
let desk: Started;
let work: string;
let data: string;
let address: string;
let alert: string;
let site: Server;
const transcript: string[] = [];

interface Shown {
  readonly code: number | null;
  readonly out: string;
}

/** Runs a line as somebody at a shell would, in a folder that has what the documents speak of. */
const shell = async (line: string): Promise<Shown> => {
  const env = {
    ...{ PATH: `${join(work, 'bin')}:${process.env.PATH}`, HOME: work, WATCHROOM_DATA: data },
    GITHUB_STEP_SUMMARY: join(work, 'summary.md'),
  };
  const child = spawn('bash', ['-c', line], { cwd: work, timeout: 60_000, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [out, error] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (part: string) => {
    out += part;
  });
  child.stderr.setEncoding('utf8').on('data', (part: string) => {
    error += part;
  });
  const code = await new Promise<number | null>((done) => child.once('close', done));
  transcript.push(`$ ${line}\n${out}${error}[${code}]\n`);
  return { code, out: out === '' ? error : out };
};

const ARCHIVE = 'watchroom-20261126T030000Z.tar.gz';

/** What stands in a document for what is somewhere else on each machine. */
const here = (command: string): string =>
  command
    .replaceAll('http://localhost:3000', address)
    .replaceAll('/var/lib/watchroom', data)
    .replaceAll('/srv/trial', join(work, 'trial'))
    .replaceAll('/srv/watchroom', join(work, `restored-${transcript.length}`))
    .replaceAll('/mnt/usb', join(work, 'usb'))
    .replaceAll('--rule ID', '--rule site-down')
    // A moment that this desk has seen.
    .replaceAll('at=03:12', `at=${new Date().toISOString()}`)
    .replaceAll('--at 03:12', `--at ${new Date().toISOString()}`)
    .replaceAll('a17-3', alert)
    .replaceAll('BACKUP_PASSPHRASE=…', 'BACKUP_PASSPHRASE=hunter2')
    .replaceAll('FILE.tar.gz.sealed', 'sealed.tar.gz.sealed')
    .replace(/^node \.ci/, `node ${join(ROOT, '.ci')}`)
    .replace('" node .ci', `" node ${join(ROOT, '.ci')}`)
    // What prints anew for ever is ended as by Ctrl+C.
    .replace(/^(.* --watch)$/, 'timeout --preserve-status -s INT 6 $1')
    .replace(/^curl /, 'curl -sS ');

const lay = (siteAddress: string): void => {
  mkdirSync(join(work, 'bin'));
  writeFileSync(join(work, 'bin/watchroom'), `#!/bin/sh\nexec "${process.execPath}" "${watchroom.script}" "$@"\n`, {
    mode: 0o755,
  });
  mkdirSync(join(work, 'usb'));
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(join(data, 'config.yml'), configOf(siteAddress));
  const days = Array.from({ length: 40 }, (_, n) => `${new Date(Date.UTC(2026, 9, 1, n)).toISOString()},${1 + (n % 7) / 10}`);
  writeFileSync(join(work, 'response-times.csv'), ['timestamp,value', ...days, ''].join('\n'));
  writeFileSync(
    join(work, 'slow-pages.yml'),
    'id: slow-pages\nname: Slow pages\nseverity: warning\ncategory: performance\nwhen: { metric: http_response_seconds, above: 1 }\n',
  );
  writeFileSync(
    join(work, 'lines.jsonl'),
    '{ "series": "queue_length", "value": 3 }\n{ "series": "queue_length", "value": 4 }\n',
  );
  writeFileSync(join(work, 'performance.config.ts'), 'export default { budgets: { javascript: 300 } };\n');
  writeFileSync(join(work, 'notes.md'), 'Quieter at night.\n');
  mkdirSync(join(work, 'release'));
  writeFileSync(join(work, 'release/latest-linux.yml'), 'version: 1.3.0\nfiles: []\n');
};

/** Two backups under the names of the documents. */
const backUp = async (): Promise<void> => {
  const made = JSON.parse((await shell('watchroom backup --emergency --json')).out) as { file: string };
  copyFileSync(made.file, join(work, ARCHIVE));
  const sealed = JSON.parse((await shell('P=hunter2 watchroom backup --passphrase-env P --json')).out) as { file: string };
  copyFileSync(sealed.file, join(work, 'sealed.tar.gz.sealed'));
};

beforeAll(async () => {
  watchroom = await buildCommand();
  work = mkdtempSync(join(tmpdir(), 'watchroom-documented-'));
  data = join(work, 'data');
  site = createServer((_, answer) => answer.end('<h1>Book</h1>'));
  await new Promise<void>((done) => site.listen(0, '127.0.0.1', done));
  lay(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  desk = watchroom.start(['start', '--headless', '--data', data, '--port', '0']);
  address = new URL(/http:\S+/.exec(await desk.printed('Ctrl+C'))?.[0] ?? '').origin;
  // Until the page was read, nothing is known of it.
  const isUp = async (): Promise<boolean> =>
    (await (await fetch(new URL('/api/monitoring/dashboard', address))).text()).includes('"state":"up"');
  await vi.waitFor(async () => expect(await isUp()).toBe(true), { timeout: 20_000, interval: 200 });
  await backUp();
  const body = JSON.stringify({ action: 'test-alert' });
  const headers = { 'content-type': 'application/json' };
  const sent = await fetch(new URL('/api/monitoring/dashboard', address), { method: 'POST', headers, body });
  alert = ((await sent.json()) as { alert: { id: string } }).alert.id;
}, 120_000);

afterAll(async () => {
  desk?.child.kill('SIGKILL');
  await desk?.ended;
  await watchroom?.remove();
  site?.close();
  // For people: every command with what it printed.
  mkdirSync(join(ROOT, 'test-results'), { recursive: true });
  writeFileSync(join(ROOT, 'test-results/documented-commands.txt'), transcript.join('\n'));
  rmSync(work, { recursive: true, force: true });
});

describe('a command that a document shows', () => {
  it.each(SHOWN.filter(([, command]) => whyNotRun(command) === undefined))('%s: %s', async (_, command) => {
    const { code, out } = await shell(here(command));
    const { code: wanted, shows, file } = OTHERWISE[command] ?? HEALTHY;
    expect({ code, out }).toEqual({ code: wanted, out: expect.stringMatching(shows) });
    if (file !== undefined) expect(readFileSync(join(work, file), 'utf8')).not.toBe('');
    if (command.startsWith('curl') && shows === HEALTHY.shows) expect(out).not.toContain('"error"');
  });

  it('is left out for a reason that still holds for one', () => {
    for (const beginning of Object.keys(NOT_RUN)) expect(SHOWN.some(([, command]) => command.startsWith(beginning))).toBe(true);
    for (const command of Object.keys(OTHERWISE)) expect(SHOWN.map(([, shown]) => shown)).toContain(command);
  });
});

/** Each script of the standard: what it prints for people, and its exit code on this desk. */
const SCRIPTS: Readonly<Record<string, Answer>> = {
  'monitoring:enterprise': { code: 0, shows: /Heartbeat not set up/i },
  'monitoring:dashboard': { code: 0, shows: /booking/ },
  'monitoring:alerts': { code: 0, shows: /Test alert/ },
  'monitoring:health-check': { code: 0, shows: /^CHECK +STATE/ },
  'monitoring:comprehensive': { code: 0, shows: /^# / },
  'performance:audit': { code: 2, shows: /./ },
  'performance:budget': { code: 0, shows: /./ },
  'performance:monitor': { code: 0, shows: /booking +[\d.]+ ms/ },
  'ci:performance': { code: 2, shows: /./ },
  'infrastructure:init': { code: 0, shows: /^CHECK +STATE/ },
  'infrastructure:health': { code: NO_CHANNEL, shows: /audit trail +ok +intact/ },
  'infrastructure:backup': { code: 0, shows: /\.tar\.gz \(\d/ },
  'emergency:backup': { code: 0, shows: /emergency.*\.tar\.gz \(\d/ },
  'logs:errors': { code: 0, shows: /./ },
  'logs:monitoring': { code: 0, shows: /console\.starting/ },
  'monitoring:start': { code: 2, shows: /another|already|port/i },
  'monitoring:test-alert': { code: NO_CHANNEL, shows: /reaches nobody|CHANNEL +STATE/ },
};

describe('a script of the standard', () => {
  // A test alert that is still open is not made twice.
  beforeEach(async () => {
    const body = JSON.stringify({ action: 'resolve', alertId: alert, data: { reason: 'Seen.' } });
    const headers = { 'content-type': 'application/json' };
    await fetch(new URL('/api/monitoring/dashboard', address), { method: 'POST', headers, body });
  });

  const { scripts } = JSON.parse(text('package.json')) as { scripts: Record<string, string> };
  const lineOf = (name: string): string => /node dist\/main\/cli\.js (.*)$/.exec(scripts[name] ?? '')?.[1] ?? '';

  it('is shown here, each of seventeen', () => {
    expect(Object.keys(SCRIPTS).sort()).toEqual(
      Object.keys(scripts)
        .filter((name) => name.includes(':'))
        .sort(),
    );
    expect(Object.keys(SCRIPTS)).toHaveLength(17);
  });

  it.each(Object.entries(SCRIPTS))('npm run %s shows its answer', async (name, { code, shows }) => {
    expect(await shell(`watchroom ${lineOf(name)}`)).toEqual({ code, out: expect.stringMatching(shows) });
  });

  it.each(Object.keys(SCRIPTS).filter((name) => name !== 'monitoring:start' && SCRIPTS[name]?.code !== 2))(
    'npm run %s answers machines with the same exit code',
    async (name) => {
      const { code, out } = await shell(`watchroom ${lineOf(name)} --json`);
      expect(code).toBe(SCRIPTS[name]?.code);
      expect(() => JSON.parse(out)).not.toThrow();
    },
  );
});
