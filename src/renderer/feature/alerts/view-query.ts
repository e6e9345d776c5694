import { readColumns, writeColumns } from './columns.js';
import { type AlertFilter, type Sorting, START, type Stage } from './filter.js';

const STAGES: readonly Stage[] = ['open', 'held', 'resolved', 'all'];
const SEVERITIES: readonly AlertFilter['severity'][] = ['any', 'critical', 'warning', 'info'];
const SORTINGS: readonly Sorting[] = ['urgency', 'newest', 'oldest', 'summary'];

const oneOf = <Value extends string>(values: readonly Value[], found: string | null, otherwise: Value): Value =>
  values.find((value) => value === found) ?? otherwise;

/** How the list is looked at, from its address; what an address does not say, or says wrongly, is as at the start. */
export const readQuery = (query: string): AlertFilter => {
  const found = new URLSearchParams(query);
  return {
    stage: oneOf(STAGES, found.get('stage'), START.stage),
    severity: oneOf(SEVERITIES, found.get('severity'), START.severity),
    text: found.get('text') ?? START.text,
    group: found.get('group') ?? START.group,
    sort: oneOf(SORTINGS, found.get('sort'), START.sort),
    columns: readColumns(found.get('columns')),
  };
};

/** The same as an address says it: always in one order, and only what differs from the start. */
export const writeQuery = (filter: AlertFilter): string => {
  const query = new URLSearchParams();
  for (const key of ['stage', 'severity', 'text', 'group', 'sort'] as const) {
    const value = filter[key];
    if (value !== null && value !== START[key]) query.set(key, value);
  }
  if (filter.columns !== null) query.set('columns', writeColumns(filter.columns));
  return query.toString();
};

/** A path with its query, if it has one. */
export const withQuery = (path: string, query: string): string => (query === '' ? path : `${path}?${query}`);
