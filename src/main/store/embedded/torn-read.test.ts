import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { commitOf, KEEP, START, samplesOf, seriesNamed, temporaryFolder } from '../../../../tests/support/store.js';
import { seriesId } from '../../core/sample/series.js';
import { days, instant } from '../../core/time/instant.js';
import { openOperations } from './open-operations.js';
import type { Operations } from './operations.js';
import { createPacker } from './packed.js';
import { RETAIN_START, type RetainPlace } from './retain.js';

const between = vi.hoisted(() => ({ statements: null as ((text: string) => void) | null }));

/** Lets a test do something between two statements of a reader. */
vi.mock('./sql.js', async (original) => {
  const real = await original<typeof import('./sql.js')>();
  return {
    ...real,
    connect: (...args: Parameters<typeof real.connect>) => {
      const sql = real.connect(...args);
      if (args[1].readOnly !== true) return sql;
      const rows: typeof sql.rows = (text, ...values) => {
        between.statements?.(text);
        return sql.rows(text, ...values);
      };
      return { ...sql, rows };
    },
  };
});

let place: ReturnType<typeof temporaryFolder>;
const opened: Operations[] = [];

beforeEach(() => {
  place = temporaryFolder();
});

afterEach(() => {
  between.statements = null;
  for (const operations of opened.splice(0)) operations.close();
  place.remove();
});

const open = (access: 'write' | 'read'): Operations => {
  const operations = openOperations(join(place.folder, 'watchroom.db'), access);
  opened.push(operations);
  return operations;
};

/** One slice of retention at a place. */
const retain = (writer: Operations, place: RetainPlace) => writer.retainSlice(KEEP, instant(START + days(1)), place);

const UP = seriesNamed('up');
const SAMPLES = samplesOf(UP, START, 60_000, 50, (i) => i);
const rawOf = (reader: Operations): number => reader.raw(seriesId(UP), START, instant(START + days(1))).length / 2;

it('a command that reads while the console seals an hour sees each of its samples', () => {
  const writer = open('write');
  writer.commit(createPacker()(commitOf({ samples: SAMPLES })));
  retain(writer, RETAIN_START);
  const reader = open('read');
  between.statements = (text) => {
    if (!text.includes('FROM hot')) return;
    between.statements = null;
    expect(retain(writer, { part: 'series', after: 0 }).sealed).toBe(1);
  };
  expect(rawOf(reader)).toBe(50);
  expect(rawOf(reader)).toBe(50);
});

it('a command that reads while the console sorts what is fresh sees each of its samples once', () => {
  const writer = open('write');
  writer.commit(createPacker()(commitOf({ samples: SAMPLES })));
  const reader = open('read');
  const countHot = () => reader.figures().samples;
  expect([rawOf(reader), countHot()]).toEqual([50, 50]);
  between.statements = (text) => {
    if (!text.includes('FROM hot')) return;
    between.statements = null;
    retain(writer, RETAIN_START);
  };
  expect(rawOf(reader)).toBe(50);
  expect([rawOf(reader), countHot()]).toEqual([50, 50]);
});
