import type { ReactNode } from 'react';
import type { Option } from '../../../ui/field.js';
import type { RuleDraft } from '../draft.js';
import type { RuleErrors } from '../errors.js';

export interface FieldsProps {
  readonly draft: RuleDraft;
  readonly errors: RuleErrors;
  /** What does not keep a rule from being saved, and still may not be what was meant. */
  readonly cautions: RuleErrors;
  readonly onChange: (change: Partial<RuleDraft>) => void;
}

type KeyOf<Kind> = {
  [Key in keyof RuleDraft]: RuleDraft[Key] extends string ? (string extends RuleDraft[Key] ? 'text' : 'choice') : 'list';
} extends infer Kinds
  ? { [Key in keyof Kinds]: Kinds[Key] extends Kind ? Key : never }[keyof Kinds]
  : never;

/** What an input needs to be one of the draft's texts. */
export const bound = ({ draft, errors, cautions, onChange }: FieldsProps, key: KeyOf<'text'>) => ({
  value: draft[key],
  error: errors[key],
  caution: cautions[key],
  onChange: (event: { readonly target: { readonly value: string } }) => onChange({ [key]: event.target.value }),
});

/** What a list of choices needs to be one of the draft's. */
export const picked = <Key extends KeyOf<'choice'>>({ draft, errors, cautions, onChange }: FieldsProps, key: Key) => ({
  value: draft[key],
  error: errors[key],
  caution: cautions[key],
  onPick: (value: RuleDraft[Key]) => onChange({ [key]: value } as Partial<RuleDraft>),
});

/** Choices that are called as they are written. */
export const options = <Value extends string>(...values: readonly Value[]): readonly Option<Value>[] =>
  values.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }));

export const Group = ({ title, children }: { title: string; children: ReactNode }) => (
  <section aria-label={title} className="flex flex-col gap-3 border-t border-line pt-4">
    <h3 className="text-lead font-semibold">{title}</h3>
    {children}
  </section>
);

export const Grid = ({ columns = 2, children }: { columns?: 2 | 3; children: ReactNode }) => (
  <div className={`grid ${columns === 2 ? 'grid-cols-2' : 'grid-cols-3'} items-start gap-x-4 gap-y-3`}>{children}</div>
);
