import { shareOf } from '../../core/business/share.js';
import { mergedSketch } from '../../core/business/spread.js';
import type { Competition, CompetitorRow } from '../../core/model/benchmark.js';
import type { Matcher } from '../../core/model/rule.js';
import { placeOf } from '../../core/model/target.js';
import type { History } from '../../core/port/history.js';
import { sketchCount, sketchQuantile } from '../../core/sample/sketch.js';
import type { TargetState } from '../../core/sample/target-state.js';
import type { Instant } from '../../core/time/instant.js';
import { problemOf } from '../../core/view/target.js';
import type { World } from '../world.js';
import { readMean, readMeasured } from './reading.js';

/** Response times of the site's own pages beside those of competitors', measured the same way from this desk. */
export const readCompetition = async (world: World, history: History, from: Instant, to: Instant): Promise<Competition> => {
  const states = [...world.targets.values()].filter(({ target }) => target.source === 'competitor');
  const own = await timesOf(history, 'http_response_seconds', null, from, to);
  if (states.length === 0) return { state: 'no-source', own, rows: [] };
  const rows: CompetitorRow[] = [];
  for (const state of states) rows.push(await rowOf(state, history, from, to));
  return { state: 'known', own, rows };
};

const timesOf = async (history: History, metric: string, target: string | null, from: Instant, to: Instant) => {
  const measured = (await readMeasured(history, [metric], from, to)).filter(
    ({ labels }) => target === null || labels.target === target,
  );
  const sketch = mergedSketch(measured.flatMap(({ hours }) => hours));
  return { medianSeconds: sketchQuantile(sketch, 0.5), p95Seconds: sketchQuantile(sketch, 0.95), n: sketchCount(sketch) };
};

const rowOf = async (
  { target, reading }: TargetState,
  history: History,
  from: Instant,
  to: Instant,
): Promise<CompetitorRow> => {
  const matchers: readonly Matcher[] = [{ label: 'target', operator: '=', value: target.id }];
  const looks = await readMean(history, 'competitor_up', matchers, from, to);
  return {
    target: target.id,
    name: target.name,
    url: placeOf(target) ?? '',
    ...(await timesOf(history, 'competitor_response_seconds', target.id, from, to)),
    answered: shareOf(Math.round((looks?.mean ?? 0) * (looks?.n ?? 0)), looks?.n ?? 0, true),
    problem: reading === null ? null : problemOf(reading),
    lastAt: reading?.at ?? null,
  };
};
