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
import { names } from '../../ui/class-names.js';
import { Badge, Notice } from '../../ui/mark.js';
import { Part } from '../../ui/panel.js';
import { Facts, Skeleton } from '../../ui/section.js';
import { Unbroken } from '../../ui/unbroken.js';
import { EpisodeChart } from './episode-chart.js';

/** One alert as it is shown, of now or of the past, and what main knows of it beyond the view. */
export const useShownAlert = (id: string) => {
  const inView = useView((view) => view.alerts[id] ?? null);
  const { data, error } = useAlertDetail(id, inView);
  const isPast = usePast(({ shown }) => shown !== null);
  // What is known of it today must not stand for what was known then.
  const row = inView ?? (isPast ? null : data?.row) ?? null;
  return { row, data, error, isPast };
};

/** Why there is no such alert to show, or that it is on its way. */
export const NoSuchAlert = ({ isPast, error }: { isPast: boolean; error: Error | null }) =>
  isPast ? (
    <Notice tone="neutral" title="The console did not show this alert then">
      It had not begun yet, or had ended more than a day before.
    </Notice>
  ) : error === null ? (
    <Skeleton className="h-40 w-full" />
  ) : (
    <Notice tone="warning" title="This alert cannot be shown">
      {error.message}
    </Notice>
  );

/** Some of it is missing, and why. */
export const NotWhole = ({ error }: { error: Error | null }) =>
  error === null ? null : (
    <Notice tone="warning" title="Parts of this alert could not be read">
      {error.message}
    </Notice>
  );

/** What it is: how bad, which one, what is wrong, and the value against its limit. `level`: of its heading on the page. */
export const AlertHeading = ({ row, level: Title }: { row: AlertRow; level: 'h1' | 'h2' }) => {
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
      <Title className={names('font-semibold text-pretty break-words', Title === 'h1' ? 'text-title' : 'text-lead')}>
        <Unbroken text={row.summary} />
      </Title>
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

/** Since when, in whose hands, what it is about. */
export const AlertState = ({ row }: { row: AlertRow }) => {
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
      // A test and a drill are judged by no rule that one could look at.
      value:
        row.isTest || row.isDrill ? (
          row.name
        ) : (
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
export const AlertEvidence = ({ detail, row, height }: { detail: AlertDetail; row: AlertRow; height: number }) => (
  <>
    {detail.series.length > 0 && <EpisodeChart detail={detail} row={row} height={height} />}
    {detail.atRisk !== null && (
      <Part title="Revenue at risk">
        <p>{sayRisk(detail.atRisk)}</p>
      </Part>
    )}
  </>
);
