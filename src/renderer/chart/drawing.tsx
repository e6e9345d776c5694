import {
  Area,
  CartesianGrid,
  ComposedChart,
  Line,
  ReferenceArea,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  XAxis,
  YAxis,
} from 'recharts';
import { isState, quantity } from '../text/quantity.js';
import { clockTime, dayOf } from '../text/time.js';
import { useZone } from '../text/zone.js';
import { Crosshair } from './crosshair.js';
import { PLOT_LEFT, PLOT_RIGHT, type TimeChartProps } from './props.js';
import { type ChartRow, chartRows, standsAlone, timeTicks, valueTicks } from './series.js';
import { seriesColour } from './series-colour.js';

const DAY = 86_400_000;
const TICKS = 7;
/** Room above the drawing for the words of moments, which would hide a limit within it, in pixels. */
const WORDS = 22;

/** A word beside a moment stands on the side that has room for it. */
const labelSide = (at: number, { from, to }: TimeChartProps) =>
  at - from > (to - from) / 2 ? ('insideTopRight' as const) : ('insideTopLeft' as const);

/** The highest limit that is drawn. */
const limitOf = ({ threshold, levels = [] }: TimeChartProps): number | null => {
  const values = [...(threshold === undefined ? [] : [threshold.value]), ...levels.map(({ value }) => value)];
  return values.length === 0 ? null : Math.max(...values);
};

const TICK = { fill: 'var(--ink-faint)', fontSize: 11 } as const;

/** What is written on the drawing is read whatever is drawn behind it. */
const WORD = { fontSize: 11, className: 'haloed' } as const;

/** The drawing itself, on recharts; loaded when the first chart is shown. */
export const Drawing = (chart: TimeChartProps) => {
  const zone = useZone();
  const rows = chartRows(chart.ranges, chart.band);
  const isLong = chart.to - chart.from > 2 * DAY;
  const hasStates = isState(chart.metric);
  const hasWords = chart.moments?.some(({ word }) => word !== '') ?? false;
  const ticks = hasStates ? [0, 1] : valueTicks(rows, limitOf(chart), chart.look, chart.most);
  return (
    <ResponsiveContainer width="100%" height="100%" initialDimension={{ width: 600, height: chart.height }}>
      <ComposedChart
        data={rows as ChartRow[]}
        syncId="console"
        syncMethod="value"
        margin={{ top: hasWords ? WORDS : 8, right: PLOT_RIGHT, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid vertical={false} stroke="var(--line)" />
        <XAxis
          dataKey="at"
          type="number"
          scale="time"
          domain={[chart.from, chart.to]}
          ticks={[...timeTicks(chart.from, chart.to, TICKS)]}
          tickFormatter={(at: number) => (isLong ? dayOf(at, zone) : clockTime(at, zone))}
          tick={TICK}
          tickLine={false}
          axisLine={{ stroke: 'var(--line-strong)' }}
        />
        <YAxis
          domain={[hasStates ? 0 : (ticks[0] ?? 0), hasStates ? 1.15 : (ticks.at(-1) ?? 1)]}
          ticks={[...ticks]}
          tickFormatter={(value: number) => quantity(value, chart.metric)}
          tick={TICK}
          tickLine={false}
          axisLine={false}
          width={PLOT_LEFT}
        />
        {chart.unobserved.map((gap) => (
          <ReferenceArea
            key={gap.from}
            x1={Math.max(gap.from, chart.from)}
            x2={Math.min(gap.to ?? chart.to, chart.to)}
            fill="url(#hatch)"
            fillOpacity={0.7}
            stroke="none"
          />
        ))}
        {chart.band !== undefined && (
          <Area
            dataKey={(row: ChartRow) => row.band as [number, number] | null}
            type="stepAfter"
            stroke="var(--line-strong)"
            strokeDasharray="2 3"
            fill="var(--ink-faint)"
            fillOpacity={0.14}
            activeDot={false}
            dot={false}
            isAnimationActive={false}
          />
        )}
        {chart.ranges.map((range, index) => shapes(range.id, index, lookOf(chart), rows))}
        {chart.threshold !== undefined && !hasStates && (
          <ReferenceLine
            y={chart.threshold.value}
            stroke="var(--critical)"
            strokeDasharray="4 3"
            label={{ ...WORD, value: chart.threshold.label, position: 'insideBottomLeft', fill: 'var(--critical)' }}
          />
        )}
        {chart.levels?.map(({ value, label, tone }) => (
          <ReferenceLine
            key={label}
            y={value}
            stroke={`var(--${tone})`}
            strokeDasharray="4 3"
            label={{ ...WORD, value: label, position: 'insideBottomLeft', fill: `var(--${tone})` }}
          />
        ))}
        {chart.moments?.map((moment) => (
          <ReferenceLine
            key={`${moment.at} ${moment.word}`}
            x={moment.at}
            stroke="var(--line-strong)"
            label={{
              ...WORD,
              value: moment.word,
              position: labelSide(moment.at, chart),
              dy: 4 - WORDS,
              fill: 'var(--ink-soft)',
            }}
          />
        ))}
        <Tooltip
          isAnimationActive={false}
          cursor={{ stroke: 'var(--line-strong)' }}
          content={({ payload }) => <Crosshair row={payload?.[0]?.payload as ChartRow | undefined} chart={chart} />}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
};

/** Beside a band the spread of each bucket would be taken for another one. */
const lookOf = ({ metric, look, band }: TimeChartProps): Look => {
  if (isState(metric)) return 'steps';
  return band === undefined ? look : 'means';
};

type Look = TimeChartProps['look'] | 'steps' | 'means';

const shapes = (id: string, index: number, look: Look, rows: readonly ChartRow[]) => {
  const colour = seriesColour(index, id);
  const mean = (row: ChartRow) => row.means[index] ?? null;
  if (look === 'stack') {
    return (
      <Area
        key={id}
        dataKey={mean}
        stackId="all"
        stroke={colour}
        fill={colour}
        fillOpacity={0.35}
        dot={false}
        isAnimationActive={false}
      />
    );
  }
  if (look === 'steps') {
    return (
      <Area
        key={id}
        type="stepAfter"
        dataKey={mean}
        stroke={colour}
        fill={colour}
        fillOpacity={0.16}
        dot={false}
        isAnimationActive={false}
      />
    );
  }
  const line = (
    <Line
      key={id}
      dataKey={mean}
      stroke={colour}
      strokeWidth={1.5}
      dot={({ key, cx, cy, index: row }) =>
        row !== undefined && standsAlone(rows, row, index) ? (
          <circle key={key} cx={cx} cy={cy} r={2} fill={colour} />
        ) : (
          <g key={key} />
        )
      }
      isAnimationActive={false}
    />
  );
  if (look === 'means') return line;
  return [
    <Area
      key={`${id} spread`}
      dataKey={(row: ChartRow) => row.spreads[index] as [number, number] | null}
      stroke="none"
      fill={colour}
      fillOpacity={0.16}
      activeDot={false}
      isAnimationActive={false}
    />,
    line,
  ];
};
