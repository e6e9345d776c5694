import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createChance } from '../bench/score/chance.js';
import { type BuiltCommand, buildCommand, type Ended } from './built.js';

let watchroom: BuiltCommand;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchroom-score-'));
  watchroom = await buildCommand();
}, 120_000);
afterAll(async () => {
  await watchroom.remove();
  await rm(folder, { recursive: true, force: true });
});

const score = async (text: string): Promise<Ended & { readonly file: string }> => {
  const file = join(folder, 'series.csv');
  await writeFile(file, text);
  return { ...(await watchroom.run(['score', file])), file };
};

/** Five-minutely noise, with one stroke at row 700. */
const rows = (count: number): string[] => {
  const { normal } = createChance(1);
  return Array.from({ length: count }, (_, row) => {
    const at = new Date(Date.UTC(2026, 0, 1) + row * 300_000).toISOString().slice(0, 19).replace('T', ' ');
    return `${at},${(20 + normal() + (row === 700 ? 80 : 0)).toFixed(2)}`;
  });
};

describe('watchroom score', () => {
  it('prints every row as it was written, with its score', async () => {
    const input = rows(1_000);
    const { code, out, error } = await score(`timestamp,value\n${input.join('\n')}\n`);
    expect({ code, error }).toEqual({ code: 0, error: '' });
    const [head, ...lines] = out.trimEnd().split('\n');
    expect(head).toBe('timestamp,value,anomaly_score');
    expect(lines.map((line) => line.slice(0, line.lastIndexOf(',')))).toEqual(input);
    const scores = lines.map((line) => Number(line.slice(line.lastIndexOf(',') + 1)));
    expect(scores.every((value) => value >= 0 && value <= 1)).toBe(true);
    expect(scores.indexOf(Math.max(...scores))).toBe(700);
  });

  it('gives the first rows the same scores whatever follows', async () => {
    const whole = await score(`timestamp,value\n${rows(1_000).join('\n')}\n`);
    const part = await score(`timestamp,value\n${rows(710).join('\n')}`);
    expect(whole.out.startsWith(part.out)).toBe(true);
  });

  it('names the line at fault, and prints what was good before it', async () => {
    const { code, out, error, file } = await score('timestamp,value\r\n2026-01-01,1\r\n2026-01-02,oops\r\n');
    expect({ code, out }).toEqual({ code: 2, out: 'timestamp,value,anomaly_score\n2026-01-01,1,0\n' });
    expect(error).toBe(`${file}:3: “oops” is no value: expected a finite number such as 0.25.\n`);
  });

  it('refuses what is no series, and prints nothing then', async () => {
    expect(await score('')).toMatchObject({ code: 2, out: '', error: expect.stringContaining('the file is empty') });
    expect(await score('a,b\n1,2')).toMatchObject({ code: 2, out: '', error: expect.stringContaining('no column timestamp') });
    expect(await score('x'.repeat(300_000))).toMatchObject({
      code: 2,
      out: '',
      error: expect.stringContaining(':1: more than 65536 characters'),
    });
  });

  it('refuses a file that is not there, and a command line without one', async () => {
    const missing = join(folder, 'none.csv');
    expect(await watchroom.run(['score', missing])).toMatchObject({
      code: 2,
      out: '',
      error: expect.stringContaining(`${missing} cannot be read`),
    });
    expect(await watchroom.run(['score'])).toMatchObject({
      code: 2,
      error: expect.stringContaining('Name the file to score.'),
    });
  });
});
