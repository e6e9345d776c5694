import { expect, it } from 'vitest';
import { instant } from '../../core/time/instant.js';
import { summaryMarkdown } from './summary.js';

const judged = (what: string, median: number, limit: number, verdict: string) => ({
  ...{ what, limit, verdict, said: null },
  middle: { median, least: median, most: median, count: 3 },
});

const audited = (page: string, ...figures: readonly object[]) => ({
  ...{ page, failure: null, judged: figures },
  record: { degraded: null, failed: 0, runs: [] },
});

const headOf = (...audits: readonly object[]): string => summaryMarkdown(audits as never, [], instant(0)).split('\n')[0] ?? '';

it('a pull request has passed where every figure is judged and met', () => {
  expect(headOf(audited('home', judged('performance', 96, 90, 'met'), judged('seo', 97, 95, 'met')))).toBe(
    '## Performance: passed',
  );
});

it('a figure that a busy machine left unjudged is no pass, and the first line says so', () => {
  const home = audited('home', judged('performance', 96, 90, 'not-judged'), judged('seo', 97, 95, 'met'));
  expect(headOf(home)).toBe('## Performance: passed, but 1 of 2 Lighthouse figures could not be judged');
});

it('what has failed has failed, whatever else could not be judged', () => {
  const home = audited('home', judged('performance', 96, 90, 'not-judged'), judged('seo', 80, 95, 'violated'));
  expect(headOf(home)).toBe('## Performance: failed');
});
