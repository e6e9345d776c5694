import { CheckField, SelectField, TextField } from '../field.js';
import type { Complaints, Draft, Field } from './field.js';
import { RowsField } from './rows-field.js';
import { SecretField } from './secret-field.js';

interface FormFieldsProps {
  readonly fields: readonly Field[];
  readonly draft: Draft;
  readonly errors: Complaints;
  /** What is not wrong with a field, but may not be what was meant. */
  readonly cautions?: Complaints;
  readonly onChange: (change: Draft) => void;
}

/** Fields one below the other, each as its kind is typed. */
export const FormFields = ({ fields, ...rest }: FormFieldsProps) =>
  fields.map((field) => <FormField key={field.key} field={field} {...rest} />);

const FormField = ({ field, draft, errors, cautions = {}, onChange }: Omit<FormFieldsProps, 'fields'> & { field: Field }) => {
  const { key, label, hint } = field;
  const [error, caution, value] = [errors[key], cautions[key], draft[key] ?? ''];
  switch (field.kind) {
    case 'secret':
      return <SecretField field={field} draft={draft} error={error} onChange={onChange} />;
    case 'rows':
      return <RowsField field={field} draft={draft} error={error} onChange={onChange} />;
    case 'check':
      return (
        <CheckField
          label={label}
          hint={hint}
          checked={value === 'yes'}
          onChange={(event) => onChange({ [key]: event.target.checked ? 'yes' : 'no' })}
        />
      );
    case 'choice':
      return (
        <SelectField
          label={label}
          hint={hint}
          error={error}
          options={field.options}
          value={value}
          onPick={(picked) => onChange({ [key]: picked })}
        />
      );
    default:
      return (
        <TextField
          label={label}
          hint={hint}
          error={error}
          caution={caution}
          value={value}
          onChange={(event) => onChange({ [key]: event.target.value })}
          spellCheck={false}
        />
      );
  }
};
