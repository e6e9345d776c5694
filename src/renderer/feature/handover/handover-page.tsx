import { Handshake } from 'lucide-react';
import { useState } from 'react';
import type { Handover, ShiftHours } from '../../../preload/contract/views.js';
import { Answered } from '../../query/answered.js';
import { KeepOnPaper } from '../../query/keep-on-paper.js';
import { useHandover } from '../../query/reads/reports.js';
import { useView } from '../../state/console.js';
import { useShiftNote, writeShiftNote } from '../../state/shift-note.js';
import { sayCoverage } from '../../text/handover.js';
import { count, plain } from '../../text/quantity.js';
import { sayCause } from '../../text/states.js';
import { dateName, span } from '../../text/time.js';
import { useZone } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { copyText } from '../../ui/copy.js';
import { Choice, TextArea } from '../../ui/field.js';
import { Notice } from '../../ui/mark.js';
import { Empty, Page, Section } from '../../ui/section.js';
import { toast } from '../../ui/toast.js';
import { Ended, Ending, Held, Notes } from './also.js';
import { handoverMarkdown } from './markdown.js';
import { OpenAlerts } from './open-alerts.js';

const SHIFTS = [
  { value: '8', label: '8 h' },
  { value: '12', label: '12 h' },
  { value: '24', label: '24 h' },
] as const;

/** What one shift leaves to the next: on the screen, as Markdown and on paper. */
export const HandoverPage = () => {
  const [shift, setShift] = useState<'8' | '12' | '24'>('8');
  const answer = useHandover(Number(shift) as ShiftHours);
  const { data } = answer;
  const zone = useZone();
  return (
    <Page
      title="Handover"
      note={data === undefined ? undefined : `${span(data.from, data.to, zone)} · ${sayCoverage(data)}`}
      actions={
        <>
          <Choice label="Length of the shift" options={SHIFTS} value={shift} onPick={setShift} />
          {data !== undefined && (
            <>
              <CopyButton handover={data} />
              <KeepOnPaper name={`handover-${dateName(data.to, zone)}`} />
            </>
          )}
        </>
      }
    >
      <Answered answer={answer}>{(handover) => <Told handover={handover} />}</Answered>
    </Page>
  );
};

const CopyButton = ({ handover }: { handover: Handover }) => {
  const site = useView((view) => view.desk.site.name);
  const note = useShiftNote(({ text }) => text);
  const zone = useZone();
  const copy = async (): Promise<void> => {
    const isCopied = await copyText(handoverMarkdown({ handover, note, site, zone }));
    toast(isCopied ? { tone: 'good', text: 'Copied.' } : { tone: 'warning', text: 'The clipboard cannot be written here.' });
  };
  return <Button onClick={() => void copy()}>Copy as Markdown</Button>;
};

const Told = ({ handover }: { handover: Handover }) => (
  <>
    <Unseen handover={handover} />
    {handover.isClear ? (
      <Empty title="Nothing to hand over" icon={<Handshake size={28} aria-hidden="true" />}>
        Nothing is open, held back or about to be heard again. What ended stands below.
      </Empty>
    ) : (
      <>
        <OpenAlerts title="Still firing: nobody has it" alerts={handover.unacknowledged} />
        <OpenAlerts title="Still firing: acknowledged" alerts={handover.acknowledged} />
        <OpenAlerts title="Still firing: suppressed" alerts={handover.suppressed} />
        {handover.more.open > 0 && (
          <p className="text-soft">
            and {count(handover.more.open, 'more open alert')}, milder than these:{' '}
            <a href="#/alerts" className="text-accent hover:underline">
              the whole list
            </a>
          </p>
        )}
        <Ending rows={handover.ending} />
        <Held rows={handover.held} />
      </>
    )}
    <Ended rows={handover.ended} more={handover.more.ended} />
    <Notes notes={handover.notes} />
    <ForTheNext />
  </>
);

const MOST_GAPS = 5;

/** Nothing that follows speaks for the time in which the desk did not look. */
const Unseen = ({ handover: { unobserved } }: { handover: Handover }) => {
  const zone = useZone();
  if (unobserved.length === 0) return null;
  const gaps = unobserved.slice(0, MOST_GAPS).map((gap) => `${span(gap.from, gap.to, zone)}, because ${sayCause(gap.cause)}`);
  const more = unobserved.length - gaps.length;
  return (
    <Notice tone="unseen" title="Part of this shift was not observed">
      {gaps.join('; ')}
      {more > 0 && `; and ${plain(more)} more`}. What happened then is not known.
    </Notice>
  );
};

const ForTheNext = () => {
  const text = useShiftNote((note) => note.text);
  return (
    <Section
      title="For the next shift"
      note={<span className="print:hidden">kept on this screen until you empty it; copied and printed with the rest</span>}
    >
      <div className="print:hidden">
        <TextArea
          label="What the next shift should know"
          value={text}
          maxLength={4_000}
          placeholder="Calls that were promised, work that goes on, whom to ask"
          onChange={(event) => writeShiftNote(event.target.value)}
        />
      </div>
      <p className="hidden whitespace-pre-wrap print:block">{text.trim() === '' ? 'Nothing.' : text}</p>
    </Section>
  );
};
