import { useEffect, useMemo } from 'react';
import type { AlertRow } from '../../../preload/contract/views.js';
import { selectAlert } from '../../state/selection.js';
import type { Line } from './grouped.js';

interface SelectedParts {
  readonly all: readonly AlertRow[];
  /** The line that the keys are on. */
  readonly line: Line | null;
  /** The id of that line, or of the alert that is open; null: neither. */
  readonly at: string | null;
}

/** The alert that keys and the palette act on. */
export const useSelected = ({ all, line, at }: SelectedParts): AlertRow | undefined => {
  const standing = line?.kind === 'alert' && line.id === at ? line.row : null;
  const selected = useMemo(() => standing ?? all.find((found) => found.id === at), [standing, all, at]);
  useEffect(() => selectAlert(selected?.id ?? null), [selected?.id]);
  useEffect(() => () => selectAlert(null), []);
  return selected;
};
