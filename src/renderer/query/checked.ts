import type { ConfigProblem } from '../../preload/contract/views.js';
import type { Complaints, Field } from '../ui/form/field.js';
import type { SaveOutcome } from './edits.js';

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

/** What was refused of the block at `path`: what its fields are complained about, and the rest. */
export const refusedOf = (
  fields: readonly Field[],
  path: string,
  outcome: SaveOutcome | null,
): { readonly errors: Checked['errors']; readonly rest: SaveOutcome | null } => {
  if (outcome?.kind !== 'refused') return { errors: {}, rest: outcome };
  const errorsOnly = outcome.problems.filter(({ severity }) => severity === 'error');
  const inside = (problem: ConfigProblem): string =>
    problem.path.startsWith(`${path}.`) ? problem.path.slice(path.length + 1) : '';
  const placed = errorsOnly.filter((problem) => fieldAt(fields, inside(problem)) !== null);
  const { errors } = checkedOf(
    fields,
    // Of several about one field the first is said.
    placed.map((problem) => ({ ...problem, path: inside(problem) })).toReversed(),
  );
  return { errors, rest: { ...outcome, problems: errorsOnly.filter((problem) => !placed.includes(problem)) } };
};

const sayProblem = ({ message, remedy }: ConfigProblem): string =>
  `${message.charAt(0).toUpperCase()}${message.slice(1)}. ${remedy}`.trim();
