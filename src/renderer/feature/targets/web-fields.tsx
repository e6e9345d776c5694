import { CheckField, type Option, SelectField, TextField } from '../../ui/field.js';
import { DaysField, type FieldsProps, WithinField } from './common-fields.js';

const VERSIONS: readonly Option<string>[] = [
  { value: '', label: 'What the server offers' },
  { value: '2', label: 'HTTP/2, or it is down' },
  { value: '1.1', label: 'HTTP/1.1' },
];

/** A page or an endpoint. */
export const WebFields = (props: FieldsProps) => {
  const { draft, errors, onChange } = props;
  return (
    <>
      <TextField
        label="Address"
        value={draft.url}
        onChange={(event) => onChange({ url: event.target.value })}
        error={errors.url}
        hint="The page or endpoint to read."
        className="font-mono"
        spellCheck={false}
        autoFocus
      />
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label="Accepted status"
          value={draft.status}
          onChange={(event) => onChange({ status: event.target.value })}
          placeholder="200-399"
          hint="Empty: anything but an error of the server."
        />
        <DaysField {...props} />
        <SelectField
          label="Version of HTTP"
          options={VERSIONS}
          value={draft.version}
          onPick={(version) => onChange({ version })}
          hint="HTTP/2 needs https."
        />
        <WithinField {...props} />
      </div>
      <TextField
        label="The page must contain"
        value={draft.body}
        onChange={(event) => onChange({ body: event.target.value })}
        placeholder="Book a lesson"
        hint="Finds a page that answers but is broken."
      />
      <CheckField
        label="Also read the page’s own files"
        hint="Style sheets, scripts, images and fonts; reports those that do not load."
        checked={draft.assets}
        onChange={(event) => onChange({ assets: event.target.checked })}
      />
    </>
  );
};
