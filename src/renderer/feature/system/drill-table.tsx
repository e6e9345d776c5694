import type { DrillLevel, DrillReport, DrillRow } from '../../../preload/contract/views.js';
import { useRefresh } from '../../query/read.js';
import { useCall } from '../../state/console.js';
import { sayChannel } from '../../text/delivery.js';
import type { Saying } from '../../text/states.js';
import { spell } from '../../text/time.js';
import { Button } from '../../ui/button.js';
import { Mark } from '../../ui/mark.js';
import { toast } from '../../ui/toast.js';

const OUTCOMES: Readonly<Record<DrillRow['outcome'], Saying>> = {
  waiting: { tone: 'neutral', word: 'On its way' },
  told: { tone: 'info', word: 'Told' },
  acknowledged: { tone: 'good', word: 'Acknowledged' },
  failed: { tone: 'critical', word: 'Failed' },
};

const STATES: Readonly<Record<Exclude<DrillLevel['state'], 'told'>, Saying>> = {
  'to come': { tone: 'neutral', word: 'To come' },
  nobody: { tone: 'critical', word: 'Nobody: no address on an enabled channel' },
  stopped: { tone: 'neutral', word: 'Not reached' },
};

/** Level by level, who was told and what came of it. */
export const DrillTable = ({ report }: { report: DrillReport }) => (
  <div className="overflow-x-auto">
    <table className="w-full">
      <caption className="sr-only">Who was told in the drill</caption>
      <thead className="text-left text-small text-faint">
        <tr>
          <th className="py-1.5 pr-4 pl-4 font-medium">To</th>
          <th className="py-1.5 pr-4 font-medium">By</th>
          <th className="py-1.5 pr-4 font-medium">Outcome</th>
          <th className="py-1.5 pr-4 font-medium">What the receiver said</th>
          <th className="py-1.5 pr-4 text-right font-medium">Answer</th>
        </tr>
      </thead>
      {report.levels.map((level) => (
        <Level key={level.level} level={level} report={report} />
      ))}
    </table>
  </div>
);

const Level = ({ level, report }: { level: DrillLevel; report: DrillReport }) => {
  const rows = report.rows.filter((row) => row.level === level.level);
  return (
    <tbody className="border-t border-line">
      <tr className="bg-sunken">
        <th colSpan={5} scope="rowgroup" className="px-4 py-1.5 text-left font-medium">
          <span className="flex flex-wrap items-center gap-x-3">
            Level {level.level}: {level.team ?? 'the rule’s own channels'}
            <span className="font-normal text-faint">
              {level.level === 0
                ? 'at once'
                : `${intoIt(level.plannedAt, report)} in the drill, after ${spell(level.realAfter)} of a real alert`}
            </span>
            {level.state !== 'told' && <Mark {...STATES[level.state]} />}
          </span>
        </th>
      </tr>
      {rows.map((row) => (
        <Row key={`${row.delivery} ${row.recipient}`} row={row} report={report} />
      ))}
    </tbody>
  );
};

const Row = ({ row, report }: { row: DrillRow; report: DrillReport }) => (
  <tr className="border-t border-line align-top">
    <td className="py-2 pr-4 pl-4 break-all">{row.recipient === '' ? 'this desk' : row.recipient}</td>
    <td className="py-2 pr-4 whitespace-nowrap">{sayChannel(row.channel)}</td>
    <td className="py-2 pr-4">
      <Mark {...OUTCOMES[row.outcome]} />
      <span className="block text-small text-faint">{whenOf(row, report)}</span>
    </td>
    <td className="py-2 pr-4 break-words text-soft">{row.said}</td>
    <td className="py-1 pr-4 text-right">
      <Answer row={row} report={report} />
    </td>
  </tr>
);

const intoIt = (at: number, { startedAt }: DrillReport): string =>
  at - startedAt < 1_000 ? 'at once' : `after ${spell(at - startedAt)}`;

const whenOf = (row: DrillRow, report: DrillReport): string => {
  const sent = `sent ${intoIt(row.sentAt, report)}`;
  return row.acknowledged === null ? sent : `by ${row.acknowledged.by}, ${spell(row.acknowledged.at - row.sentAt)} later`;
};

/** People say by telephone that it came: somebody notes it here. */
const Answer = ({ row, report }: { row: DrillRow; report: DrillReport }) => {
  const call = useCall();
  const refresh = useRefresh();
  if (row.outcome !== 'told' || report.endedAt !== null) return null;
  const onConfirm = async (): Promise<void> => {
    const answer = await call('drill.confirm', { drill: report.id, delivery: row.delivery });
    if (!answer.ok) toast({ tone: 'warning', text: answer.error.message });
    await refresh('drill.list');
  };
  return (
    <Button
      acts="drill.confirm"
      look="quiet"
      shape="tight"
      aria-label={`It arrived at ${row.recipient === '' ? 'this desk' : row.recipient}`}
      onClick={() => void onConfirm()}
    >
      It arrived
    </Button>
  );
};
