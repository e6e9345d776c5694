import { Send, Stethoscope } from 'lucide-react';
import { useState } from 'react';
import type { ConfigView } from '../../../../preload/contract/calls/config.js';
import { AdminFields } from '../../../query/admin-fields.js';
import { Unread } from '../../../query/answered.js';
import { refusedOf } from '../../../query/checked.js';
import type { Item } from '../../../query/edits.js';
import { useConfig } from '../../../query/reads/config.js';
import { Refusal } from '../../../query/refusal.js';
import { useSetUp } from '../../../query/set-up.js';
import { sayChannel } from '../../../text/delivery.js';
import { Button } from '../../../ui/button.js';
import { CheckField, SelectField } from '../../../ui/field.js';
import { type Draft, isShown } from '../../../ui/form/field.js';
import { FormFields } from '../../../ui/form/form-fields.js';
import { Panel } from '../../../ui/panel.js';
import { Skeleton } from '../../../ui/section.js';
import { useSending } from '../../../ui/sending.js';
import { toast } from '../../../ui/toast.js';
import { blockOf, draftErrors, draftOf, typedSecrets } from './draft.js';
import { Endpoints } from './endpoints-form.js';
import { FIELDS, type Kind } from './fields.js';
import { OutcomeWords, useAsking } from './outcome.js';

/** Sets up one channel: who is reached, by which server, with which secrets; then looks whether that works. */
export const ChannelForm = ({ kind, onClose }: { kind: Kind; onClose: () => void }) => {
  const { data, error, refetch } = useConfig();
  const title = `Set up ${sayChannel(kind)}`;
  return (
    <Panel title={title} heading={<h2 className="text-lead font-semibold">{title}</h2>} onClose={onClose}>
      {error !== null && <Unread title="The configuration could not be read" error={error} onAgain={refetch} />}
      {data === undefined && error === null && <Skeleton className="h-60 w-full" />}
      {data !== undefined && <Form key={data.revision} kind={kind} config={data} onClose={onClose} />}
    </Panel>
  );
};

const blockIn = ({ document }: ConfigView, kind: Kind): Item | undefined =>
  (document as { readonly channels?: Readonly<Record<string, Item>> } | null)?.channels?.[kind] ?? undefined;

interface FormProps {
  readonly kind: Kind;
  readonly config: ConfigView;
  readonly onClose: () => void;
}

const Form = ({ kind, config, onClose }: FormProps) => {
  const before = blockIn(config, kind);
  const [first] = useState<Draft>(() => draftOf(kind, before ?? {}));
  const [draft, setDraft] = useState(first);
  const setUp = useSetUp(['channels', kind], before, config.revision);
  const [sent, setSent] = useState<Draft | null>(null);
  const fields = FIELDS[kind].filter((field) => isShown(field, draft));
  // What was refused is complained about until something is changed.
  const refused = refusedOf(fields, `channels.${kind}`, draft === sent ? setUp.outcome : null);
  const save = async (): Promise<void> => {
    setSent(draft);
    const result = await setUp.save({ block: blockOf(kind, draft, before ?? {}), secrets: typedSecrets(kind, draft) });
    if (result.kind === 'saved') toast({ tone: 'good', text: 'Saved. Check it, then send a test.' });
  };
  const errors = { ...refused.errors, ...draftErrors(kind, draft) };
  const sending = useSending(errors, (field) => field in refused.errors || draft[field] !== first[field], save);
  const change = (changed: Draft): void => setDraft({ ...draft, ...changed });
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={sending.onSubmit}>
      <AdminFields what="Channels are set up">
        <CheckField
          label={`${sayChannel(kind)} is on`}
          checked={draft.enabled === 'yes'}
          onChange={(event) => change({ enabled: event.target.checked ? 'yes' : 'no' })}
        />
        {kind === 'sms' && (
          <SelectField
            label="Provider"
            options={PROVIDERS}
            value={draft.provider ?? ''}
            onPick={(provider) => change({ provider })}
          />
        )}
        {kind === 'webhook' && <Endpoints draft={draft} errors={sending.errors} onChange={setDraft} />}
        <FormFields fields={fields} draft={draft} errors={sending.errors} onChange={change} />
      </AdminFields>
      {refused.rest !== null && <Refusal outcome={refused.rest} />}
      <div className="flex items-center gap-2 border-t border-line pt-4">
        <Button type="submit" acts="config.edit" look="primary" disabled={sending.isSending}>
          Save
        </Button>
        <Button onClick={onClose}>Close</Button>
      </div>
      {before !== undefined && <AsSaved kind={kind} />}
    </form>
  );
};

const PROVIDERS = [
  { value: 'twilio', label: 'Twilio' },
  { value: 'sns', label: 'AWS SNS' },
] as const;

/** What is saved can be looked at and tried at once. */
const AsSaved = ({ kind }: { kind: Kind }) => {
  const { outcome, isBusy, onCheck, onTry } = useAsking(kind);
  return (
    <section aria-label="As it is saved" className="flex flex-col gap-2 border-t border-line pt-4">
      <p className="text-faint">As it is saved: a look at the server and the account, then a message that people get.</p>
      <div className="flex items-center gap-2">
        <Button acts="channel.check" disabled={isBusy} onClick={() => void onCheck()}>
          <Stethoscope size={14} aria-hidden="true" />
          Check
        </Button>
        <Button acts="channel.try" disabled={isBusy} onClick={() => void onTry()}>
          <Send size={14} aria-hidden="true" />
          Send a test
        </Button>
      </div>
      <div role="status">
        <OutcomeWords outcome={outcome} />
      </div>
    </section>
  );
};
