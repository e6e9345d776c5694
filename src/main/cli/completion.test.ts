import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { COMMANDS } from './commands.js';
import { completionScript, SHELLS } from './completion/scripts.js';
import { takesOf } from './completion/takes.js';

const rows = Object.entries(COMMANDS).map(([name, { summary, takes }]) => ({ name, summary, takes }));
const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'watchroom-completion-'));
  mkdirSync(join(folder, 'watch-data'));
  writeFileSync(join(folder, 'watch.yml'), '');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What a real bash offers after these words, of which the last is unfinished. */
const offered = (...words: readonly string[]): readonly string[] => {
  const list = ['watchroom', ...words].map((word) => `'${word}'`).join(' ');
  // Outside of a completion that a person asked for, bash refuses \`compopt\`; it only says how the answer is shown.
  const script = `${completionScript('bash', rows)}
compopt() { :; }
COMP_WORDS=(${list}); COMP_CWORD=${words.length}
_watchroom
printf '%s\\n' "\${COMPREPLY[@]}"`;
  const text = execFileSync('bash', ['--norc', '-c', script], { cwd: folder, encoding: 'utf8' });
  return text.split('\n').filter((line) => line !== '');
};

describe.runIf(has('bash'))('bash', () => {
  it('completes every command', () => {
    expect(offered('')).toEqual([...Object.keys(COMMANDS), '--help', '--version']);
    expect(offered('mon')).toEqual(['monitoring']);
    expect(offered('inf')).toEqual(['infrastructure']);
  });

  it('completes the words and options of a command', () => {
    expect(offered('logs', '')).toEqual(['errors', 'monitoring', '--lines', '--json', '--data', '--help']);
    expect(offered('monitoring', 'he')).toEqual(['health-check']);
    expect(offered('monitoring', 'alerts', '--t')).toEqual(['--timeframe']);
    expect(offered('start', '--h')).toEqual(['--headless', '--help']);
  });

  it('completes files and folders where they belong, and nothing where only a person knows', () => {
    expect(offered('start', '--config', 'wa')).toEqual(expect.arrayContaining(['watch.yml']));
    expect(offered('start', '--data', 'wa')).toEqual(['watch-data']);
    expect(offered('restore', 'watch.')).toEqual(['watch.yml']);
    expect(offered('restore', '--d')).toEqual(['--data', '--dry-run']);
    expect(offered('logs', '--lines', '')).toEqual([]);
    expect(offered('no-such-command', '')).toEqual([]);
  });
});

describe('the scripts', () => {
  it.each(SHELLS)('for %s name every command, and every option of it', (shell) => {
    const script = completionScript(shell, rows);
    for (const { name, takes } of rows) {
      expect(script).toContain(name);
      for (const option of takesOf(takes).options) expect(script).toMatch(new RegExp(`(?:--|-l )${option.name}\\b`));
    }
  });

  it.each(SHELLS.filter(has))('are what %s can read', (shell) => {
    const { status, stderr } = spawnSync(shell, ['-n'], { input: completionScript(shell, rows), encoding: 'utf8' });
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  });
});

describe('the command table', () => {
  it.each(rows)('says of $name what its help says', async ({ name, takes }) => {
    const written: string[] = [];
    const spy = vi.spyOn(process.stdout, 'write').mockImplementation((text) => written.push(String(text)) > 0);
    const command = await COMMANDS[name as keyof typeof COMMANDS].load();
    await command(['--help']).finally(() => spy.mockRestore());
    const help = written.join('').split('\n\nExample')[0] ?? '';
    const told = new Set([...help.matchAll(/(?<![\w-])--([a-z][a-z-]+)/g)].map(([, option]) => option));
    const { options, words } = takesOf(takes);
    expect([...told].filter((option) => option !== 'help').sort()).toEqual(
      options
        .map((option) => option.name)
        .filter((option) => option !== 'help')
        .sort(),
    );
    for (const word of words) expect(help).toContain(word);
  });
});
