import { TextField } from '../../ui/field.js';
import type { DraftErrors, TargetDraft } from './typed.js';

export interface FieldsProps {
  readonly draft: TargetDraft;
  readonly errors: DraftErrors;
  readonly onChange: (change: Partial<TargetDraft>) => void;
}

export const DaysField = ({ draft, errors, onChange }: FieldsProps) => (
  <TextField
    label="Certificate, days left"
    value={draft.certificateDays}
    onChange={(event) => onChange({ certificateDays: event.target.value })}
    error={errors.certificateDays}
    placeholder="14"
    hint="With fewer, it is reported."
  />
);

export const WithinField = ({ draft, errors, onChange }: FieldsProps) => (
  <TextField
    label="Answers within"
    value={draft.within}
    onChange={(event) => onChange({ within: event.target.value })}
    error={errors.within}
    placeholder="2s"
    hint="If it takes longer, it is reported."
  />
);

/** Where a connection goes. */
export const EndpointFields = ({
  draft,
  errors,
  onChange,
  place,
}: FieldsProps & { readonly place: { readonly host: string; readonly port: string; readonly hint: string } }) => (
  <div className="grid grid-cols-[minmax(0,1fr)_7rem] gap-4">
    <TextField
      label="Host"
      value={draft.host}
      onChange={(event) => onChange({ host: event.target.value })}
      error={errors.host}
      placeholder={place.host}
      hint={place.hint}
      className="font-mono"
      spellCheck={false}
      autoFocus
    />
    <TextField
      label="Port"
      value={draft.port}
      onChange={(event) => onChange({ port: event.target.value })}
      error={errors.port}
      placeholder={place.port}
      inputMode="numeric"
      className="font-mono"
    />
  </div>
);
