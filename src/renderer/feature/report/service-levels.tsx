import { type ReactNode, useState } from 'react';
import type { ServiceLevelQuestion, ServiceLevelReport } from '../../../preload/contract/views.js';
import { KeepOnPaper } from '../../query/keep-on-paper.js';
import { useServiceLevels } from '../../query/reads/reports.js';
import { wallClock } from '../../text/now.js';
import { count, plain } from '../../text/quantity.js';
import { monthName, monthsBack, sayLeastSeen, sayLimits } from '../../text/service-level.js';
import { dateName, exactly, shortly, spell } from '../../text/time.js';
import { useZone } from '../../text/zone.js';
import { Notice } from '../../ui/mark.js';
import { Card, Page, Section, Skeleton } from '../../ui/section.js';
import { Cell, Row, Table } from '../../ui/table.js';
import { Line } from './alerts.js';
import { Promised } from './promised.js';

/** So far back a month can be chosen. */
const MOST_MONTHS = 36;

/** How the promises were kept over a calendar month or a year. */
export const ServiceLevels = ({ over, choice }: { over: ServiceLevelQuestion['over']; choice: ReactNode }) => {
  const zone = useZone();
  const months = monthsBack(wallClock(), zone, MOST_MONTHS);
  const [ends, end] = useState(months[0] ?? '');
  const { data, error } = useServiceLevels({ over, ends });
  const isRead = data !== undefined && error === null;
  return (
    <Page
      title="Service levels"
      note={isRead ? `${dateName(data.from, zone)} to ${dateName(data.to - 1, zone)}` : undefined}
      actions={
        <>
          {choice}
          <select
            aria-label={over === 'year' ? 'Twelve months up to' : 'Month'}
            value={ends}
            onChange={({ target }) => end(target.value)}
            className="h-8 rounded-md border border-line-strong/70 bg-sunken px-2 print:hidden"
          >
            {months.map((month) => (
              <option key={month} value={month}>
                {over === 'year' ? `12 months to ${monthName(month)}` : monthName(month)}
              </option>
            ))}
          </select>
          {isRead && <KeepOnPaper name={`service-levels-${over}-${ends}`} />}
        </>
      }
    >
      {error !== null ? (
        <Notice tone="neutral" title="There is no such report">
          {error.message}
        </Notice>
      ) : data === undefined ? (
        <Skeleton className="h-96 w-full" />
      ) : (
        <Told report={data} />
      )}
    </Page>
  );
};

const Told = ({ report }: { report: ServiceLevelReport }) => (
  <>
    <Made report={report} />
    <Promised report={report} />
    <Incidents report={report} />
    <Maintenance report={report} />
    <Changes report={report} />
  </>
);

const Made = ({ report: { site, profile, made, limits, promises, timeZone } }: { report: ServiceLevelReport }) => {
  const zone = useZone();
  const seen = sayLeastSeen(promises);
  return (
    <>
      <p className="text-soft">
        {site}, by the promises of {profile === 'royal-client' ? 'the royal client standard and ' : ''}the configuration as it
        is now; months by the clocks of {timeZone}. Made by {made.by} on {exactly(made.at, zone)}.
        {limits.length === 0 && ` ${seen ?? 'The data is complete.'}`}
      </p>
      {limits.length > 0 && (
        <Notice tone="unseen" title="The data is partial">
          {sayLimits(limits, zone)} {seen}
        </Notice>
      )}
    </>
  );
};

const Incidents = ({ report: { incidents, moreIncidents, to } }: { report: ServiceLevelReport }) => (
  <Section title="Worst incidents" note={incidents.length === 0 ? undefined : plain(incidents.length + moreIncidents)}>
    {incidents.length === 0 ? (
      <p className="text-faint">No critical alert and no warning is known of this time.</p>
    ) : (
      <Card>
        <ul>
          {incidents.map((row) => (
            <Line key={row.id} row={row} to={to} />
          ))}
        </ul>
      </Card>
    )}
    {moreIncidents > 0 && <p className="text-faint">and {count(moreIncidents, 'more incident')}, less grave or shorter</p>}
  </Section>
);

const WINDOWS = [
  { name: 'Window', side: 'left' },
  { name: 'Times', side: 'right' },
  { name: 'Together', side: 'right' },
] as const;

const Maintenance = ({ report: { maintenance } }: { report: ServiceLevelReport }) => (
  <Section title="Maintenance">
    {maintenance.length === 0 ? (
      <p className="text-faint">No window that is configured now lay in this time.</p>
    ) : (
      <>
        <p className="text-soft">
          Maintenance keeps messages back. It takes nothing out of a promise: what failed in it counts, and what is left without
          it stands beside.
        </p>
        <Card>
          <Table label="Maintenance windows" columns={WINDOWS}>
            {maintenance.map(({ name, times, length }) => (
              <Row key={name}>
                <Cell>{name}</Cell>
                <Cell side="right">{plain(times)}</Cell>
                <Cell side="right">{spell(length)}</Cell>
              </Row>
            ))}
          </Table>
        </Card>
      </>
    )}
  </Section>
);

const Changes = ({ report: { changes, otherSaves, to } }: { report: ServiceLevelReport }) => {
  const zone = useZone();
  return (
    <Section title="Changes of the promises">
      {changes.length === 0 && <p className="text-faint">No change of a promise is written down in this time.</p>}
      {changes.map(({ at, by, promises }) => (
        <p key={at}>
          {shortly(at, to, zone)}, {by}: {promises}
        </p>
      ))}
      {otherSaves > 0 && (
        <p className="text-faint">{count(otherSaves, 'other save')} of the configuration named no change of a promise.</p>
      )}
    </Section>
  );
};
