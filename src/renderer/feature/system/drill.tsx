import { Siren } from 'lucide-react';
import { useState } from 'react';
import type { DrillReport } from '../../../preload/contract/views.js';
import { Unread } from '../../query/answered.js';
import { useDrills } from '../../query/drills.js';
import { useRefresh } from '../../query/read.js';
import { useCall } from '../../state/console.js';
import { Ago } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { type Option, SelectField } from '../../ui/field.js';
import { Notice } from '../../ui/mark.js';
import { Card, Section, Skeleton } from '../../ui/section.js';
import { toast } from '../../ui/toast.js';
import { WhyNot } from '../../ui/why-not.js';
import { DrillTable } from './drill-table.js';

const LENGTHS: readonly Option<'60000' | '120000' | '600000' | '3600000'>[] = [
  { value: '60000', label: 'within 1 minute' },
  { value: '120000', label: 'within 2 minutes' },
  { value: '600000', label: 'within 10 minutes' },
  { value: '3600000', label: 'within an hour' },
];

/** Practice of the escalation: starts it, follows it, and keeps what came of it. */
export const Drill = () => {
  const drills = useDrills();
  const [isAsking, setAsking] = useState(false);
  const newest = drills.data?.[0];
  return (
    <Section
      anew
      title="Fire drill"
      note="Practises the escalation with the real people and channels"
      actions={
        <Button acts="drill.start" disabled={newest?.endedAt === null} onClick={() => setAsking(true)}>
          <Siren size={14} aria-hidden="true" />
          Start a drill
        </Button>
      }
    >
      <WhyNot act="drill.start" />
      {drills.error !== null && (
        <Unread
          title={
            drills.data === undefined
              ? 'The drills could not be read'
              : 'The drills could not be read anew: this is the last answer'
          }
          error={drills.error}
          onAgain={drills.refetch}
        />
      )}
      {(drills.data !== undefined || drills.error === null) && <Kept reports={drills.data} />}
      {isAsking && <Ask onClose={() => setAsking(false)} />}
    </Section>
  );
};

/** The newest in full, those before it as lines; undefined: they are on their way. */
const Kept = ({ reports }: { reports: readonly DrillReport[] | undefined }) => {
  const [newest, ...earlier] = reports ?? [];
  return (
    <Card className="overflow-hidden">
      {reports === undefined && <Skeleton className="m-4 h-16" />}
      {reports !== undefined && newest === undefined && (
        <p className="p-4 text-soft">
          Nobody has practised yet. A drill tells every level within minutes, marked DRILL everywhere, and says who could be
          reached and who could not. It counts as no alert.
        </p>
      )}
      {newest !== undefined && <Report report={newest} />}
      {earlier.length > 0 && (
        <ul className="border-t border-line px-4 py-2">
          {earlier.map((report) => (
            <li key={report.id} className="flex items-center gap-3 py-1">
              <span className="grow text-soft">
                {report.id}, <Ago at={report.startedAt} />, by {report.by}
              </span>
              <Copy report={report} />
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
};

const Report = ({ report }: { report: DrillReport }) => {
  const call = useCall();
  const refresh = useRefresh();
  const isRunning = report.endedAt === null;
  const onEnd = async (): Promise<void> => {
    const answer = await call('alert.resolve', { alert: report.id, reason: 'The drill was ended.', judged: null });
    if (!answer.ok) toast({ tone: 'warning', text: answer.error.message });
    await refresh('drill.list');
  };
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-3">
        <p className="grow">
          <span className="font-medium">{isRunning ? 'A drill runs' : 'The last drill'}</span>{' '}
          <span className="text-faint">
            {report.id}, started <Ago at={report.startedAt} /> by {report.by}
          </span>
        </p>
        <Copy report={report} />
        {isRunning && (
          <Button acts="alert.resolve" onClick={() => void onEnd()}>
            End the drill
          </Button>
        )}
      </div>
      <DrillTable report={report} />
    </>
  );
};

const Copy = ({ report }: { report: DrillReport }) => {
  const onCopy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(report.markdown);
      toast({ tone: 'good', text: 'The report is copied, as Markdown.' });
    } catch {
      toast({ tone: 'warning', text: 'The browser did not let it be copied. watchroom drill --report prints it.' });
    }
  };
  return (
    <Button look="quiet" onClick={() => void onCopy()}>
      Copy as Markdown
    </Button>
  );
};

const Ask = ({ onClose }: { onClose: () => void }) => {
  const call = useCall();
  const refresh = useRefresh();
  const [over, setOver] = useState<(typeof LENGTHS)[number]['value']>('120000');
  const [refused, setRefused] = useState<string | null>(null);
  const onStart = async (): Promise<void> => {
    const answer = await call('drill.start', { over: Number(over) });
    await refresh('drill.list');
    if (answer.ok) onClose();
    else setRefused(answer.error.message);
  };
  return (
    <Dialog title="Start a fire drill" onClose={onClose}>
      <div className="flex flex-col gap-4">
        <p>
          Everybody of every level is told for real: by email, Slack, SMS and webhook, up to the executive team. Every message
          says DRILL and that nothing is wrong.
        </p>
        <SelectField label="The whole escalation" options={LENGTHS} value={over} onPick={setOver} data-first />
        {refused !== null && (
          <Notice tone="warning" title="It did not start">
            {refused}
          </Notice>
        )}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button acts="drill.start" look="primary" onClick={() => void onStart()}>
            Tell everybody
          </Button>
        </div>
      </div>
    </Dialog>
  );
};
