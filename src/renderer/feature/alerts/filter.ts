import type { AlertRow, Severity } from '../../../preload/contract/views.js';

export type Stage = 'open' | 'held' | 'resolved' | 'all';

/** What part of the alerts the list shows. */
export interface AlertFilter {
  readonly stage: Stage;
  readonly severity: Severity | 'any';
  readonly text: string;
}

const isHeld = (row: AlertRow): boolean => row.acknowledged !== null || row.suppressed !== null;

const STAGES: Readonly<Record<Stage, (row: AlertRow) => boolean>> = {
  open: (row) => row.state === 'firing',
  held: (row) => row.state === 'firing' && isHeld(row),
  resolved: (row) => row.state === 'resolved',
  all: () => true,
};

const searched = (row: AlertRow): string =>
  `${row.summary} ${row.name} ${row.rule} ${row.id} ${Object.values(row.labels).join(' ')}`.toLowerCase();

/** Whether an alert is part of what is asked for. Every word of the text must be found somewhere in it. */
export const fits = (filter: AlertFilter, row: AlertRow): boolean =>
  STAGES[filter.stage](row) &&
  (filter.severity === 'any' || row.severity === filter.severity) &&
  filter.text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => searched(row).includes(word));

/** How many alerts each stage would show. */
export const stageCounts = (rows: readonly AlertRow[]): Readonly<Record<Stage, number>> => {
  const counts = { open: 0, held: 0, resolved: 0, all: rows.length };
  for (const row of rows) {
    if (STAGES.open(row)) counts.open += 1;
    if (STAGES.held(row)) counts.held += 1;
    if (STAGES.resolved(row)) counts.resolved += 1;
  }
  return counts;
};
