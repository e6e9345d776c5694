import { useRef, useState } from 'react';
import type { AlertRow } from '../../../preload/contract/views.js';
import type { ActionKind } from './act.js';

export interface Asked {
  readonly kind: ActionKind;
  readonly rows: readonly AlertRow[];
  readonly onDone?: () => void;
}

/** The question that stands open. Another may be asked while the act of the one before is still carried out, and is not closed with it. */
export const useAsked = (onAnswered: () => void) => {
  const [form, setForm] = useState<{ readonly n: number; readonly asked: Asked } | null>(null);
  const n = useRef(0);
  const ask = (asked: Asked): void => {
    n.current += 1;
    setForm({ n: n.current, asked });
  };
  const closeForm = (closed: typeof form): void => {
    onAnswered();
    setForm((now) => (now === closed ? null : now));
  };
  return { form, ask, closeForm };
};
