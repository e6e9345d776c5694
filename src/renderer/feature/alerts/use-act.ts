import type { AlertRow } from '../../../preload/contract/views.js';
import { useWhyNot } from '../../ui/fixed.js';
import { toast } from '../../ui/toast.js';
import type { ActionKind } from './act.js';
import type { Line } from './grouped.js';
import type { Picked } from './picked.js';
import type { Asked } from './use-asked.js';

interface ActParts {
  readonly picked: Picked;
  /** The line that the keys are on, and the alert that is selected. */
  readonly line: Line | null;
  readonly selected: AlertRow | undefined;
  readonly ask: (asked: Asked) => void;
  readonly onWork: () => void;
}

const ONE_AT_A_TIME = 'Escalating wakes people: it is done to one alert at a time.';

/** What a key or a button of the list acts on: what is picked, else the group or the alert that the keys are on. */
export const useAct = ({ picked, line, selected, ask, onWork }: ActParts): ((kind: ActionKind) => void) => {
  const whyNot = useWhyNot();
  return (kind) => {
    onWork();
    const fixed = whyNot(`alert.${kind}`);
    const isOfMany = picked.rows.length > 0 || line?.kind === 'fold';
    if (fixed !== null) toast({ tone: 'info', text: fixed });
    else if (isOfMany && kind === 'escalate') toast({ tone: 'info', text: `${ONE_AT_A_TIME} ${wayTo(picked)}` });
    else if (picked.rows.length > 0) ask({ kind, rows: picked.rows, onDone: picked.clear });
    else if (line?.kind === 'fold') ask({ kind, rows: line.fold.rows });
    else if (selected !== undefined) ask({ kind, rows: [selected] });
  };
};

/** How to come to one alert. */
const wayTo = ({ rows }: Picked): string => (rows.length > 0 ? 'Pick none (Esc) first.' : 'Open the group first.');
