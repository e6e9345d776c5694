import { BellOff, CheckCheck, MessageSquarePlus, UserCheck } from 'lucide-react';
import type { AlertRow } from '../../../preload/contract/views.js';
import { useConnection } from '../../state/console.js';
import { Button, IconButton } from '../../ui/button.js';
import { Kbd } from '../../ui/kbd.js';
import { useUndoActions } from './act.js';
import type { ActionKind } from './action-form.js';

/** The three controls, always here and in this order. What was done before turns a control into its undoing. */
export const Controls = ({ row, onAct }: { row: AlertRow; onAct: (kind: ActionKind) => void }) => {
  const undo = useUndoActions();
  const isCut = useConnection().kind === 'lost';
  const isOver = row.state === 'resolved';
  return (
    <div className="grid grid-cols-[1fr_1fr_1fr_auto] gap-2" role="group" aria-label="Actions">
      {row.acknowledged === null ? (
        <Button look="primary" shortcut="a" disabled={isCut || isOver} onClick={() => onAct('acknowledge')}>
          <UserCheck size={15} aria-hidden="true" />
          Acknowledge
        </Button>
      ) : (
        <Button disabled={isCut || isOver} onClick={() => void undo.unacknowledge(row)}>
          Unacknowledge
        </Button>
      )}
      {isOver ? (
        <Button disabled={isCut} onClick={() => void undo.reopen(row)}>
          Reopen
        </Button>
      ) : (
        <Button shortcut="r" disabled={isCut} onClick={() => onAct('resolve')}>
          <CheckCheck size={15} aria-hidden="true" />
          Resolve
        </Button>
      )}
      {row.suppressed === null ? (
        <Button shortcut="s" disabled={isCut || isOver} onClick={() => onAct('suppress')}>
          <BellOff size={15} aria-hidden="true" />
          Suppress
        </Button>
      ) : (
        <Button disabled={isCut} onClick={() => void undo.unsuppress(row)}>
          Unsuppress
        </Button>
      )}
      <IconButton name="Add a note" look="plain" disabled={isCut} onClick={() => onAct('note')} className="w-auto px-2">
        <MessageSquarePlus size={15} aria-hidden="true" />
        <Kbd keys="n" />
      </IconButton>
    </div>
  );
};
