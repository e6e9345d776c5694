import type { Measure, Reading, ReadingOutcome } from '../../core/model/reading.js';
import type { HttpTarget } from '../../core/model/target.js';
import type { Source } from '../../core/port/source.js';

/** What is kept of a look at another company's page, under names that nothing of the site's own is judged by. */
const KEPT: Readonly<Record<string, string>> = {
  up: 'competitor_up',
  http_response_seconds: 'competitor_response_seconds',
};

/** Looks at competitors' pages exactly as the source of web addresses looks at the site's own. */
export const createCompetitorSource = (http: Pick<Source<HttpTarget>, 'read'>): Source<HttpTarget> => ({
  kind: 'competitor',
  read: async (target, look) => toCompetitor(await http.read(target, look)),
  // What looks is stopped by whoever started it.
  stop: async () => undefined,
});

const toCompetitor = (reading: Reading): Reading => ({ ...reading, source: 'competitor', outcome: outcomeOf(reading.outcome) });

const outcomeOf = (outcome: ReadingOutcome): ReadingOutcome =>
  outcome.kind === 'source-failed' ? outcome : { ...outcome, measures: outcome.measures.flatMap(kept) };

const kept = (measure: Measure): readonly Measure[] => {
  const name = KEPT[measure.name];
  return name === undefined ? [] : [{ ...measure, name }];
};
