import { useView } from '../../state/console.js';

/** A target as people call it; its id where it is watched no more, null of none. */
export const useTargetName = (target: string | null): string | null =>
  useView((view) => (target === null ? null : (view.targets[target]?.name ?? target)));
