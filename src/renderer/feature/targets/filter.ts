import { useMemo } from 'react';
import type { TargetRow } from '../../../preload/contract/views.js';
import { useTargets } from '../../state/console.js';
import { worstFirst } from '../../text/worst-first.js';
import type { Option } from '../../ui/field.js';

export type Standing = TargetRow['state'] | 'problem';

export const STATES: readonly Option<Standing | ''>[] = [
  { value: '', label: 'Any state' },
  { value: 'down', label: 'Down' },
  { value: 'problem', label: 'Up, with a problem' },
  { value: 'up', label: 'Up and well' },
  { value: 'unknown', label: 'Not seen' },
];

const standingOf = (row: TargetRow): Standing => (row.state === 'up' && row.problem !== null ? 'problem' : row.state);

const isNamed = (row: TargetRow, text: string): boolean => {
  const known = `${row.name} ${row.id} ${row.url ?? ''} ${Object.values(row.labels).join(' ')}`.toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => known.includes(word));
};

/** Those of a state that hold every word, the worst first. */
export const useFittingTargets = (text: string, state: Standing | ''): readonly TargetRow[] => {
  const all = useTargets();
  return useMemo(
    () => worstFirst(all.filter((row) => (state === '' || standingOf(row) === state) && isNamed(row, text))),
    [all, text, state],
  );
};
