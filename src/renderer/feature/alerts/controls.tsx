import { BellOff, CheckCheck, MessageSquarePlus, UserCheck } from 'lucide-react';
import type { AlertRow } from '../../../preload/contract/views.js';
import { useConnection } from '../../state/console.js';
import { Button, IconButton } from '../../ui/button.js';
import { WhyNot } from '../../ui/why-not.js';
import { type ActionKind, useUndoActions } from './act.js';

/** The three controls, always here and in this order. What was done before turns a control into its undoing. */
export const Controls = ({ row, onAct }: { row: AlertRow; onAct: (kind: ActionKind) => void }) => {
  const undo = useUndoActions();
  const isCut = useConnection().kind === 'lost';
  const isOver = row.state === 'resolved';
  return (
    <>
      <div className="grid grid-cols-[1fr_1fr_1fr_auto] gap-2">
        {row.acknowledged === null ? (
          <Button
            acts="alert.acknowledge"
            shape="tight"
            look="primary"
            shortcut="a"
            disabled={isCut || isOver}
            onClick={() => onAct('acknowledge')}
          >
            <UserCheck size={15} aria-hidden="true" />
            Acknowledge
          </Button>
        ) : (
          <Button
            acts="alert.unacknowledge"
            shape="tight"
            disabled={isCut || isOver}
            onClick={() => void undo.unacknowledge(row)}
          >
            Unacknowledge
          </Button>
        )}
        {isOver ? (
          <Button acts="alert.reopen" shape="tight" disabled={isCut} onClick={() => void undo.reopen(row)}>
            Reopen
          </Button>
        ) : (
          <Button acts="alert.resolve" shape="tight" shortcut="r" disabled={isCut} onClick={() => onAct('resolve')}>
            <CheckCheck size={15} aria-hidden="true" />
            Resolve
          </Button>
        )}
        {row.suppressed === null ? (
          <Button acts="alert.suppress" shape="tight" shortcut="s" disabled={isCut || isOver} onClick={() => onAct('suppress')}>
            <BellOff size={15} aria-hidden="true" />
            Suppress
          </Button>
        ) : (
          <Button acts="alert.unsuppress" shape="tight" disabled={isCut} onClick={() => void undo.unsuppress(row)}>
            Unsuppress
          </Button>
        )}
        <IconButton acts="alert.note" name="Add a note (n)" look="plain" disabled={isCut} onClick={() => onAct('note')}>
          <MessageSquarePlus size={15} aria-hidden="true" />
        </IconButton>
      </div>
      <WhyNot act="alert.acknowledge" />
    </>
  );
};
