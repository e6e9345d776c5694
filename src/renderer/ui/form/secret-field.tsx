import { SelectField, TextField } from '../field.js';
import type { Draft, Field } from './field.js';

interface SecretFieldProps {
  readonly field: Field;
  readonly draft: Draft;
  readonly error: string | undefined;
  readonly onChange: (change: Draft) => void;
}

const HERE = { value: 'here', label: 'Kept by this desk' } as const;
const ENVIRONMENT = { value: 'environment', label: 'In a variable' } as const;
const DOCUMENT = { value: 'document', label: 'In the settings’ text' } as const;

type Place = 'here' | 'environment' | 'document';

/** A secret: typed once and kept encrypted by this desk, or named as an environment variable. It is never shown again. */
export const SecretField = ({ field, draft, error, onChange }: SecretFieldProps) => {
  const { key, label, hint } = field;
  const kept = draft[`${key}.place`] ?? 'nowhere';
  const place: Place = kept === 'environment' || kept === 'document' ? kept : 'here';
  return (
    <div className="grid grid-cols-[1fr_auto] items-start gap-3">
      {place === 'environment' ? (
        <TextField
          label={label}
          hint="The variable’s name; its value is read when it is needed."
          error={error}
          value={draft[`${key}.variable`] ?? ''}
          onChange={(event) => onChange({ [`${key}.variable`]: event.target.value })}
          className="font-mono"
          spellCheck={false}
        />
      ) : (
        <TextField
          type="password"
          autoComplete="off"
          label={label}
          hint={hint}
          error={error}
          disabled={place === 'document'}
          value={draft[`${key}.typed`] ?? ''}
          placeholder={PLACEHOLDERS[kept] ?? ''}
          onChange={(event) => onChange({ [`${key}.typed`]: event.target.value })}
        />
      )}
      <SelectField
        label="Where it is"
        aria-label={`Where it is: ${label}`}
        value={place}
        options={kept === 'document' ? [DOCUMENT, HERE, ENVIRONMENT] : [HERE, ENVIRONMENT]}
        onPick={(next) => onChange({ [`${key}.place`]: next })}
      />
    </div>
  );
};

const PLACEHOLDERS: Readonly<Record<string, string>> = {
  here: 'Kept; type to replace it',
  nowhere: 'Not set',
  document: 'Written in the settings’ text',
};
