import type { AuditCategory } from '../../core/lighthouse/run.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import { type Literal, readLiteral } from './literal.js';

/** Limits that a site keeps beside its code. */
export interface SiteLimits {
  /** Least scores, 0 to 100. */
  readonly scores: Readonly<Partial<Record<AuditCategory, number>>>;
  /** Metric of a page's weight -> the most it may be, in its own unit. */
  readonly budgets: Readonly<Record<string, number>>;
}

export const NO_LIMITS: SiteLimits = { scores: {}, budgets: {} };

/**
 * Reads the limits in a `.lighthouserc.json`, `.lighthouserc.js` or `performance.config.ts` from its text. Nothing of it is
 * run: a file that computes its limits is refused, with the line.
 */
export const siteLimitsOf = (name: string, text: string): Result<SiteLimits, string> => {
  const read = /\.json$|rc$/.test(name) ? readJson(text) : readLiteral(text);
  if (!read.ok) return fail(`${name} cannot be read without running it: ${read.error}. Write its limits as plain values.`);
  const limits = limitsOf(flat(read.value));
  const isEmpty = Object.keys(limits.scores).length + Object.keys(limits.budgets).length === 0;
  return isEmpty ? fail(`${name} holds no limit that is known here: ${KNOWN}.`) : ok(limits);
};

const KNOWN = 'ci.assert.assertions of Lighthouse CI, or budgets such as javascript.initial: 150KB';

const readJson = (text: string): Result<Literal, string> => {
  try {
    return ok(JSON.parse(text) as Literal);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
};

/** Every value under its path, in small letters: `ci.assert.assertions.categories:seo.1.minscore`. */
const flat = (value: Literal, path = ''): ReadonlyMap<string, Literal> => {
  if (typeof value !== 'object' || value === null) return new Map([[path, value]]);
  const entries = Object.entries(value as Readonly<Record<string, Literal>>);
  return new Map(
    entries.flatMap(([key, inner]) => [...flat(inner, path === '' ? key.toLowerCase() : `${path}.${key.toLowerCase()}`)]),
  );
};

const limitsOf = (values: ReadonlyMap<string, Literal>): SiteLimits => {
  const scores: Partial<Record<AuditCategory, number>> = {};
  const budgets: Record<string, number> = {};
  for (const [path, value] of values) {
    const category = SCORES.find(([place]) => place.test(path))?.[1];
    const metric = BUDGETS.find(([place]) => place.test(path))?.[1];
    const isOff = values.get(path.replace(/\.1\.\w+$/, '.0')) === 'off';
    if (isOff) continue;
    const size = sizeOf(value);
    if (category !== undefined && typeof value === 'number') scores[category] = value <= 1 ? value * 100 : value;
    else if (metric !== undefined && size !== undefined) budgets[metric] = size;
  }
  return { scores, budgets };
};

const score = (name: string): RegExp =>
  new RegExp(`(?:^|\\.)(?:categories[:.]${name}\\.1\\.minscore|(?:lighthouse|scores)\\.${name.replace('-', '-?')})$`);

const SCORES: readonly (readonly [RegExp, AuditCategory])[] = [
  [score('performance'), 'performance'],
  [score('accessibility'), 'accessibility'],
  [score('best-practices'), 'best-practices'],
  [score('seo'), 'seo'],
];

const resource = (kind: string, what: 'size' | 'count'): string =>
  `resource-summary[:.]${kind}[:.]${what}\\.1\\.maxnumericvalue`;
const budget = (...places: readonly string[]): RegExp => new RegExp(`(?:^|\\.)(?:${places.join('|')})$`);

/** Where a budget may stand, and the metric of what it limits. */
const BUDGETS: readonly (readonly [RegExp, string])[] = [
  [budget('javascriptinitial', '(?:javascript|js)\\.initial'), 'page_javascript_initial_bytes'],
  [budget(resource('script', 'size'), 'javascript', '(?:javascript|js)\\.total'), 'page_javascript_bytes'],
  [budget('csscritical', 'css\\.critical'), 'page_css_critical_bytes'],
  [budget(resource('stylesheet', 'size'), 'css', 'css\\.total'), 'page_css_bytes'],
  [budget('imagehero', 'images?\\.hero'), 'page_hero_image_bytes'],
  [budget(resource('image', 'size'), 'images', 'images?\\.(?:total|page|perpage)'), 'page_image_bytes'],
  [budget(resource('total', 'size'), 'weight', '(?:page)?weight\\.(?:total|home|homepage)'), 'page_weight_bytes'],
  [budget(resource('total', 'count'), 'requests', 'requests\\.(?:total|home|homepage)'), 'page_requests'],
  [
    budget(resource('third-party', 'count'), 'thirdparty', 'thirdparty\\.requests', 'requests\\.thirdparty'),
    'page_third_party_requests',
  ],
];

/** A number, or a size as people write it: KB are thousands of bytes, KiB 1,024. */
const sizeOf = (value: Literal): number | undefined => {
  if (typeof value === 'number') return value;
  const [, amount, unit] = typeof value === 'string' ? (/^([\d.]+)\s*(B|KB|MB|KiB|MiB)$/i.exec(value.trim()) ?? []) : [];
  const factor = unit === undefined ? undefined : UNITS[unit.toLowerCase()];
  return factor === undefined || !Number.isFinite(Number(amount)) ? undefined : Number(amount) * factor;
};

const UNITS: Readonly<Record<string, number>> = { b: 1, kb: 1_000, mb: 1_000_000, kib: 1_024, mib: 1_048_576 };
