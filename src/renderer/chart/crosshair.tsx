import { quantity } from '../text/quantity.js';
import { exactly } from '../text/time.js';
import { useZone } from '../text/zone.js';
import type { TimeChartProps } from './props.js';
import type { ChartRow } from './series.js';
import { seriesColour } from './series-colour.js';

/** What a chart shows at the instant under the pointer: the usual range, and each series with its spread. */
export const Crosshair = ({ row, chart }: { row: ChartRow | undefined; chart: TimeChartProps }) => {
  const zone = useZone();
  if (row === undefined) return null;
  return (
    <div className="floats px-2.5 py-1.5 text-small">
      <p className="text-faint">{exactly(row.at, zone)}</p>
      {row.band !== null && (
        <p className="flex items-center justify-between gap-4 text-faint">
          usual
          <span>
            {quantity(row.band[0], chart.metric)} – {quantity(row.band[1], chart.metric)}
          </span>
        </p>
      )}
      {chart.ranges.map((range, index) => (
        <p key={range.id} className="flex items-center justify-between gap-4">
          <span className="flex items-center gap-1.5 text-soft">
            <span className="size-2 rounded-full" style={{ background: seriesColour(index, range.id) }} />
            {chart.labels[index]}
          </span>
          <Values row={row} index={index} metric={chart.metric} isStacked={chart.look === 'stack'} />
        </p>
      ))}
    </div>
  );
};

const Values = ({ row, index, metric, isStacked }: { row: ChartRow; index: number; metric: string; isStacked: boolean }) => {
  const mean = row.means[index] ?? null;
  const spread = row.spreads[index] ?? null;
  if (mean === null || spread === null) return <span className="text-faint">no reading</span>;
  return (
    <span>
      <strong className="font-semibold">{quantity(mean, metric)}</strong>
      {!isStacked && spread[0] !== spread[1] && (
        <span className="text-faint">
          {' '}
          ({quantity(spread[0], metric)} – {quantity(spread[1], metric)})
        </span>
      )}
    </span>
  );
};
