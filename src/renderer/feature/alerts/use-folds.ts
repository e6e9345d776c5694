import { useMemo, useRef } from 'react';
import type { AlertRow } from '../../../preload/contract/views.js';
import { useCalmOrder } from '../../ui/calm-order.js';
import { type Folding, folded, heldFolding, type Unit, unitsOf } from './folds.js';

const NONE: Folding = { keys: new Set(), of: new Map() };
const NO_UNITS: readonly Unit[] = [];

/** The lines of the list with a flood of like alerts in one line each, none where that is off; nothing is regrouped while somebody is at work in it. */
export const useFolds = (rows: readonly AlertRow[], isOn: boolean, isBusy: boolean, scope: string): readonly Unit[] => {
  const before = useRef<{ readonly scope: string; readonly folding: Folding }>({ scope: '', folding: NONE });
  const mark = `${isOn} ${scope}`;
  const isHeld = isBusy && before.current.scope === mark;
  const units = useMemo(() => {
    if (!isOn) {
      before.current = { scope: mark, folding: NONE };
      return NO_UNITS;
    }
    const folding = isHeld ? heldFolding(before.current.folding, rows) : folded(rows);
    before.current = { scope: mark, folding };
    return unitsOf(rows, folding);
  }, [rows, isOn, isHeld, mark]);
  return useCalmOrder(units, (unit) => unit.id, isBusy, mark);
};
