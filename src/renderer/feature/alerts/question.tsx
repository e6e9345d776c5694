import { type FormEvent, type ReactNode, useMemo, useRef, useState } from 'react';
import type { AlertRow } from '../../../preload/contract/views.js';
import { count, plain } from '../../text/quantity.js';
import { Button, type ButtonLook } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { type ActionKind, type ActOnEach, useActOnEach } from './act.js';

export interface FormProps {
  readonly first: AlertRow;
  readonly rows: readonly AlertRow[];
  /** How many of those that were picked it cannot be done to. */
  readonly left: number;
  readonly onClose: () => void;
  readonly onDone?: (() => void) | undefined;
}

interface QuestionProps extends FormProps {
  readonly kind: ActionKind;
  readonly title: string;
  readonly verb: string;
  readonly look?: ButtonLook;
  readonly isReady?: boolean;
  /** Nothing is to be filled in: the verb is what a key finds first. */
  readonly isPlain?: boolean;
  readonly send: (act: ActOnEach) => Promise<boolean>;
  readonly children: ReactNode;
}

/** A question in a dialog, of which it says what it is about, and whose answer carries out an act. */
export const Question = ({
  kind,
  rows,
  left,
  onClose,
  onDone,
  title,
  verb,
  look = 'primary',
  isReady = true,
  isPlain = false,
  send,
  children,
}: QuestionProps) => {
  const { act, answered, stop } = useStoppable();
  const [isSending, setSending] = useState(false);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    // The keys send a form past its button.
    if (isSending || !isReady) return;
    setSending(true);
    if (!(await send(act))) return setSending(false);
    onDone?.();
    onClose();
  };
  // The keys belong to the list again at once; where main refuses, the question comes back with what was typed.
  if (isSending && rows.length <= MOST_NAMED) return null;
  return (
    <Dialog title={title} onClose={onClose}>
      <form
        onSubmit={(event) => void onSubmit(event)}
        onKeyDown={(event) => event.key === 'Enter' && (event.ctrlKey || event.metaKey) && event.currentTarget.requestSubmit()}
        className="flex flex-col gap-4"
      >
        <About rows={rows} left={left} />
        {children}
        <div className="flex justify-end gap-2">
          {isSending ? (
            <>
              <span role="status" className="mr-auto self-center text-faint">
                {plain(answered)} of {plain(rows.length)} answered
              </span>
              <Button onClick={stop}>Stop</Button>
            </>
          ) : (
            <Button onClick={onClose}>Cancel</Button>
          )}
          <Button
            type="submit"
            acts={`alert.${kind}`}
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

/** An action on many alerts, of which it is seen how far it is, and which can be ended before its time. */
const useStoppable = (): { readonly act: ActOnEach; readonly answered: number; readonly stop: () => void } => {
  const [answered, setAnswered] = useState(0);
  const isStopped = useRef(false);
  const stop = (): void => {
    isStopped.current = true;
  };
  const course = useMemo(() => ({ onProgress: setAnswered, isStopped: () => isStopped.current }), []);
  return { act: useActOnEach(course), answered, stop };
};

const MOST_NAMED = 5;

/** What the question is about: by name as far as a person reads on. */
const About = ({ rows, left }: Pick<FormProps, 'rows' | 'left'>) => (
  <div className="text-soft">
    {rows.slice(0, MOST_NAMED).map((row) => (
      <p key={row.id} className={rows.length === 1 ? undefined : 'truncate'} title={row.summary}>
        {row.summary}
      </p>
    ))}
    {rows.length > MOST_NAMED && <p>and {count(rows.length - MOST_NAMED, 'more alert')}</p>}
    {left === 1 && <p className="text-faint">1 other that is picked stays as it is: it is in hand, or over.</p>}
    {left > 1 && <p className="text-faint">{count(left, 'other')} that are picked stay as they are: in hand, or over.</p>}
  </div>
);

/** `Acknowledge`, or `Acknowledge 12 alerts`. */
export const verbOf = (verb: string, rows: readonly AlertRow[]): string =>
  rows.length === 1 ? verb : `${verb} ${count(rows.length, 'alert')}`;
