import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { instant } from '../../../src/main/core/time/instant.js';
import type { Audit } from '../../../src/main/source/lighthouse/audit.js';
import type { LighthouseProgram } from '../../../src/main/source/lighthouse/program.js';
import { resultOf } from '../../../src/main/source/lighthouse/result.js';

/** What a result of Lighthouse looks like, as far as anybody here reads it. */
export const lighthouseResult = (change: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, unknown>> => ({
  lighthouseVersion: '12.8.2',
  requestedUrl: 'https://www.example.org/',
  finalDisplayedUrl: 'https://www.example.org/',
  fetchTime: '2026-01-05T10:00:00.000Z',
  configSettings: { formFactor: 'mobile' },
  environment: { benchmarkIndex: 1_500 },
  categories: {
    performance: { score: 0.87 },
    accessibility: { score: 0.96 },
    'best-practices': { score: 1 },
    seo: { score: 0.92 },
  },
  audits: {
    'first-contentful-paint': { numericValue: 900 },
    'largest-contentful-paint': { numericValue: 2_100 },
    'total-blocking-time': { numericValue: 150 },
    'cumulative-layout-shift': { numericValue: 0.02 },
    'speed-index': { numericValue: 1_400 },
    interactive: { numericValue: 2_500 },
  },
  ...change,
});

const script = (result: object): string => `
const { writeFileSync } = require('node:fs');
const url = process.argv[2];
const path = process.argv.find((each) => each.startsWith('--output-path=')).slice('--output-path='.length);
if (url.endsWith('/never')) setInterval(() => undefined, 1_000);
else {
  const result = ${JSON.stringify(result)};
  const finalDisplayedUrl = result.finalDisplayedUrl === result.requestedUrl ? url : result.finalDisplayedUrl;
  writeFileSync(path + '.report.json', JSON.stringify({ ...result, requestedUrl: url, finalDisplayedUrl }));
  writeFileSync(path + '.report.html', '<!doctype html><title>Lighthouse Report</title>');
}
`;

/** A command that answers as Lighthouse's does and loads nothing: for what happens around an audit. At a page `/never` it never ends. */
export const standInLighthouse = async (
  folder: string,
  result: Readonly<Record<string, unknown>> = lighthouseResult(),
): Promise<LighthouseProgram> => {
  await mkdir(folder, { recursive: true });
  const file = join(folder, 'command.cjs');
  await writeFile(file, script(result));
  return { node: process.execPath, script: file, version: '12.8.2' };
};

/** An audit of one run at `milliseconds` since 1970, with its report. */
export const audited = (page: string, milliseconds: number, html = '<!doctype html>'): Audit => {
  const at = instant(milliseconds);
  const result = resultOf(lighthouseResult(), at);
  if (!result.ok) throw new Error(result.error);
  const id = new Date(at).toISOString().replaceAll(/[:.]/g, '-');
  const facts = {
    url: 'https://www.example.org/',
    form: 'mobile',
    version: '12.8.2',
    median: 0,
    failed: 0,
    degraded: null,
  } as const;
  const record = { ...facts, id, page, at, runs: [result.value.run] };
  return { record, report: { result: result.value, json: '{}', html }, trouble: null };
};
