import { useState } from 'react';
import type { AlertRow } from '../../../preload/contract/views.js';
import { sayReach } from '../../text/delivery.js';
import { useNow, wallClock } from '../../text/now.js';
import { count, plain } from '../../text/quantity.js';
import { ago } from '../../text/time.js';
import { Choice, TextArea } from '../../ui/field.js';
import { type ActionKind, type ActOnEach, useUndoActions } from './act.js';
import { type FormProps, Question, verbOf } from './question.js';

interface AskProps {
  readonly kind: ActionKind;
  /** The alerts that it is about, at least one. */
  readonly rows: readonly AlertRow[];
  readonly onClose: () => void;
  /** It was done. */
  readonly onDone?: () => void;
}

/** The question that an action asks before it is done, to one alert or to several. */
export const ActionForm = ({ kind, rows, onClose, onDone }: AskProps) => {
  const fit = rows.filter((row) => isOpenTo(kind, row));
  // Of one alert that it cannot be done to, main says why not.
  const about = fit.length === 0 ? rows : fit;
  const first = about[0];
  if (first === undefined) return null;
  const rest: FormProps = { first, rows: about, left: rows.length - about.length, onClose, onDone };
  switch (kind) {
    case 'acknowledge':
      return <AcknowledgeForm {...rest} />;
    case 'resolve':
      return <ResolveForm {...rest} />;
    case 'suppress':
      return <SuppressForm {...rest} />;
    case 'escalate':
      return <EscalateForm {...rest} />;
    case 'note':
      return <NoteForm {...rest} />;
  }
};

/** Whether it makes a difference: what is acknowledged stays in the hands that it is in. */
const isOpenTo = (kind: ActionKind, row: AlertRow): boolean => {
  if (kind === 'note') return true;
  if (row.state === 'resolved') return false;
  if (kind === 'acknowledge') return row.acknowledged === null;
  return kind !== 'suppress' || row.suppressed === null;
};

const MINUTE = 60_000;
const ENDS = [
  { value: 'resolved', label: 'Until resolved' },
  { value: '30', label: '30 min' },
  { value: '120', label: '2 h' },
  { value: '480', label: '8 h' },
  { value: 'worse', label: 'Until 20 % worse' },
] as const;
type End = (typeof ENDS)[number]['value'];

const endOf = (end: End) =>
  end === 'resolved' || end === 'worse'
    ? ({ kind: end } as const)
    : ({ kind: 'until', at: wallClock() + Number(end) * MINUTE } as const);

const AcknowledgeForm = (props: FormProps) => {
  const { rows } = props;
  const [note, setNote] = useState('');
  const [end, setEnd] = useState<End>('resolved');
  const undo = useUndoActions();
  const send = (act: ActOnEach) =>
    act(
      'alert.acknowledge',
      rows.map((row) => ({ alert: row.id, note, end: endOf(end) })),
      (n) => (n === 1 ? 'Acknowledged: you have it. Repeats stop.' : `Acknowledged ${plain(n)}: you have them. Repeats stop.`),
      (done) => void undo.acknowledged(done),
    );
  return (
    <Question {...props} kind="acknowledge" title={verbOf('Acknowledge', rows)} verb="Acknowledge" send={send}>
      <Choice legend="shown" label="How long" options={ENDS} value={end} onPick={setEnd} />
      <TextArea
        label="Note, if you like"
        value={note}
        onChange={(event) => setNote(event.target.value)}
        data-first
        placeholder="Looking at it with Ana"
      />
    </Question>
  );
};

const JUDGEMENTS = [
  { value: 'real', label: 'It was real' },
  { value: 'noise', label: 'It was noise' },
  { value: 'unsaid', label: 'Not sure' },
] as const;
type Judgement = (typeof JUDGEMENTS)[number]['value'];

const ResolveForm = (props: FormProps) => {
  const { rows } = props;
  const [reason, setReason] = useState('');
  const [judged, setJudged] = useState<Judgement>('real');
  const undo = useUndoActions();
  const send = (act: ActOnEach) =>
    act(
      'alert.resolve',
      rows.map((row) => ({ alert: row.id, reason, judged: judged === 'unsaid' ? null : judged })),
      (n) => (n === 1 ? 'Resolved.' : `Resolved ${plain(n)}.`),
      (done) => void undo.reopen(...done.map(({ input }) => ({ id: input.alert }))),
    );
  return (
    <Question {...props} kind="resolve" title={verbOf('Resolve', rows)} verb="Resolve" send={send}>
      <TextArea
        label="What mended it"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        data-first
        placeholder="Rolled back the release"
      />
      <Choice legend="shown" label="What was it" options={JUDGEMENTS} value={judged} onPick={setJudged} />
      <p className="text-small text-faint">It can fire again once its condition has been good, or after 30 observed minutes.</p>
    </Question>
  );
};

const LENGTHS = [
  { value: '30', label: '30 min' },
  { value: '60', label: '1 h' },
  { value: '240', label: '4 h' },
  { value: '1440', label: '1 day' },
  { value: '10080', label: '1 week' },
] as const;
type Length = (typeof LENGTHS)[number]['value'];

const SuppressForm = (props: FormProps) => {
  const { rows } = props;
  const [why, setWhy] = useState('');
  const [length, setLength] = useState<Length>('60');
  const undo = useUndoActions();
  const label = LENGTHS.find((option) => option.value === length)?.label ?? '';
  const send = (act: ActOnEach) =>
    act(
      'alert.suppress',
      rows.map((row) => ({ alert: row.id, for: Number(length) * MINUTE, why })),
      (n) =>
        n === 1 ? `Suppressed for ${label}. It stays in sight.` : `Suppressed ${plain(n)} for ${label}. They stay in sight.`,
      (done) => void undo.suppressed(done),
    );
  return (
    <Question {...props} kind="suppress" title={verbOf('Suppress', rows)} verb={`Suppress for ${label}`} send={send}>
      <Choice legend="shown" label="How long" options={LENGTHS} value={length} onPick={setLength} />
      <TextArea
        label="Why"
        value={why}
        onChange={(event) => setWhy(event.target.value)}
        data-first
        placeholder="Known fault, mended on Monday"
      />
      <p className="text-small text-faint">
        {rows.length === 1 ? 'No notifications for this alert' : 'No notifications for these alerts'} until then. What still
        fires when the time is over is told once.
      </p>
    </Question>
  );
};

/** Escalating wakes people: it says whom, before it does. */
const EscalateForm = (props: FormProps) => {
  const { first: row } = props;
  const next = row.escalation.find(({ done }) => !done);
  const now = useNow();
  const send = (act: ActOnEach) =>
    act('alert.escalate', [{ alert: row.id }], () => `Level ${next?.level}, team ${next?.team}, is told now.`);
  return (
    <Question
      {...props}
      kind="escalate"
      title="Escalate now"
      verb="Tell them now"
      isPlain
      isReady={next !== undefined}
      send={send}
    >
      {next === undefined ? (
        <p>Every level of its escalation has been told.</p>
      ) : (
        <p>
          <span className="font-medium">
            Level {next.level}: {next.team}
          </span>
          , {sayReach(next)}, now instead of {ago(next.at, now)}. The levels after it keep their times.
        </p>
      )}
    </Question>
  );
};

const NoteForm = (props: FormProps) => {
  const [text, setText] = useState('');
  const { rows } = props;
  const inputs = rows.map((row) => ({ alert: row.id, text }));
  const send = (act: ActOnEach) =>
    act('alert.note', inputs, (n) => (n === 1 ? 'Note added.' : `Note added to ${count(n, 'alert')}.`));
  return (
    <Question
      {...props}
      kind="note"
      title={verbOf('Add a note', rows).replace('note ', 'note to ')}
      verb="Add"
      isReady={text.trim() !== ''}
      send={send}
    >
      <TextArea label="Note" value={text} onChange={(event) => setText(event.target.value)} data-first />
    </Question>
  );
};
