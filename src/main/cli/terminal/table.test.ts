import { afterEach, describe, expect, it, vi } from 'vitest';
import { cut, widthOf, wrapped } from './columns.js';
import { harmless, oneLine, painted } from './printable.js';
import { table } from './table.js';

const HEAD = ['CHECK', 'STATE', ''];
const ROWS = [
  ['store', 'ok', 'Everything up to now is written.'],
  ['heartbeat', 'note', 'Not set up: nobody notices if this desk stops.'],
];
const widest = (text: string): number => Math.max(...text.split('\n').map(widthOf));

afterEach(() => vi.unstubAllEnvs());

describe('a table', () => {
  it('has columns as wide as their widest cell where it may be as wide as it is', () => {
    expect(table(HEAD, ROWS, { width: null }).split('\n')).toEqual([
      'CHECK      STATE',
      'store      ok     Everything up to now is written.',
      'heartbeat  note   Not set up: nobody notices if this desk stops.',
    ]);
  });

  it('breaks its text on a terminal that is narrower', () => {
    expect(table(HEAD, ROWS, { width: 46 }).split('\n')).toEqual([
      'CHECK      STATE',
      'store      ok     Everything up to now is',
      '                  written.',
      'heartbeat  note   Not set up: nobody notices',
      '                  if this desk stops.',
    ]);
  });

  it('gives each cell a line of its own on one that is narrower still', () => {
    expect(table(HEAD, ROWS.slice(0, 1), { width: 24 }).split('\n')).toEqual([
      'CHECK: store',
      '  STATE: ok',
      '  Everything up to now',
      '  is written.',
    ]);
  });

  it.each([20, 40, 60, 80, 200])('is never wider than a terminal of %d columns, whatever it holds', (width) => {
    const rows = [
      ['x'.repeat(300), '😀'.repeat(50), '監視'.repeat(90)],
      ...ROWS,
      ['', '', ''],
      ['e\u0301'.repeat(99), 'a b c', ''],
    ];
    expect(widest(table(HEAD, rows, { width }))).toBeLessThanOrEqual(width);
  });

  it('keeps its columns beside wide letters, and is not pushed apart by one endless name', () => {
    const rows = [
      ['😀 shop', 'ok', 'fine'],
      ['監視', 'ok', 'fine'],
      ['x'.repeat(5_000), 'ok', 'fine'],
    ];
    const lines = table(HEAD, rows, { width: null }).split('\n');
    expect(lines.slice(1, 3).map((line) => widthOf(line.slice(0, line.indexOf('ok'))))).toEqual([82, 82]);
    expect(lines[3]).toContain('x'.repeat(5_000));
  });

  it('has a row for a row, however many lines are in it', () => {
    expect(table(HEAD, [['a\nb\r\n  c', 'ok', 'x\u2028y']], { width: null }).split('\n')).toHaveLength(2);
  });
});

describe('words of others', () => {
  it.each([
    ['\u001b[2Jgone', '\\u001b[2Jgone'],
    ['\u009b31mred', '\\u009b31mred'],
    ['over\rwritten', 'over\\u000dwritten'],
    ['\u202etxt.exe', '\\u202etxt.exe'],
    ['bell\u0007 and \u007f', 'bell\\u0007 and \\u007f'],
    ['two\nlines\tand a tab, 😀 and e\u0301', 'two\nlines\tand a tab, 😀 and e\u0301'],
  ])('%j are shown as %j', (text, shown) => expect(harmless(text)).toBe(shown));

  it('stay JSON, with the same value', () => {
    const value = { name: '\u001b[2J \u009b \u007f \u202e "\\u001b" \n' };
    expect(JSON.parse(harmless(JSON.stringify(value)))).toEqual(value);
    expect(oneLine('a\n\nb')).toBe('a ⏎ b');
  });

  it('cannot paint, whatever colours we use', () => {
    vi.stubEnv('FORCE_COLOR', '1');
    const text = painted(table(HEAD, [['\u001b[32mfine', 'failed', '\u001b[0m']], { width: null, colour: () => 'bad' }));
    expect(
      text
        .split('\u001b')
        .slice(1)
        .map((part) => part.slice(0, part.indexOf('m') + 1)),
    ).toEqual(['[31m', '[0m']);
  });

  it('are broken between words, and within where a word is too long', () => {
    expect(wrapped('one two three', 7)).toEqual(['one two', 'three']);
    expect(wrapped('abcdefgh ij', 3)).toEqual(['abc', 'def', 'gh', 'ij']);
    expect(cut('监视监视', 5)).toBe('监视…');
  });
});
