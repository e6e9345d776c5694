import { TextField } from '../../../ui/field.js';
import type { Draft, Field } from './field.js';
import { SecretField } from './secret-field.js';

interface FormFieldsProps {
  readonly fields: readonly Field[];
  readonly draft: Draft;
  /** What is wrong with a field, by its key. */
  readonly errors: Readonly<Record<string, string | undefined>>;
  readonly onChange: (change: Draft) => void;
}

/** Fields one below the other, each as its kind is typed. */
export const FormFields = ({ fields, draft, errors, onChange }: FormFieldsProps) =>
  fields.map((field) =>
    field.kind === 'secret' ? (
      <SecretField key={field.key} field={field} draft={draft} error={errors[field.key]} onChange={onChange} />
    ) : (
      <TextField
        key={field.key}
        label={field.label}
        hint={field.hint}
        error={errors[field.key]}
        value={draft[field.key] ?? ''}
        onChange={(event) => onChange({ [field.key]: event.target.value })}
        spellCheck={false}
      />
    ),
  );
