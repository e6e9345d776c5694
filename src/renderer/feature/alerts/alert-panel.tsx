import { Maximize2 } from 'lucide-react';
import type { AlertDetail, AlertRow } from '../../../preload/contract/views.js';
import { episodePath, usePlaceQuery } from '../../state/place.js';
import { IconLink } from '../../ui/button.js';
import { Panel, Part } from '../../ui/panel.js';
import { Skeleton } from '../../ui/section.js';
import type { ActionKind } from './act.js';
import { AlertEvidence, AlertHeading, AlertState, NoSuchAlert, NotWhole, useShownAlert } from './alert-parts.js';
import { EarlierEpisodes, RelatedAlerts } from './company.js';
import { Controls } from './controls.js';
import { Deliveries } from './deliveries.js';
import { FirstSteps } from './first-steps.js';
import { Loads } from './loads.js';
import { Timeline } from './timeline.js';
import { withQuery } from './view-query.js';
import { WhatNext } from './what-next.js';
import { WhyAlert } from './why.js';

interface PanelProps {
  readonly id: string;
  readonly onAct: (kind: ActionKind, row: AlertRow) => void;
  readonly onClose: () => void;
}

const CHART = 150;

/** Everything about one alert. Opens with what to do first. */
export const AlertPanel = ({ id, onAct, onClose }: PanelProps) => {
  const { row, data, error, isPast } = useShownAlert(id);
  const query = usePlaceQuery();
  if (row === null)
    return (
      <Panel title="Alert" heading={<h2 className="text-lead font-semibold">Alert {id}</h2>} onClose={onClose}>
        <NoSuchAlert isPast={isPast} error={error} />
      </Panel>
    );
  return (
    <Panel
      title="Alert"
      heading={<AlertHeading row={row} level="h2" />}
      actions={
        <IconLink name="Open as a page (f)" href={`#${withQuery(episodePath(row.id), query)}`} className="-mt-1">
          <Maximize2 size={15} aria-hidden="true" />
        </IconLink>
      }
      controls={<Controls row={row} onAct={(kind) => onAct(kind, row)} />}
      onClose={onClose}
    >
      <FirstSteps row={row} />
      <AlertState row={row} />
      <WhatNext row={row} onEscalate={() => onAct('escalate', row)} />
      <NotWhole error={error} />
      {data !== undefined ? (
        <AlertEvidence detail={data} row={row} height={CHART} />
      ) : (
        error === null && <Skeleton className="h-56 w-full shrink-0" />
      )}
      <WhyAlert row={row} />
      <Loads row={row} />
      {data !== undefined ? <Story detail={data} row={row} /> : error === null && <Skeleton className="h-48 w-full" />}
    </Panel>
  );
};

const Story = ({ detail, row }: { detail: AlertDetail; row: AlertRow }) => (
  <>
    <RelatedAlerts related={detail.related} leadsTo="panel" />
    <Part title="Timeline">
      <Timeline entries={detail.timeline} metric={row.metric} />
    </Part>
    <Part title="Notifications">
      <Deliveries deliveries={detail.deliveries} />
    </Part>
    <EarlierEpisodes earlier={detail.earlier} leadsTo="panel" />
  </>
);
