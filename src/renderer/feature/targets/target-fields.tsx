import { CheckField, TextField } from '../../ui/field.js';
import type { TargetDraft } from './draft.js';

interface FieldsProps {
  readonly draft: TargetDraft;
  readonly errors: Partial<Record<keyof TargetDraft, string>>;
  readonly onChange: (change: Partial<TargetDraft>) => void;
}

/** What a web target needs to be known by. */
export const TargetFields = ({ draft, errors, onChange }: FieldsProps) => (
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
        label="Name"
        value={draft.name}
        onChange={(event) => onChange({ name: event.target.value })}
        hint="As alerts will call it."
      />
      <TextField
        label="Read every"
        value={draft.every}
        onChange={(event) => onChange({ every: event.target.value })}
        error={errors.every}
        hint="Such as 30s, 1m, 5m."
      />
      <TextField
        label="Accepted status"
        value={draft.status}
        onChange={(event) => onChange({ status: event.target.value })}
        placeholder="200-399"
        hint="Empty: anything but an error of the server."
      />
      <TextField
        label="Certificate, days left"
        value={draft.certificateDays}
        onChange={(event) => onChange({ certificateDays: event.target.value })}
        error={errors.certificateDays}
        placeholder="14"
        hint="With fewer, it is reported."
      />
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
