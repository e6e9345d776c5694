import { BellOff, CheckCheck, MessageSquarePlus, UserCheck, X } from 'lucide-react';
import { useConnection } from '../../state/console.js';
import { count } from '../../text/quantity.js';
import { Button, IconButton } from '../../ui/button.js';
import type { ActionKind } from './act.js';
import { MOST_PICKED, type Picked } from './picked.js';

const ACTS = [
  { kind: 'acknowledge', key: 'a', word: 'Acknowledge', Icon: UserCheck },
  { kind: 'resolve', key: 'r', word: 'Resolve', Icon: CheckCheck },
  { kind: 'suppress', key: 's', word: 'Suppress', Icon: BellOff },
  { kind: 'note', key: 'n', word: 'Note', Icon: MessageSquarePlus },
] as const satisfies readonly { readonly kind: ActionKind; readonly [rest: string]: unknown }[];

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
      {ACTS.map(({ kind, key, word, Icon }) => (
        <Button
          acts={`alert.${kind}`}
          key={kind}
          look={kind === 'acknowledge' ? 'primary' : 'plain'}
          shortcut={key}
          disabled={isCut}
          onClick={() => onAct(kind)}
        >
          <Icon size={15} aria-hidden="true" />
          {word}
        </Button>
      ))}
      <Button look="quiet" onClick={picked.all}>
        Pick all
      </Button>
      <IconButton name="Pick none (Esc)" className="ml-auto" onClick={picked.clear}>
        <X size={15} aria-hidden="true" />
      </IconButton>
    </section>
  );
};
