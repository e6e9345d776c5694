import type { TargetRow } from '../../preload/contract/views.js';

const rank = (row: TargetRow): number => {
  if (row.state === 'down') return 0;
  if (row.firing.critical > 0) return 1;
  if (row.firing.warning > 0) return 2;
  if (row.problem !== null) return 3;
  return row.state === 'unknown' ? 4 : 5;
};

/** Targets with the worst first, then by name. */
export const worstFirst = (targets: readonly TargetRow[]): readonly TargetRow[] =>
  [...targets].sort((a, b) => rank(a) - rank(b) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
