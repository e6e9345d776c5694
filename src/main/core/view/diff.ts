import type { ConsoleView, ViewChange } from '../model/view.js';
import type { MadeOf } from './made-of.js';

const SINGLES = ['watch', 'desk', 'system'] as const;
const ROWS = ['targets', 'alerts', 'rules', 'sources', 'suppressions'] as const;

/**
 * What takes `before` to `after`. Parts and rows are compared by identity first and by their JSON second, so that a row that
 * was built again without a difference is not sent. `madeOf`: of whoever built both, where anybody noted that.
 */
export const diff = (before: ConsoleView, after: ConsoleView, madeOf: MadeOf | null = null): readonly ViewChange[] => {
  const changes: ViewChange[] = [];
  for (const part of SINGLES) {
    if (!isSame(before[part], after[part])) changes.push({ part, value: after[part] } as ViewChange);
  }
  for (const part of ROWS) changes.push(...diffRows(part, before[part], after[part], madeOf));
  return changes;
};

const isSame = (a: unknown, b: unknown): boolean => a === b || JSON.stringify(a) === JSON.stringify(b);

const diffRows = (
  part: (typeof ROWS)[number],
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
  madeOf: MadeOf | null,
): readonly ViewChange[] => {
  if (before === after) return [];
  const changes: ViewChange[] = [];
  const anew = madeOf?.keysMadeAnew(after, before) ?? null;
  if (anew !== null) {
    for (const key of anew) {
      if (!isSame(before[key], after[key])) changes.push({ part, key, value: after[key] } as ViewChange);
    }
    return changes;
  }
  let known = 0;
  for (const key of Object.keys(after)) {
    const isKnown = before[key] === after[key] || Object.hasOwn(before, key);
    if (isKnown) known += 1;
    if (!isKnown || !isSame(before[key], after[key])) changes.push({ part, key, value: after[key] } as ViewChange);
  }
  const keys = Object.keys(before);
  // Where all that were there are still there none was taken away, and ten thousand need not be looked for.
  if (known < keys.length) {
    for (const key of keys) if (!Object.hasOwn(after, key)) changes.push({ part, key, value: null } as ViewChange);
  }
  return changes;
};

/** The view with the changes applied; `apply(a, diff(a, b))` equals `b`. */
export const apply = (view: ConsoleView, changes: readonly ViewChange[]): ConsoleView => {
  const next: Record<string, unknown> = { ...view };
  for (const change of changes) {
    if (!('key' in change)) {
      next[change.part] = change.value;
      continue;
    }
    if (next[change.part] === view[change.part]) next[change.part] = { ...view[change.part] };
    const rows = next[change.part] as Record<string, unknown>;
    if (change.value === null) delete rows[change.key];
    else rows[change.key] = change.value;
  }
  return next as unknown as ConsoleView;
};
