import { useMemo } from 'react';
import type { CallInput } from '../../../preload/contract/calls.js';
import type { AlertRow } from '../../../preload/contract/views.js';
import { useCall } from '../../state/console.js';
import { toast } from '../../ui/toast.js';

type ActionCall =
  | 'alert.acknowledge'
  | 'alert.unacknowledge'
  | 'alert.resolve'
  | 'alert.reopen'
  | 'alert.escalate'
  | 'alert.suppress'
  | 'alert.unsuppress'
  | 'alert.note';

/** Carries out one action and says what came of it; true where main accepted it. */
export type Act = <Name extends ActionCall>(
  name: Name,
  input: CallInput<Name>,
  said: string,
  undo?: () => void,
) => Promise<boolean>;

export const useAct = (): Act => {
  const call = useCall();
  return useMemo(
    () => async (name, input, said, undo) => {
      const answer = await call(name, input);
      if (answer.ok && answer.value.waits !== undefined)
        toast({ tone: 'warning', text: `Not done yet. ${answer.value.waits}` });
      else if (answer.ok) toast({ tone: 'good', text: said, ...(undo === undefined ? {} : { undo }) });
      else toast({ tone: 'warning', text: `Not done: ${answer.error.message}` });
      return answer.ok;
    },
    [call],
  );
};

type Undo = (row: Pick<AlertRow, 'id'>) => Promise<boolean>;

/** What takes an action back. */
export const useUndoActions = (): { readonly unacknowledge: Undo; readonly reopen: Undo; readonly unsuppress: Undo } => {
  const act = useAct();
  return useMemo(
    () => ({
      unacknowledge: (row) => act('alert.unacknowledge', { alert: row.id }, 'Nobody has it now; repeats go on.'),
      reopen: (row) => act('alert.reopen', { alert: row.id }, 'Reopened, with its acknowledgement and times.'),
      unsuppress: (row) => act('alert.unsuppress', { alert: row.id }, 'No longer suppressed.'),
    }),
    [act],
  );
};
