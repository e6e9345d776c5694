import type { DeskRow, TeamView } from '../../../preload/contract/views.js';
import { useView } from '../../state/console.js';
import { count } from '../../text/quantity.js';
import type { Saying } from '../../text/states.js';
import { Ago } from '../../text/zone.js';
import { Mark } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';

const STATES: Readonly<Record<DeskRow['state'], Saying>> = {
  leads: { tone: 'good', word: 'Leads' },
  follows: { tone: 'neutral', word: 'Follows' },
  away: { tone: 'unseen', word: 'Away' },
};

const Line = ({ row, isThis }: { row: DeskRow; isThis: boolean }) => (
  <li className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-0">
    <span className="w-28 shrink-0">
      <Mark {...STATES[row.state]} />
    </span>
    <span className="min-w-0 flex-1">
      <span className="block truncate">
        {row.name}
        {isThis && <span className="text-faint"> (this desk)</span>}
      </span>
      <span className="block truncate text-small text-faint">
        {row.host} · version {row.version}
        {row.waiting > 0 && ` · ${count(row.waiting, 'act')} waiting there`}
      </span>
    </span>
    <span className="text-soft">
      {row.state === 'away' ? 'last seen ' : 'started '}
      <Ago at={row.state === 'away' ? row.seenAt : row.since} />
    </span>
  </li>
);

const Waiting = ({ waiting }: Pick<TeamView, 'waiting'>) => (
  <Card>
    <ul aria-label="Acts that wait">
      {waiting.map(({ id, text, by, at }) => (
        <li key={id} className="flex items-center gap-4 border-b border-line px-4 py-2 last:border-0">
          <span className="w-28 shrink-0">
            <Mark tone="info" word="Waits" />
          </span>
          <span className="min-w-0 flex-1 truncate">{text}</span>
          <span className="text-soft">
            {by}, <Ago at={at} />
          </span>
        </li>
      ))}
    </ul>
  </Card>
);

/** How this desk learns of what the others write. */
const Hearing = ({ hearing }: Pick<TeamView, 'hearing'>) => (
  <p className="text-small text-faint">
    {hearing.kind === 'told'
      ? 'MongoDB tells this desk at once of what another writes.'
      : `This desk asks several times a second for what others write: ${hearing.why}.`}
  </p>
);

/** The desks that share this one's store, and what waits here for the one that leads. Nothing is drawn for a desk by itself. */
export const Team = () => {
  const { team } = useView((view) => view.system);
  if (team === null) return null;
  return (
    <Section
      title="Desks"
      note={
        team.role === 'leads'
          ? 'This desk leads: it reads, judges and tells for all.'
          : 'This desk follows. The figures of this page are those of the desk that leads.'
      }
    >
      <div className="flex flex-col gap-4">
        <Card>
          <ul>
            {team.desks.map((row) => (
              <Line key={row.id} row={row} isThis={row.id === team.desk} />
            ))}
          </ul>
        </Card>
        <Hearing hearing={team.hearing} />
        {team.waiting.length > 0 && <Waiting waiting={team.waiting} />}
      </div>
    </Section>
  );
};
