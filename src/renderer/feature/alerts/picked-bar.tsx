import { BellOff, CheckCheck, MessageSquarePlus, UserCheck, X } from 'lucide-react';
import { useConnection } from '../../state/console.js';
import { count } from '../../text/quantity.js';
import { Button, IconButton } from '../../ui/button.js';
import type { ActionKind } from './action-form.js';
import { MOST_PICKED, type Picked } from './picked.js';

/** What can be done to all that is picked, below the list, whose rows stay where they are. */
export const PickedBar = ({ picked, onAct }: { picked: Picked; onAct: (kind: ActionKind) => void }) => {
  const isCut = useConnection().kind === 'lost';
  return (
    <section
      aria-label="Picked alerts"
      className="flex flex-wrap items-center gap-2 border-t border-line-strong bg-raised px-5 py-2"
    >
      <span className="mr-2 font-medium" aria-live="polite">
        {count(picked.rows.length, 'alert')} picked
        {picked.rows.length === MOST_PICKED && <span className="font-normal text-faint">, the most at once</span>}
      </span>
      <Button acts look="primary" shortcut="a" disabled={isCut} onClick={() => onAct('acknowledge')}>
        <UserCheck size={15} aria-hidden="true" />
        Acknowledge
      </Button>
      <Button acts shortcut="r" disabled={isCut} onClick={() => onAct('resolve')}>
        <CheckCheck size={15} aria-hidden="true" />
        Resolve
      </Button>
      <Button acts shortcut="s" disabled={isCut} onClick={() => onAct('suppress')}>
        <BellOff size={15} aria-hidden="true" />
        Suppress
      </Button>
      <Button acts shortcut="n" disabled={isCut} onClick={() => onAct('note')}>
        <MessageSquarePlus size={15} aria-hidden="true" />
        Note
      </Button>
      <Button look="quiet" onClick={picked.all}>
        Pick all
      </Button>
      <IconButton name="Pick none (Esc)" className="ml-auto" onClick={picked.clear}>
        <X size={15} aria-hidden="true" />
      </IconButton>
    </section>
  );
};
