import { useState } from 'react';
import { CheckField, SearchBox, SelectField, TextArea, TextField } from '../../src/renderer/ui/field.js';
import { FilterDays, FilterText } from '../../src/renderer/ui/filter-fields.js';
import type { Draft, Field, RowsField as Rows } from '../../src/renderer/ui/form/field.js';
import { FormFields } from '../../src/renderer/ui/form/form-fields.js';
import { RowsField } from '../../src/renderer/ui/form/rows-field.js';
import { SecretField } from '../../src/renderer/ui/form/secret-field.js';
import { LineEditor } from '../../src/renderer/ui/line-editor.js';
import { Card, Section } from '../../src/renderer/ui/section.js';

const QUERIES: Rows = {
  ...{ kind: 'rows', as: 'list', key: 'queries', label: 'Queries', hint: 'Each becomes a series.', one: 'Query' },
  columns: [{ key: 'query', label: 'Expression', hint: 'As the server takes it.' }],
};
const FIELDS: readonly Field[] = [
  { kind: 'text', key: 'url', label: 'Address', hint: 'Where it answers.' },
  { kind: 'check', key: 'on', label: 'Read it', hint: 'Off keeps the settings.' },
  {
    ...{ kind: 'choice', key: 'kind', label: 'Kind', hint: 'What answers there.' },
    options: [{ value: 'http', label: 'A web address' }],
  },
];
const TOKEN: Field = { kind: 'secret', key: 'token', label: 'Token', hint: 'Typed once, kept encrypted.' };
const DRAFT: Draft = {
  ...{ url: 'https://www.example.org', on: 'yes', kind: 'http', 'token.place': 'here', 'typed.place': 'environment' },
  ...{ 'typed.variable': 'SENTRY_AUTH_TOKEN', queries: JSON.stringify([{ texts: { query: 'up' }, before: {} }]) },
};
const YAML = 'version: 1\ntargets:\n  - id: home\n    url: htp://www.example.org\nrules: []\n';

const nothing = (): void => undefined;

/** What is typed, chosen and found wrong. */
export const Forms = () => {
  const [draft, setDraft] = useState(DRAFT);
  const [text, setText] = useState(YAML);
  const change = (part: Draft): void => setDraft({ ...draft, ...part });
  return (
    <Section title="Forms">
      <div className="grid gap-4 lg:grid-cols-3">
        <Card className="flex flex-col gap-4 p-4">
          <TextField label="Empty" placeholder="What it asks for" hint="What it is for." />
          <TextField label="Filled" defaultValue="https://www.example.org" />
          <TextField label="Not what was meant" defaultValue="5" caution="5 means 5 seconds." />
          <TextField label="Wrong" defaultValue="htp://" error="It must begin with http or https." />
          <TextField label="Read-only" defaultValue="Set by SLACK_WEBHOOK_URL" disabled />
          <div className="flex">
            <SearchBox label="Narrow the list" placeholder="Words, or page=booking" value="" onText={nothing} />
          </div>
          <div className="flex flex-wrap items-center gap-2">
            <FilterText label="Recipient" placeholder="To: a name" value="" onText={nothing} />
            <FilterText label="Person" placeholder="By: a name" value="anna" onText={nothing} />
            <FilterDays label="Sent" from="2026-11-24" to="" latest="2026-11-27" onFrom={nothing} onTo={nothing} />
          </div>
        </Card>
        <Card className="flex flex-col gap-4 p-4">
          <TextArea label="Note" hint="Short: it is shown in the timeline." />
          <TextArea label="Note, wrong" error="Say what mended it." />
          <SelectField label="Series" options={[{ value: 'a', label: 'Response time' }]} value="a" onPick={nothing} />
          <SelectField
            label="Series, none left"
            error="Nothing here gives it."
            options={[{ value: '', label: '–' }]}
            value=""
            onPick={nothing}
          />
          <CheckField label="Also its assets" hint="CSS, JS, images and fonts." defaultChecked />
          <CheckField label="Read-only" disabled />
        </Card>
        <Card className="flex flex-col gap-4 p-4">
          <FormFields
            fields={FIELDS}
            draft={draft}
            errors={{ kind: 'There is no such kind.' }}
            cautions={{ url: 'It answers slowly.' }}
            onChange={change}
          />
          <SecretField field={TOKEN} draft={draft} error={undefined} onChange={change} />
          <SecretField
            field={{ ...TOKEN, key: 'typed', label: 'Token from a variable' }}
            draft={draft}
            error="The variable is not set."
            onChange={change}
          />
          <RowsField field={QUERIES} draft={draft} error="Two queries have one name." onChange={change} />
        </Card>
      </div>
      <Card>
        <LineEditor
          label="Configuration document"
          value={text}
          onText={setText}
          onSave={nothing}
          marks={[
            { line: 4, tone: 'critical' },
            { line: 5, tone: 'warning' },
          ]}
        />
      </Card>
    </Section>
  );
};
