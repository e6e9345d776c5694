import type { JSX } from 'react';
import { Choice, type Option, TextField } from '../../ui/field.js';
import type { FieldsProps } from './common-fields.js';
import { DnsFields, TcpFields, TlsFields } from './service-fields.js';
import type { KindOfTarget } from './typed.js';
import { WebFields } from './web-fields.js';

const KINDS: readonly Option<KindOfTarget>[] = [
  { value: 'http', label: 'Web address' },
  { value: 'tcp', label: 'Port' },
  { value: 'tls', label: 'Certificate' },
  { value: 'dns', label: 'DNS record' },
];

const FIELDS: Readonly<Record<KindOfTarget, (props: FieldsProps) => JSX.Element>> = {
  http: WebFields,
  tcp: TcpFields,
  tls: TlsFields,
  dns: DnsFields,
};

/** What a target needs to be known by. Its kind is chosen once: another kind is another target. */
export const TargetFields = ({ isNew, ...props }: FieldsProps & { readonly isNew: boolean }) => {
  const { draft, errors, onChange } = props;
  const Fields = FIELDS[draft.kind];
  return (
    <>
      {isNew && <Choice label="What to watch" options={KINDS} value={draft.kind} onPick={(kind) => onChange({ kind })} />}
      <Fields {...props} />
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
      </div>
    </>
  );
};
