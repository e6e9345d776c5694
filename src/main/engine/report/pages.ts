import type { HistoryPoint } from '../../core/model/history.js';
import type { DailyReport, ReportHour, ReportPage } from '../../core/model/report.js';
import type { EventStretch } from '../../core/model/slo.js';
import { isService, responseMetricOf } from '../../core/model/source-kind.js';
import type { Target } from '../../core/model/target.js';
import type { History } from '../../core/port/history.js';
import { barKindOf, isTooFew } from '../../core/report/bar.js';
import { targetLabels } from '../../core/sample/ingest.js';
import { seriesId } from '../../core/sample/series.js';
import { type Gap, observedShare } from '../../core/slo/gaps.js';
import { after, bucketStart, type Duration, hours, type Instant, instant } from '../../core/time/instant.js';
import type { World } from '../world.js';

/** So many pages are looked at, and so many of them, the worst, are shown: a mail that is longer is cut off by its reader's program. */
const MOST_READ = 300;
const MOST_SHOWN = 8;
/** Answers of so many pages are read at once. */
const AT_ONCE = 16;

interface Stretch {
  readonly from: Instant;
  readonly to: Instant;
  readonly unobserved: readonly Gap[];
  /** How long one bar is: whole hours. */
  readonly bar: Duration;
}

/** How each page did, bar by bar. */
export const pagesOf = async (
  { world, history }: { readonly world: World; readonly history: History },
  stretch: Stretch,
): Promise<Pick<DailyReport, 'pages' | 'morePages'>> => {
  const targets = [...world.targets.values()].map(({ target }) => target).filter(({ source }) => isService(source));
  const pages: ReportPage[] = [];
  for (let start = 0; start < Math.min(targets.length, MOST_READ); start += AT_ONCE)
    pages.push(...(await Promise.all(targets.slice(start, start + AT_ONCE).map((target) => pageOf(target, history, stretch)))));
  const shown = [...pages].sort(worstFirst).slice(0, MOST_SHOWN);
  return { pages: shown, morePages: targets.length - shown.length };
};

const share = ({ good, readings }: ReportPage): number => (readings === 0 ? 1 : good / readings);

const worstFirst = (a: ReportPage, b: ReportPage): number => share(a) - share(b) || (b.slow ?? 0) - (a.slow ?? 0);

const pageOf = async (target: Target, history: History, { from, to, unobserved, bar }: Stretch): Promise<ReportPage> => {
  const labels = targetLabels(target);
  const up = seriesId({ name: 'up', labels });
  const response = seriesId({ name: responseMetricOf(target.source) ?? 'http_response_seconds', labels });
  const begin = bucketStart(from, hours(1));
  const counted = await history.count({
    series: [up],
    from: begin,
    to,
    step: 'hour',
    good: { side: 'atLeast', limit: 1 },
  });
  const [range] = await history.range({ series: [response], from: begin, to, maxPoints: 300 });
  const [typical, slow] = await Promise.all([0.5, 0.95].map((q) => history.quantile(response, from, to, q)));
  const readings = counted.reduce((sum, { valid }) => sum + valid, 0);
  return {
    name: target.name,
    readings,
    good: counted.reduce((sum, { good }) => sum + good, 0),
    typical: typical?.value ?? null,
    slow: slow?.value ?? null,
    isFew: isTooFew({ readings }),
    hours: hoursOf({ counted, points: range?.points ?? [], unobserved }, { begin, to, bar }),
  };
};

interface Facts {
  readonly counted: readonly EventStretch[];
  readonly points: readonly HistoryPoint[];
  readonly unobserved: readonly Gap[];
}

const hoursOf = (
  { counted, points, unobserved }: Facts,
  { begin, to, bar }: { readonly begin: Instant; readonly to: Instant; readonly bar: Duration },
): readonly ReportHour[] => {
  const all: ReportHour[] = [];
  for (let at = begin; at < to; at = after(at, bar)) {
    const end = instant(Math.min(after(at, bar), to));
    const stretches = counted.filter(({ start }) => start >= at && start < end);
    const hour = {
      at,
      readings: stretches.reduce((sum, { valid }) => sum + valid, 0),
      good: stretches.reduce((sum, { good }) => sum + good, 0),
      seconds: meanOf(points.filter(([start]) => start >= at && start < end)),
      unseen: 1 - observedShare(clipped(unobserved, at, end), at, end),
    };
    all.push({ ...hour, kind: barKindOf(hour) });
  }
  return all;
};

const meanOf = (points: readonly HistoryPoint[]): number | null => {
  const n = points.reduce((sum, [, , , , count]) => sum + count, 0);
  return n === 0 ? null : points.reduce((sum, [, , mean, , count]) => sum + mean * count, 0) / n;
};

const clipped = (gaps: readonly Gap[], from: Instant, to: Instant): readonly Gap[] =>
  gaps
    .filter((gap) => gap.from < to && gap.to > from)
    .map((gap) => ({ ...gap, from: instant(Math.max(gap.from, from)), to: instant(Math.min(gap.to, to)) }));
