import type { HistoryAnswer } from '../../preload/contract/views.js';
import { type TimeSpan, useHistory } from '../query/reads/history.js';
import { useChosenSpan } from '../state/chosen-span.js';
import { useView } from '../state/console.js';
import { usePreferences } from '../state/preferences.js';
import { sayDeploy } from '../text/performance.js';
import type { TimeChartProps } from './props.js';
import { chartStart } from './series.js';
import { ChartPlace, TimeChart } from './time-chart.js';

interface HistoryChartProps {
  readonly metric: string;
  readonly series: readonly string[];
  /** A word for a series, from its labels. */
  readonly labelOf: (labels: Readonly<Record<string, string>>) => string;
  readonly threshold?: TimeChartProps['threshold'];
  readonly look?: TimeChartProps['look'];
  readonly height: number;
  /** `page`: as wide as the page. */
  readonly width?: 'column' | 'page';
  /** Instead of the time range that is chosen for the whole console. */
  readonly time?: TimeSpan | undefined;
  readonly moments?: TimeChartProps['moments'];
  readonly most?: TimeChartProps['most'];
}

/** Words that are nearer to each other than this share of the chart would hide each other, by how wide it is. */
const APART = { column: 0.4, page: 0.16 } as const;

/** What went live, with a word where there is room for it: the newest first. */
const deployMoments = (deploys: HistoryAnswer['deploys'], apart: number): NonNullable<TimeChartProps['moments']> => {
  let named = Number.POSITIVE_INFINITY;
  return deploys.toReversed().map((deploy) => {
    const hasRoom = named - deploy.at > apart;
    if (hasRoom) named = deploy.at;
    return { at: deploy.at, word: hasRoom ? sayDeploy(deploy) : '' };
  });
};

const NO_READING = 'No reading in this time range. Choose a longer one above.';

/** A stretch of time of some series, with each honest state: on its way, failed, nothing yet. */
export const HistoryChart = (props: HistoryChartProps) => {
  const bornAt = useView((view) => view.watch.bornAt);
  const range = usePreferences((preferences) => preferences.range);
  const zoom = useChosenSpan();
  const { data, error } = useHistory(props.series, zoom ?? props.time ?? range);
  if (error !== null) return <ChartPlace height={props.height} text={`The history could not be read: ${error.message}`} />;
  if (props.series.length === 0)
    return <ChartPlace height={props.height} text="Nothing was measured yet. The first reading draws the first point." />;
  if (data === undefined) return <ChartPlace height={props.height} text={null} />;
  if (data.ranges.every((found) => found.points.length === 0))
    return (
      <ChartPlace
        height={props.height}
        text={
          props.time === undefined && zoom === null
            ? NO_READING
            : 'No reading of this time is left. It may be older than what is kept.'
        }
      />
    );
  return (
    <TimeChart
      metric={props.metric}
      ranges={data.ranges}
      labels={data.ranges.map((found) => props.labelOf(found.series.labels))}
      from={zoom === null ? chartStart(data, bornAt) : data.from}
      to={data.to}
      unobserved={data.unobserved}
      look={props.look ?? 'lines'}
      height={props.height}
      {...(props.most === undefined ? {} : { most: props.most })}
      {...(props.threshold === undefined ? {} : { threshold: props.threshold })}
      moments={[
        ...(props.moments ?? []),
        ...deployMoments(data.deploys, APART[props.width ?? 'column'] * (data.to - data.from)),
      ]}
    />
  );
};
