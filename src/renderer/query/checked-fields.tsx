import { useState } from 'react';
import type { Complaints, Draft, Field } from '../ui/form/field.js';
import { FormFields } from '../ui/form/form-fields.js';
import { Notice } from '../ui/mark.js';
import type { Checked } from './checked.js';

/** What is typed into a form, beside what it began with. */
export interface Typed {
  readonly first: Draft;
  readonly draft: Draft;
  readonly change: (part: Draft) => void;
}

export const useTyped = (begin: () => Draft): Typed => {
  const [first] = useState(begin);
  const [draft, setDraft] = useState(first);
  return { first, draft, change: (part) => setDraft({ ...draft, ...part }) };
};

/** Whether a field may be complained about: somebody changed it, or the place of its secret, or the check has found it wrong. */
export const isTouched = ({ first, draft }: Typed, { errors }: Checked, key: string | number): boolean =>
  draft[key] !== first[key] || draft[`${key}.place`] !== first[`${key}.place`] || key in errors;

interface CheckedFieldsProps {
  readonly fields: readonly Field[];
  readonly typed: Typed;
  readonly said: Checked;
  /** Those of the check and of the form itself that are to be shown by now. */
  readonly errors: Complaints;
  /** Heads what the check says that belongs to none of the fields. */
  readonly elsewhere: string;
}

/** Fields with what the configuration's check says of each, and below them what it says besides. */
export const CheckedFields = ({ fields, typed, said, errors, elsewhere }: CheckedFieldsProps) => (
  <>
    <FormFields fields={fields} draft={typed.draft} errors={errors} cautions={said.cautions} onChange={typed.change} />
    {said.others.length > 0 && (
      <Notice tone="warning" title={elsewhere}>
        {said.others.map((other) => (
          <p key={other}>{other}</p>
        ))}
      </Notice>
    )}
  </>
);
