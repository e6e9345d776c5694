import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { resolveFeeds } from '../../src/main/config/resolve/feeds.js';
import { documentV1 } from '../../src/main/config/schema/v1.js';
import { instant } from '../../src/main/core/time/instant.js';
import { outcomeOf } from '../support/servers/targets.js';
import { createDatabase, lookAt, said, sourceOf } from './database.js';

const GUIDE = resolve(import.meta.dirname, '../../docs/setup/ingest.md');
const NOON = Date.UTC(2026, 10, 26, 12, 0, 30);

/** The documents that the guide shows, as a site's back end would have written them ten seconds ago. */
const documentsIn = (guide: string): object[] => {
  const [, list = ''] = /rum_events\.insertMany\((\[.*?\])\)/s.exec(guide) ?? [];
  const shown = runInNewContext(`(${list})`, { Date: class extends Date {} }) as Record<string, unknown>[];
  return shown.map((document) => ({ ...document, at: new Date(NOON - 10_000) }));
};

const configurationIn = (guide: string): string =>
  [...guide.matchAll(/```yaml\n(.*?)```/gs)].map(([, text = '']) => text).find((text) => text.includes('mongodb:')) ?? '';

it('what the guide has a back end write, and the configuration that it shows, become the metrics that rules look at', async () => {
  const guide = await readFile(GUIDE, 'utf8');
  const own = await createDatabase();
  await own.db.collection('rum_events').insertMany(documentsIn(guide));
  const shown = parse(configurationIn(guide)) as { sources: { mongodb: object } };
  const mongodb = { ...shown.sources.mongodb, uri: own.uri, database: undefined };
  const feed = resolveFeeds(documentV1.parse({ ...shown, sources: { mongodb } })).mongodb;
  const source = sourceOf(feed ?? expect.fail('no feed'));
  const { measures } = outcomeOf(await lookAt(source, instant(NOON)), 'answered');
  await source.stop();
  await own.drop();
  expect(said(measures, 'lcp_seconds')).toEqual(['connection=4g,country=GB,device=mobile,page=home: 2.4']);
  expect(said(measures, 'page_views_total').at(-1)).toBe('country=GB,device=mobile,page=home: 1');
  expect(said(measures, 'form_submissions_total').at(-1)).toBe('form=inquiry: 1');
  expect(said(measures, 'funnel_step_total').at(-1)).toBe('step=inquiry: 1');
  expect(said(measures, 'sessions_total').at(-1)).toBe('device=mobile: 1');
  expect(said(measures, 'revenue_total').at(-1)).toBe(': 250');
});
