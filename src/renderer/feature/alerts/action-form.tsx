import { type FormEvent, type ReactNode, useState } from 'react';
import type { AlertRow } from '../../../preload/contract/views.js';
import { sayReach } from '../../text/delivery.js';
import { useNow, wallClock } from '../../text/now.js';
import { ago } from '../../text/time.js';
import { Button, type ButtonLook } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Choice, TextArea } from '../../ui/field.js';
import { type Act, useAct, useUndoActions } from './act.js';

export type ActionKind = 'acknowledge' | 'resolve' | 'suppress' | 'escalate' | 'note';

interface FormProps {
  readonly row: AlertRow;
  readonly onClose: () => void;
}

/** The question that an action asks before it is done. */
export const ActionForm = ({ kind, ...rest }: FormProps & { kind: ActionKind }) => {
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

interface QuestionProps extends FormProps {
  readonly title: string;
  readonly verb: string;
  readonly look?: ButtonLook;
  readonly isReady?: boolean;
  /** Nothing is to be filled in: the verb is what a key finds first. */
  readonly isPlain?: boolean;
  readonly send: (act: Act) => Promise<boolean>;
  readonly children: ReactNode;
}

const Question = ({
  row,
  onClose,
  title,
  verb,
  look = 'primary',
  isReady = true,
  isPlain = false,
  send,
  children,
}: QuestionProps) => {
  const act = useAct();
  const [isSending, setSending] = useState(false);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSending(true);
    if (await send(act)) onClose();
    else setSending(false);
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => void onSubmit(event)}
        onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.currentTarget.requestSubmit()}
        className="flex flex-col gap-4"
      >
        <p className="text-soft">{row.summary}</p>
        {children}
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button
            type="submit"
            look={look}
            disabled={isSending || !isReady}
            shortcut="Ctrl ↵"
            {...(isPlain ? { 'data-first': true } : {})}
          >
            {verb}
          </Button>
        </div>
      </form>
    </Dialog>
  );
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
  const { row } = props;
  const [note, setNote] = useState('');
  const [end, setEnd] = useState<End>('resolved');
  const undo = useUndoActions();
  const send = (act: Act) =>
    act(
      'alert.acknowledge',
      { alert: row.id, note, end: endOf(end) },
      'Acknowledged: you have it. Repeats stop.',
      () => void undo.unacknowledge(row),
    );
  return (
    <Question {...props} title="Acknowledge" verb="Acknowledge" send={send}>
      <Choice label="How long" options={ENDS} value={end} onPick={setEnd} />
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
  const { row } = props;
  const [reason, setReason] = useState('');
  const [judged, setJudged] = useState<Judgement>('real');
  const undo = useUndoActions();
  const send = (act: Act) =>
    act(
      'alert.resolve',
      { alert: row.id, reason, judged: judged === 'unsaid' ? null : judged },
      'Resolved.',
      () => void undo.reopen(row),
    );
  return (
    <Question {...props} title="Resolve" verb="Resolve" send={send}>
      <TextArea
        label="What mended it"
        value={reason}
        onChange={(event) => setReason(event.target.value)}
        data-first
        placeholder="Rolled back the release"
      />
      <Choice label="What was it" options={JUDGEMENTS} value={judged} onPick={setJudged} />
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
  const { row } = props;
  const [why, setWhy] = useState('');
  const [length, setLength] = useState<Length>('60');
  const undo = useUndoActions();
  const label = LENGTHS.find((option) => option.value === length)?.label ?? '';
  const send = (act: Act) =>
    act(
      'alert.suppress',
      { alert: row.id, for: Number(length) * MINUTE, why },
      `Suppressed for ${label}. It stays in sight.`,
      () => void undo.unsuppress(row),
    );
  return (
    <Question {...props} title="Suppress" verb={`Suppress for ${label}`} send={send}>
      <Choice label="How long" options={LENGTHS} value={length} onPick={setLength} />
      <TextArea
        label="Why"
        value={why}
        onChange={(event) => setWhy(event.target.value)}
        data-first
        placeholder="Known fault, mended on Monday"
      />
      <p className="text-small text-faint">
        No notifications for this alert until then. If it still fires when the time is over, it is told once.
      </p>
    </Question>
  );
};

/** Escalating wakes people: it says whom, before it does. */
const EscalateForm = (props: FormProps) => {
  const { row } = props;
  const next = row.escalation.find(({ done }) => !done);
  const now = useNow();
  const send = (act: Act) => act('alert.escalate', { alert: row.id }, `Level ${next?.level}, team ${next?.team}, is told now.`);
  return (
    <Question {...props} title="Escalate now" verb="Tell them now" isPlain isReady={next !== undefined} send={send}>
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
  const send = (act: Act) => act('alert.note', { alert: props.row.id, text }, 'Note added.');
  return (
    <Question {...props} title="Add a note" verb="Add" isReady={text.trim() !== ''} send={send}>
      <TextArea label="Note" value={text} onChange={(event) => setText(event.target.value)} data-first />
    </Question>
  );
};
