import { heading, seconds, table } from '../block.js';
import type { ReportBlock, ReportLine } from '../document.js';
import type { Told } from '../told.js';

export const targetsOf = ({ dashboard: { targets }, history }: Told): readonly ReportBlock[] => {
  const lines = history.series.flatMap((series): readonly ReportLine[] => {
    const points = series.points.map(([at, , mean]) => [at, mean] as const);
    return points.length < 2
      ? []
      : [{ name: series.labels.target ?? series.name, points, gapAfter: 2_500 * series.resolution }];
  });
  return [
    heading('Targets'),
    table(
      ['Target', 'State', 'Response', 'Last reading', 'Problem'],
      targets.map(({ name, state, responseSeconds, lastAt, problem }) => [
        name,
        state,
        seconds(responseSeconds),
        lastAt ?? '–',
        problem ?? '',
      ]),
    ),
    ...(lines.length === 0 ? [] : [{ kind: 'chart', title: 'Response times of the slowest pages', unit: 's', lines } as const]),
  ];
};
