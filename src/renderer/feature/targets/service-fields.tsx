import { type Option, SelectField, TextArea, TextField } from '../../ui/field.js';
import { DaysField, EndpointFields, type FieldsProps, WithinField } from './common-fields.js';

/** A port that takes connections. */
export const TcpFields = (props: FieldsProps) => {
  const { draft, onChange } = props;
  return (
    <>
      <EndpointFields {...props} place={{ host: 'mail.example.org', port: '25', hint: 'Its name or its address.' }} />
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label="Say"
          value={draft.send}
          onChange={(event) => onChange({ send: event.target.value })}
          placeholder="PING\r\n"
          hint="Sent once connected. No secrets."
          className="font-mono"
          spellCheck={false}
        />
        <WithinField {...props} />
      </div>
      <TextField
        label="The answer must contain"
        value={draft.body}
        onChange={(event) => onChange({ body: event.target.value })}
        placeholder="220"
        hint="Empty: that it takes the connection is enough."
      />
    </>
  );
};

const VERSIONS: readonly Option<string>[] = [
  { value: '', label: 'Any that is safe' },
  { value: '1.2', label: 'TLS 1.2 or newer' },
  { value: '1.3', label: 'TLS 1.3' },
];

/** A port that speaks TLS. */
export const TlsFields = (props: FieldsProps) => {
  const { draft, onChange } = props;
  return (
    <>
      <EndpointFields {...props} place={{ host: 'mail.example.org', port: '443', hint: 'Its name or its address.' }} />
      <div className="grid grid-cols-2 gap-4">
        <TextField
          label="Certificate of"
          value={draft.serverName}
          onChange={(event) => onChange({ serverName: event.target.value })}
          placeholder={draft.host.trim() || 'mail.example.org'}
          hint="Empty: of the host."
          className="font-mono"
          spellCheck={false}
        />
        <DaysField {...props} />
        <SelectField
          label="Version of TLS"
          options={VERSIONS}
          value={draft.tlsVersion}
          onPick={(tlsVersion) => onChange({ tlsVersion })}
          hint="An older one makes it down."
        />
        <WithinField {...props} />
      </div>
    </>
  );
};

const RECORDS: readonly Option<string>[] = [
  { value: 'A', label: 'A: address' },
  { value: 'AAAA', label: 'AAAA: address of IPv6' },
  { value: 'CNAME', label: 'CNAME: another name' },
  { value: 'MX', label: 'MX: mail' },
  { value: 'TXT', label: 'TXT: text' },
  { value: 'NS', label: 'NS: name servers' },
  { value: 'SRV', label: 'SRV: service' },
  { value: 'CAA', label: 'CAA: who may certify' },
  { value: 'SOA', label: 'SOA: the zone itself' },
];

const LISTS: readonly Option<string>[] = [
  { value: 'exactly', label: 'These and no others' },
  { value: 'all', label: 'All of these' },
  { value: 'any', label: 'One of these' },
];

const EXAMPLES: Readonly<Record<string, string>> = {
  A: '192.0.2.7',
  AAAA: '2001:db8::7',
  CNAME: 'edge.example.net',
  MX: '10 mx1.example.org',
  TXT: 'v=spf1 -all',
  NS: 'ns1.example.net',
  SRV: '1 2 443 host.example.org',
  CAA: '0 issue letsencrypt.org',
};

/** A name, as a name server answers for it. */
export const DnsFields = (props: FieldsProps) => {
  const { draft, errors, onChange } = props;
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)_minmax(0,1fr)] gap-4">
        <TextField
          label="Name to look up"
          value={draft.host}
          onChange={(event) => onChange({ host: event.target.value })}
          error={errors.host}
          placeholder="www.example.org"
          className="font-mono"
          spellCheck={false}
          autoFocus
        />
        <SelectField label="Record" options={RECORDS} value={draft.record} onPick={(record) => onChange({ record })} />
        <TextField
          label="Name server"
          value={draft.resolver}
          onChange={(event) => onChange({ resolver: event.target.value })}
          placeholder="1.1.1.1"
          hint="Its address. Empty: this machine’s own."
          className="font-mono"
          spellCheck={false}
        />
        <WithinField {...props} />
      </div>
      <SelectField
        label="The answers must be"
        options={LISTS}
        value={draft.answersAre}
        onPick={(answersAre) => onChange({ answersAre })}
      />
      <TextArea
        label="Values, one on each line"
        value={draft.answers}
        onChange={(event) => onChange({ answers: event.target.value })}
        placeholder={EXAMPLES[draft.record]}
        hint="Empty: that there is an answer is enough. “Try it now” shows what is answered today."
        className="font-mono"
        spellCheck={false}
      />
    </>
  );
};
