import type { HistoryAnswer, HistoryRange } from '../../core/model/history.js';
import type { ObservationSegment } from '../../core/model/ledger.js';
import { fail, ok } from '../../core/model/result.js';
import type { Clock } from '../../core/port/clock.js';
import type { Desk } from '../../core/port/desk.js';
import type { History } from '../../core/port/history.js';
import type { Journal } from '../../core/port/journal.js';
import { type Instant, instant } from '../../core/time/instant.js';
import type { HandlersOf } from './handler.js';

export interface HistoryHandlerParts {
  readonly desk: Desk;
  readonly history: History;
  readonly journal: Journal;
  readonly clock: Clock;
}

/** What was measured, with the stretches in which nobody looked. */
export const historyHandlers = ({ desk, history, journal, clock }: HistoryHandlerParts): HandlersOf<'history'> => ({
  'history.range': async ({ series, from, to, maxPoints }) => {
    if (from >= to) return fail({ code: 'bad-input', message: 'The range must end after it begins.', field: 'to' });
    const [ranges, segments, deploys] = await Promise.all([
      history.range({ series, from, to, maxPoints }),
      journal.segments(from, to),
      desk.deploys(from, to),
    ]);
    const end = instant(Math.min(to, clock.now()));
    return ok({ from, to, ranges, deploys, unobserved: unobservedStretches(segments, scopesOf(ranges), from, end) });
  },
  'history.list': async ({ name, matchers }) =>
    ok(await history.list({ ...(name === undefined ? {} : { name }), ...(matchers === undefined ? {} : { matchers }) })),
});

/** The desk's own stretches count for every series, a failing source's only for what it reads. */
const scopesOf = (ranges: readonly HistoryRange[]): ReadonlySet<string> =>
  new Set(['desk', ...ranges.map(({ series }) => `source:${series.labels.source ?? ''}`)]);

/** Stretches of `scopes` without observation, cut to `[from, to]`; one that is still open lasts until `to`. */
const unobservedStretches = (
  segments: readonly ObservationSegment[],
  scopes: ReadonlySet<string>,
  from: Instant,
  to: Instant,
): HistoryAnswer['unobserved'] =>
  segments.flatMap((segment) => {
    if (segment.cause === 'observed' || !scopes.has(segment.scope)) return [];
    const start = instant(Math.max(from, segment.from));
    const end = instant(Math.min(to, segment.to ?? to));
    return start < end ? [{ from: start, to: end, cause: segment.cause }] : [];
  });
