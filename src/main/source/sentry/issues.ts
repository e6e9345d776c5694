import type { Measure } from '../../core/model/reading.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Trouble } from '../feed/conversation.js';
import { listOf } from '../feed/fields.js';
import { askOf, type Project, unknownShape } from './project.js';

/** Pages of 100 issues: a project with more new ones than that has more than a number can say. */
const MOST_PAGES = 10;

/** How many unresolved issues are new (first seen within a week), and how many came back after they were resolved. */
export const countIssues = async (project: Project): Promise<Result<readonly Measure[], Trouble>> => {
  const measures: Measure[] = [];
  for (const kind of ['new', 'regressed']) {
    const count = await countOf(project, `is:unresolved is:${kind}`);
    if (!count.ok) return count;
    measures.push({ name: 'sentry_issues', labels: { kind }, value: count.value });
  }
  return ok(measures);
};

const countOf = async (project: Project, query: string): Promise<Result<number, Trouble>> => {
  let count = 0;
  let cursor: string | null = null;
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const said = await askOf(project, 'issues', 'event:read', { query, limit: '100', cursor });
    if (!said.ok) return said;
    const issues = listOf(said.value.json);
    if (issues === undefined) return fail(unknownShape(project, 'it is no list of issues'));
    count += issues.length;
    cursor = nextCursor(said.value.headers.link);
    if (cursor === null) break;
  }
  return ok(count);
};

/** Sentry names the next page in `Link`, and says beside whether there is anything on it. */
export const nextCursor = (link: string | readonly string[] | undefined): string | null => {
  const parts = [link ?? []]
    .flat()
    .join(',')
    .split(/,\s*(?=<)/);
  const next = parts.find((part) => /;\s*rel="next"/.test(part) && /;\s*results="true"/.test(part));
  return /;\s*cursor="([^"]+)"/.exec(next ?? '')?.[1] ?? null;
};
