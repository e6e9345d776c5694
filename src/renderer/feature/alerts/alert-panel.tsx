import type { AlertDetail, AlertRow } from '../../../preload/contract/views.js';
import { useAlertDetail } from '../../query/reads/alerts.js';
import { usePast, useView } from '../../state/console.js';
import { rulePath, targetPath } from '../../state/place.js';
import { asBeginning, sayAlert, sayConcern, sayHolder, sayLimit, sayNext, sayValue } from '../../text/alert.js';
import { sayRisk } from '../../text/business.js';
import { useNow } from '../../text/now.js';
import { metricName, quantity } from '../../text/quantity.js';
import { saySeverity } from '../../text/states.js';
import { shortly, spell } from '../../text/time.js';
import { Ago, useZone } from '../../text/zone.js';
import { Badge, Notice } from '../../ui/mark.js';
import { Panel, Part } from '../../ui/panel.js';
import { Facts, Skeleton } from '../../ui/section.js';
import { Unbroken } from '../../ui/unbroken.js';
import type { ActionKind } from './action-form.js';
import { EarlierEpisodes, RelatedAlerts } from './company.js';
import { Controls } from './controls.js';
import { Deliveries } from './deliveries.js';
import { EpisodeChart } from './episode-chart.js';
import { FirstSteps } from './first-steps.js';
import { Loads } from './loads.js';
import { Timeline } from './timeline.js';
import { WhatNext } from './what-next.js';
import { WhyAlert } from './why.js';

interface PanelProps {
  readonly id: string;
  readonly onAct: (kind: ActionKind, row: AlertRow) => void;
  readonly onClose: () => void;
}

/** Everything about one alert. Opens with what to do first. */
export const AlertPanel = ({ id, onAct, onClose }: PanelProps) => {
  const inView = useView((view) => view.alerts[id] ?? null);
  const { data, error } = useAlertDetail(id, inView);
  const isPast = usePast(({ shown }) => shown !== null);
  // What is known of it today must not stand for what was known then.
  const row = inView ?? (isPast ? null : data?.row) ?? null;
  if (row === null)
    return (
      <Panel title="Alert" heading={<h2 className="text-lead font-semibold">Alert {id}</h2>} onClose={onClose}>
        {isPast ? (
          <Notice tone="neutral" title="The console did not show this alert then">
            It had not begun yet, or had ended more than a day before.
          </Notice>
        ) : error === null ? (
          <Skeleton className="h-40 w-full" />
        ) : (
          <Notice tone="warning" title="This alert cannot be shown">
            {error.message}
          </Notice>
        )}
      </Panel>
    );
  return (
    <Panel
      title="Alert"
      heading={<Heading row={row} />}
      controls={<Controls row={row} onAct={(kind) => onAct(kind, row)} />}
      onClose={onClose}
    >
      <FirstSteps row={row} />
      <State row={row} />
      <WhatNext row={row} onEscalate={() => onAct('escalate', row)} />
      {error !== null && (
        <Notice tone="warning" title="Parts of this alert could not be read">
          {error.message}
        </Notice>
      )}
      {data !== undefined ? (
        <Evidence detail={data} row={row} />
      ) : (
        error === null && <Skeleton className="h-56 w-full shrink-0" />
      )}
      <WhyAlert row={row} />
      <Loads row={row} />
      {data !== undefined ? <Story detail={data} row={row} /> : error === null && <Skeleton className="h-48 w-full" />}
    </Panel>
  );
};

const Heading = ({ row }: { row: AlertRow }) => {
  const { tone, word } = sayAlert(row);
  const severity = saySeverity(row.severity);
  return (
    <div className="flex flex-col gap-1.5">
      <p className="flex flex-wrap items-center gap-2 text-small text-faint">
        <Badge tone={tone} word={word} />
        {word !== severity.word && <span>{severity.word.toLowerCase()}</span>}
        <span title="The number of this episode, as messages name it">
          no. <span className="font-mono">{row.id}</span>
        </span>
        {row.isTest && <span>test alert</span>}
      </p>
      <h2 className="text-lead font-semibold text-pretty break-words">
        <Unbroken text={row.summary} />
      </h2>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="text-title font-semibold">{sayValue(row)}</span>
        <span className="text-faint">{sayLimit(row)}</span>
        {row.worst !== null && row.worst !== row.value && (
          <span className="text-faint">worst {quantity(row.worst, row.metric)}</span>
        )}
      </p>
    </div>
  );
};

const lasted = ({ resolvedAt, startedAt }: AlertRow): string => spell(Math.max(0, (resolvedAt ?? startedAt) - startedAt));

/** The clock and how long ago: the one is compared with other events, the other is felt. */
const Began = ({ row: { startedAt } }: { row: AlertRow }) => {
  const now = useNow();
  const zone = useZone();
  return (
    <>
      {shortly(startedAt, now, zone)}, <Ago at={startedAt} />
    </>
  );
};

const State = ({ row }: { row: AlertRow }) => {
  const now = useNow();
  const next = sayNext(row, now);
  const target = useView((view) => (row.target === null ? null : (view.targets[row.target]?.name ?? row.target)));
  const items = [
    { label: 'Began', value: <Began row={row} /> },
    ...(row.state === 'resolved'
      ? [{ label: 'Lasted', value: lasted(row) }]
      : [{ label: 'Who has it', value: <Holder row={row} /> }]),
    ...(next === null ? [] : [{ label: row.state === 'resolved' ? 'Resolved' : 'Next', value: asBeginning(next) }]),
    ...(row.target === null
      ? []
      : [
          {
            label: 'Target',
            value: (
              <a className="text-accent hover:underline" href={`#${targetPath(row.target)}`}>
                {target}
              </a>
            ),
          },
        ]),
    {
      label: 'Rule',
      value: (
        <a className="text-accent hover:underline" href={`#${rulePath(row.rule)}`}>
          {row.name}
        </a>
      ),
    },
    { label: 'Measured', value: row.metric === '' ? 'Nothing: it is a test' : metricName(row.metric) },
    { label: 'Concerns', value: sayConcern(row) },
  ];
  return (
    <Part title="State">
      <Facts items={items} />
    </Part>
  );
};

const Holder = ({ row }: { row: AlertRow }) => {
  const now = useNow();
  const note = row.suppressed !== null ? row.suppressed.why : row.acknowledged?.note;
  return (
    <>
      {asBeginning(sayHolder(row, now))}
      {row.suppressed !== null && ` (${row.suppressed.by})`}
      {note !== undefined && note !== '' && <span className="block text-soft">“{note}”</span>}
    </>
  );
};

/** What it looks like and what it costs comes before the reasons for each message. */
const Evidence = ({ detail, row }: { detail: AlertDetail; row: AlertRow }) => (
  <>
    {detail.series.length > 0 && <EpisodeChart detail={detail} row={row} />}
    {detail.atRisk !== null && (
      <Part title="Revenue at risk">
        <p>{sayRisk(detail.atRisk)}</p>
      </Part>
    )}
  </>
);

const Story = ({ detail, row }: { detail: AlertDetail; row: AlertRow }) => (
  <>
    <RelatedAlerts related={detail.related} />
    <Part title="Timeline">
      <Timeline entries={detail.timeline} metric={row.metric} />
    </Part>
    <Part title="Notifications">
      <Deliveries deliveries={detail.deliveries} />
    </Part>
    <EarlierEpisodes earlier={detail.earlier} />
  </>
);
