import type { BarKind, ReportPage } from '../../preload/contract/views.js';
import { quantity } from '../text/quantity.js';
import { sayBar } from '../text/report.js';
import { shortly } from '../text/time.js';
import { useZone } from '../text/zone.js';

const FILLS: Readonly<Record<BarKind, string>> = {
  bar: 'var(--accent-fill)',
  slow: 'var(--warning)',
  failed: 'var(--critical)',
  unseen: 'url(#hatch)',
  none: 'transparent',
};
const HEIGHT = 40;
/** The share of its place that a bar fills; the rest is the gap to the next. */
const FILLED = 0.8;
const SHORTEST = 3;

const heightOf = ({ kind, seconds }: ReportPage['hours'][number], top: number): number => {
  if (kind === 'failed') return HEIGHT;
  if (kind === 'unseen') return HEIGHT / 2;
  return kind === 'none' ? 0 : Math.max(SHORTEST, ((seconds ?? 0) / top) * HEIGHT);
};

/** A page's time bar by bar: height is the mean response, `top` seconds the tallest; red had failures, hatched was not observed. */
export const ReportBars = ({ page, top }: { page: ReportPage; top: number }) => {
  const zone = useZone();
  const { hours } = page;
  const to = hours.at(-1)?.at ?? 0;
  const failed = hours.filter(({ kind }) => kind === 'failed').length;
  const unseen = hours.filter(({ kind }) => kind === 'unseen').length;
  return (
    <svg
      role="img"
      aria-label={`${page.name}: ${hours.length} bars, ${failed} with failures, ${unseen} not observed, tallest ${quantity(top, '_seconds')}`}
      className="block h-10 w-full border-b border-line"
    >
      {hours.map((hour, index) => {
        const height = heightOf(hour, top);
        return (
          <rect
            key={hour.at}
            // In shares of the width, not by a stretched drawing: it would stretch the hatch as well.
            x={`${((index + (1 - FILLED) / 2) / hours.length) * 100}%`}
            y={HEIGHT - height}
            width={`${(FILLED / hours.length) * 100}%`}
            height={height}
            fill={FILLS[hour.kind]}
          >
            <title>{`${shortly(hour.at, to, zone)}: ${sayBar(hour)}`}</title>
          </rect>
        );
      })}
    </svg>
  );
};
