import { describe, expect, it } from 'vitest';
import { createSeriesReader } from './series-file.js';

/** The rows of a file as [time, value], or the problem that ends it. */
const readAll = (text: string): unknown => {
  const reader = createSeriesReader();
  const rows: [string, number][] = [];
  for (const line of text === '' ? [] : text.split('\n')) {
    const read = reader.read(line);
    if (!read.ok) return `${read.error.line}: ${read.error.message}`;
    if (read.value !== null) rows.push([new Date(read.value.at).toISOString(), read.value.value]);
  }
  const end = reader.end();
  return end.ok ? rows : `${end.error.line}: ${end.error.message}`;
};

const HEAD = 'timestamp,value';

describe('a file with a series', () => {
  it.each([
    ['2026-01-31 23:55:00', '2026-01-31T23:55:00.000Z'],
    ['2026-01-31T23:55:00.5Z', '2026-01-31T23:55:00.500Z'],
    ['2026-01-31 23:55', '2026-01-31T23:55:00.000Z'],
    ['2026-01-31', '2026-01-31T00:00:00.000Z'],
    ['2026-02-01T01:55:00+02:00', '2026-01-31T23:55:00.000Z'],
    ['2026-01-31T18:25:00-0530', '2026-01-31T23:55:00.000Z'],
    ['1769903700', '2026-01-31T23:55:00.000Z'],
    ['1769903700000', '2026-01-31T23:55:00.000Z'],
  ])('reads the time %s', (written, read) => {
    expect(readAll(`${HEAD}\n${written},1`)).toEqual([[read, 1]]);
  });

  it('finds its columns by name, in any order, among others, quoted or not', () => {
    expect(readAll('\uFEFFhost,"Value",timestamp\n"a, b",-1.5e2,"2026-01-31 23:55:00"\n\n')).toEqual([
      ['2026-01-31T23:55:00.000Z', -150],
    ]);
  });

  it('takes two rows of the same moment', () => {
    expect(readAll(`${HEAD}\n2026-01-31,1\n2026-01-31,2`)).toHaveLength(2);
  });

  it.each([
    ['', '1: the file is empty'],
    ['\n2026-01-31,1', '1: an empty line: expected a head'],
    ['time,value\n2026-01-31,1', '1: no column timestamp: expected a head with the columns timestamp,value'],
    ['a,b', '1: no column timestamp and no column value'],
    [HEAD, '2: no rows follow the head'],
    [`${HEAD}\n2026-01-31`, '2: 1 cell: expected 2, as in the head'],
    [`${HEAD}\n2026-01-31,1,2`, '2: 3 cells: expected 2'],
    [`${HEAD}\n2026-01-31,1\n2026-02-01,abc`, '3: “abc” is no value: expected a finite number'],
    [`${HEAD}\n2026-01-31,`, '2: “” is no value'],
    [`${HEAD}\n2026-01-31,NaN`, '2: “NaN” is no value'],
    [`${HEAD}\n2026-01-31,-Infinity`, '2: “-Infinity” is no value'],
    [`${HEAD}\n2026-01-31,1e999`, '2: “1e999” is no value'],
    [`${HEAD}\n2026-01-31,0x10`, '2: “0x10” is no value'],
    [`${HEAD}\nyesterday,1`, '2: “yesterday” is no timestamp: expected one such as'],
    [`${HEAD}\n2026-02-30 10:00:00,1`, '2: “2026-02-30 10:00:00” is no timestamp'],
    [`${HEAD}\n2026-01-31 24:00:00,1`, '2: “2026-01-31 24:00:00” is no timestamp'],
    [
      `${HEAD}\n2026-01-31 10:05:00,1\n2026-01-31 10:00:00,1`,
      '3: “2026-01-31 10:00:00” is before “2026-01-31 10:05:00” above it',
    ],
    [`${HEAD}\n2026-01-31,1\n\n2026-02-01,1`, '3: an empty line'],
  ])('refuses %j', (text, problem) => {
    expect(readAll(text)).toContain(problem);
  });
});
