import type { ConfigProblem } from '../../preload/contract/views.js';
import type { Complaints, Field } from '../ui/form/field.js';

/** What the configuration's check says, beside the fields that it means. */
export interface Checked {
  readonly errors: Readonly<Record<string, string>>;
  readonly cautions: Complaints;
  /** What belongs to no field, with its place. */
  readonly others: readonly string[];
}

export const checkedOf = (fields: readonly Field[], problems: readonly ConfigProblem[]): Checked => {
  const placed = problems.map((problem) => ({ problem, field: fieldAt(fields, problem.path) }));
  const said = (severity: ConfigProblem['severity']): Readonly<Record<string, string>> =>
    Object.fromEntries(
      placed
        .filter(({ problem }) => problem.severity === severity)
        .flatMap(({ problem, field }) => (field === null ? [] : [[field.key, sayProblem(problem)]])),
    );
  return {
    errors: said('error'),
    cautions: said('warning'),
    others: placed.filter(({ field }) => field === null).map(({ problem }) => `${problem.path} ${sayProblem(problem)}`.trim()),
  };
};

/** The field at a place of the block, or the one that the place lies in. */
const fieldAt = (fields: readonly Field[], path: string): Field | null =>
  fields.find(({ key }) => path === key || path.startsWith(`${key}.`) || path.startsWith(`${key}[`)) ?? null;

const sayProblem = ({ message, remedy }: ConfigProblem): string =>
  `${message.charAt(0).toUpperCase()}${message.slice(1)}. ${remedy}`.trim();
