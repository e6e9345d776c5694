import { fail, ok, type Result } from '../../core/model/result.js';
import type { JsonBuilds, JsonPath } from '../../core/port/feeds.js';
import { type Instant, instant } from '../../core/time/instant.js';
import type { BuildEvent } from '../builds/event.js';
import { listOf } from '../feed/fields.js';
import { valueAt } from '../http/json-path.js';
import { shownPath } from './path.js';

/** The builds that an answer lists; of those that have not ended, or say no instant, nothing. The failure ends in where there is no list. */
export const buildsIn = (json: unknown, mapping: JsonBuilds): Result<readonly BuildEvent[], string> => {
  const list = listOf(valueAt(json, mapping.list));
  if (list === undefined) return fail(`there is no list at ${shownPath(mapping.list)}`);
  return ok(list.flatMap((given) => eventOf(given, mapping)));
};

const eventOf = (given: unknown, mapping: JsonBuilds): readonly BuildEvent[] => {
  const id = wordAt(given, mapping.id);
  const status = mapping.statuses[wordAt(given, mapping.status)?.toLowerCase() ?? ''];
  const at = instantOf(valueAt(given, mapping.at));
  if (id === undefined || status === undefined || at === undefined) return [];
  return [
    {
      // A build that ends anew, after it was started again, is another.
      id: `${id} ${at}`,
      at,
      status,
      project: mapping.project,
      branch: mapping.branch === null ? undefined : wordAt(given, mapping.branch),
      workflow: mapping.workflow === null ? undefined : wordAt(given, mapping.workflow),
      environment: status === 'passed' ? mapping.environment : null,
    },
  ];
};

const wordAt = (given: unknown, path: JsonPath): string | undefined => {
  const found = valueAt(given, path);
  return typeof found === 'string' || typeof found === 'number' ? String(found) : undefined;
};

/** Below it a number is of seconds since 1970 (until the year 5138), above it of milliseconds (from 1973 on). */
const SECONDS_BELOW = 1e11;

/** An instant as systems write it: ISO 8601, or a number of seconds or milliseconds since 1970. */
const instantOf = (given: unknown): Instant | undefined => {
  const number = typeof given === 'number' ? given : typeof given === 'string' ? Date.parse(given) : Number.NaN;
  if (!Number.isFinite(number) || number <= 0) return undefined;
  return instant(Math.round(typeof given === 'number' && number < SECONDS_BELOW ? number * 1_000 : number));
};
