import { readFile, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Instant } from '../../core/time/instant.js';
import type { Variables } from '../../driver/chromium/program.js';
import type { SandboxRule } from '../../driver/chromium/sandbox.js';
import { type Browser, lastLine, startBrowser } from './browser/start.js';
import { startChild } from './child.js';
import type { LighthouseProgram } from './program.js';
import { type LighthouseResult, resultOf } from './result.js';

/** What an audit needs of this machine. */
export interface Tools {
  readonly lighthouse: LighthouseProgram;
  /** The browser, and whether a page may be loaded in it without a sandbox. */
  readonly browser: SandboxRule;
  readonly variables: Variables;
}

export interface Wish {
  readonly url: string;
  readonly form: 'mobile' | 'desktop';
  /** An empty folder for everything that is written meanwhile. */
  readonly home: string;
  readonly now: () => Instant;
  readonly signal: AbortSignal;
  /** Told once the browser is up. */
  readonly started?: () => void;
}

/** One run: what Lighthouse found, and its report as it wrote it. */
export interface Report {
  readonly result: LighthouseResult;
  readonly json: string;
  readonly html: string;
}

/** Of one report in one format. A page with very many requests has one of some MB. */
const MOST_BYTES = 8 * 1_048_576;

/** A page that is still loading after that is judged as it is then. In milliseconds. */
const LONGEST_LOAD = 30_000;

/** Audits a page once, in a browser of its own. Rejects with the signal's reason once that aborts; both children have then ended. */
export const auditOnce = async (tools: Tools, wish: Wish): Promise<Result<Report, string>> => {
  const browser = await startBrowser(tools.browser, wish.home, tools.variables, wish.signal);
  if (!browser.ok) return browser;
  wish.started?.();
  try {
    return await auditIn(browser.value, tools, wish);
  } finally {
    await browser.value.stop();
  }
};

const auditIn = async (browser: Browser, { lighthouse, variables }: Tools, wish: Wish): Promise<Result<Report, string>> => {
  const { home, signal } = wish;
  const paths = { json: join(home, 'audit.report.json'), html: join(home, 'audit.report.html') };
  await Promise.all(Object.values(paths).map((path) => rm(path, { force: true })));
  // It must find our browser, never start one of its own that nobody would end.
  const own = { ...variables, CHROME_PATH: join(home, 'none') };
  const child = startChild(lighthouse.node, argumentsOf(lighthouse.script, browser.port, wish), home, own);
  const kill = (): void => child.kill();
  signal.addEventListener('abort', kill, { once: true });
  void browser.ended.then(kill);
  const ended = await child.ended;
  signal.removeEventListener('abort', kill);
  signal.throwIfAborted();
  const [json, html] = await Promise.all([readBounded(paths.json), readBounded(paths.html)]);
  if (json !== null && html !== null) return reportOf(json, html, wish.now());
  const why = ended.signal === null ? lastLine(ended.text) : 'its browser ended in the middle of it';
  return fail(`Lighthouse gave no report: ${why}`);
};

const argumentsOf = (script: string, port: number, { url, form, home }: Wish): readonly string[] => [
  '--max-old-space-size=1024',
  script,
  url,
  `--port=${port}`,
  '--output=json',
  '--output=html',
  `--output-path=${join(home, 'audit')}`,
  '--only-categories=performance,accessibility,best-practices,seo',
  `--max-wait-for-load=${LONGEST_LOAD}`,
  '--no-enable-error-reporting',
  // A picture of the whole page would be most of the report.
  '--disable-full-page-screenshot',
  '--locale=en',
  '--quiet',
  ...(form === 'desktop' ? ['--preset=desktop'] : []),
];

/** Null where there is none, or more than is taken. */
const readBounded = async (path: string): Promise<string | null> => {
  const size = await stat(path).then(
    (facts) => facts.size,
    () => Number.POSITIVE_INFINITY,
  );
  return size > MOST_BYTES ? null : readFile(path, 'utf8');
};

const reportOf = (json: string, html: string, now: Instant): Result<Report, string> => {
  const result = resultOf(parsed(json), now);
  return result.ok ? ok({ result: result.value, json, html }) : result;
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
};
