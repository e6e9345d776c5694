import { lazy, Suspense } from 'react';
import type { HistoryRange } from '../../preload/contract/views.js';
import { useChosenSpan } from '../state/chosen-span.js';
import { metricName, quantity } from '../text/quantity.js';
import { Skeleton } from '../ui/section.js';
import { cropped } from './cropped.js';
import type { TimeChartProps } from './props.js';
import { seriesColour } from './series-colour.js';
import { Zoom } from './zoom.js';

const Drawing = lazy(() => import('./drawing.js').then((module) => ({ default: module.Drawing })));

const last = (range: HistoryRange): number | null => range.points.at(-1)?.[2] ?? null;

const describe = (chart: TimeChartProps): string => {
  const parts = chart.ranges.map((range, index) => {
    const value = last(range);
    return `${chart.labels[index]}: ${value === null ? 'no reading' : quantity(value, chart.metric)}`;
  });
  const limit = chart.threshold === undefined ? '' : `, ${chart.threshold.label}`;
  const usual = chart.band?.at(-1);
  const band =
    usual === undefined ? '' : `, usual from ${quantity(usual.low, chart.metric)} to ${quantity(usual.high, chart.metric)}`;
  return `${metricName(chart.metric)}${limit}${band}. Latest values: ${parts.join(', ')}.`;
};

/** A chart over time. Keeps its height from the first moment, so nothing jumps when it arrives. */
export const TimeChart = (props: TimeChartProps) => {
  const zoom = useChosenSpan();
  const shown = zoom === null ? props : cropped(props, zoom);
  return (
    <Zoom
      from={shown.from}
      to={shown.to}
      isZoomed={zoom !== null}
      label={describe(shown)}
      height={props.height}
      hasKey={props.ranges.length > 1}
    >
      <div className="min-h-0 flex-1">
        <Suspense fallback={<Skeleton className="h-full w-full" />}>
          <Drawing {...shown} />
        </Suspense>
      </div>
      {props.ranges.length > 1 && <Key {...shown} />}
    </Zoom>
  );
};

/** Which line is what, where there are several, with the latest value of each. */
const Key = ({ ranges, labels, metric }: TimeChartProps) => (
  <ul className="flex flex-wrap gap-x-4 overflow-hidden pt-1 pl-2 text-small text-soft">
    {ranges.map((range, index) => {
      const value = last(range);
      return (
        <li key={range.id} className="flex items-center gap-1.5 whitespace-nowrap">
          <span className="size-2 rounded-full" style={{ background: seriesColour(index, range.id) }} />
          {labels[index]} {value !== null && <span className="text-faint">{quantity(value, metric)}</span>}
        </li>
      );
    })}
  </ul>
);

/** What stands in a chart's place while there is nothing to draw. */
export const ChartPlace = ({ height, text }: { height: number; text: string | null }) => (
  <div style={{ height }} className="flex items-center justify-center px-6 text-center text-faint">
    {text === null ? <Skeleton className="h-full w-full" /> : text}
  </div>
);
