import type { Measure } from '../../core/model/reading.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Trouble } from '../feed/conversation.js';
import { listOf } from '../feed/fields.js';
import { askOf, type Project, unknownShape } from './project.js';

/** Pages of 100 issues: more are not asked for, and that is said. */
const MOST_PAGES = 10;

export interface Issues {
  readonly measures: readonly Measure[];
  /** What was not counted, in whole sentences; null where all was. */
  readonly note: string | null;
}

/** How many unresolved issues are new (first seen within a week), and how many came back after they were resolved. */
export const countIssues = async (project: Project): Promise<Result<Issues, Trouble>> => {
  const measures: Measure[] = [];
  const cut: string[] = [];
  for (const kind of ['new', 'regressed']) {
    const count = await countOf(project, `is:unresolved is:${kind}`);
    if (!count.ok) return count;
    measures.push({ name: 'sentry_issues', labels: { kind }, value: count.value.count });
    if (count.value.hasMore) cut.push(kind);
  }
  const what = cut.join(' and of ');
  return ok({
    measures,
    note: cut.length === 0 ? null : `Of ${what} issues there are more than ${MOST_PAGES * 100}: they are counted up to that.`,
  });
};

const countOf = async (
  project: Project,
  query: string,
): Promise<Result<{ readonly count: number; readonly hasMore: boolean }, Trouble>> => {
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
  return ok({ count, hasMore: cursor !== null });
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
