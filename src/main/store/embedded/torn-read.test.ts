import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { commitOf, KEEP, START, samplesOf, seriesNamed, temporaryFolder } from '../../../../tests/support/store.js';
import { seriesId } from '../../core/sample/series.js';
import { days, instant } from '../../core/time/instant.js';
import { type Operations, openOperations } from './operations.js';
import { pack } from './packed.js';

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

it('a command that reads while the console seals an hour sees each of its samples', () => {
  const up = seriesNamed('up');
  const writer = open('write');
  writer.commit(pack(commitOf({ samples: samplesOf(up, START, 60_000, 50, (i) => i) })));
  const reader = open('read');
  between.statements = (text) => {
    if (!text.includes('FROM hot')) return;
    between.statements = null;
    const { sealed } = writer.retainSlice(KEEP, instant(START + days(1)), { part: 'series', after: 0 });
    expect(sealed).toBe(1);
  };
  expect(reader.raw(seriesId(up), START, instant(START + days(1)))).toHaveLength(2 * 50);
  expect(reader.raw(seriesId(up), START, instant(START + days(1)))).toHaveLength(2 * 50);
});
