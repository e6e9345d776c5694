import type { Measure } from '../../core/model/reading.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Trouble } from '../feed/conversation.js';
import { fieldsOf, listOf, numberOf } from '../feed/fields.js';
import { askOf, type Project, unknownShape } from './project.js';

const FIELD = 'crash_free_rate(session)';

/** The share of sessions of the last hour, which is the shortest that Sentry knows, that did not crash. Nothing where there were none. */
export const readSessions = async (project: Project): Promise<Result<readonly Measure[], Trouble>> => {
  const said = await askOf(project, 'sessions', 'org:read', { field: FIELD, statsPeriod: '1h', interval: '1h' });
  if (!said.ok) return said;
  const groups = listOf(fieldsOf(said.value.json).groups);
  if (groups === undefined) return fail(unknownShape(project, 'it has no groups of sessions'));
  const rate = numberOf(fieldsOf(fieldsOf(groups[0]).totals)[FIELD]);
  return ok(rate === undefined || rate < 0 || rate > 1 ? [] : [{ name: 'crash_free_ratio', value: rate }]);
};
