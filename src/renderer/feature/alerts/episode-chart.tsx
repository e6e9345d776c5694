import { useState } from 'react';
import type { AlertDetail, AlertRow } from '../../../preload/contract/views.js';
import { HistoryChart } from '../../chart/history-chart.js';
import { rangeName, usePreferences } from '../../state/preferences.js';
import { sayLimit } from '../../text/alert.js';
import { episodeSpan } from '../../text/episode.js';
import { shownClock } from '../../text/now.js';
import { metricName } from '../../text/quantity.js';
import { Choice } from '../../ui/field.js';
import { Part } from '../../ui/panel.js';

type Shown = 'episode' | 'range';

/** What was measured around the episode; on demand over the time range that is chosen for the whole console. */
export const EpisodeChart = ({ detail, row, height }: { detail: AlertDetail; row: AlertRow; height: number }) => {
  const [shown, setShown] = useState<Shown>('episode');
  const range = usePreferences((preferences) => preferences.range);
  const span = episodeSpan(row, shownClock());
  const moments = [
    { at: row.firedAt as number, word: 'fired' },
    ...(row.resolvedAt === null ? [] : [{ at: row.resolvedAt as number, word: 'resolved' }]),
  ];
  return (
    <Part
      title={metricName(row.metric)}
      action={
        <Choice<Shown>
          label="Shown time"
          size="small"
          options={[
            { value: 'episode', label: 'This episode' },
            { value: 'range', label: rangeName(range).replace(/^l/, 'L') },
          ]}
          value={shown}
          onPick={setShown}
        />
      }
    >
      <HistoryChart
        metric={row.metric}
        series={detail.series.slice(0, 5)}
        labelOf={(labels) => labels.target ?? row.metric}
        height={height}
        threshold={{ value: row.threshold, label: sayLimit(row) }}
        time={shown === 'episode' ? span : undefined}
        moments={moments}
      />
    </Part>
  );
};
