import { useState } from 'react';
import type { ConfigView } from '../../../../preload/contract/calls/config.js';
import type { SourceSetting } from '../../../../preload/contract/views.js';
import { TryIt } from '../../../chart/try-it.js';
import { AdminFields } from '../../../query/admin-fields.js';
import { Unread } from '../../../query/answered.js';
import { useSourceCheck } from '../../../query/check.js';
import { checkedOf } from '../../../query/checked.js';
import { CheckedFields, isTouched, useTyped } from '../../../query/checked-fields.js';
import { useConfig } from '../../../query/reads/config.js';
import { Refusal } from '../../../query/refusal.js';
import { useMay } from '../../../query/rights.js';
import { useSetUp } from '../../../query/set-up.js';
import { useCall } from '../../../state/console.js';
import { Button } from '../../../ui/button.js';
import { TextArea } from '../../../ui/field.js';
import { Panel } from '../../../ui/panel.js';
import { RemoveButton } from '../../../ui/remove-button.js';
import { Skeleton } from '../../../ui/section.js';
import { useSending } from '../../../ui/sending.js';
import { toast } from '../../../ui/toast.js';
import {
  belowSource,
  blockIn,
  fieldsOf,
  givenBy,
  insideOf,
  namesIn,
  type Place,
  pathOf,
  sourceBlockOf,
  sourceDraftOf,
  sourceErrors,
  sourceSecrets,
  triedBlockOf,
} from './draft.js';
import { SOURCE_FORMS } from './forms.js';
import { SeveralForms } from './several-forms.js';

/** Sets up one source: what is read, from where, by which secrets; and looks once, before anything is saved. */
export const SourceForm = ({ setting, onClose }: { setting: SourceSetting; onClose: () => void }) => {
  const { data, error, refetch } = useConfig();
  const { name, brings, before, many } = SOURCE_FORMS[setting];
  const title = `Set up ${name}`;
  return (
    <Panel title={title} heading={<h2 className="text-lead font-semibold">{title}</h2>} onClose={onClose}>
      <p className="text-soft">{brings}</p>
      <p className="text-faint">{before}</p>
      {error !== null && <Unread title="The configuration could not be read" error={error} onAgain={refetch} />}
      {data === undefined && error === null && <Skeleton className="h-60 w-full" />}
      {data !== undefined && many === undefined && (
        <Form key={data.revision} place={{ setting, name: null }} config={data} onClose={onClose} />
      )}
      {data !== undefined && many !== undefined && (
        <SeveralForms {...many} taken={namesIn(data, setting)}>
          {(name, back) => <Form key={`${name} ${data.revision}`} place={{ setting, name }} config={data} onClose={back} />}
        </SeveralForms>
      )}
    </Panel>
  );
};

interface FormProps {
  readonly place: Place;
  readonly config: ConfigView;
  readonly onClose: () => void;
}

const Form = ({ place, config, onClose }: FormProps) => {
  const { setting } = place;
  const form = SOURCE_FORMS[setting];
  const before = blockIn(config, place);
  const fields = fieldsOf(place, givenBy(place, config));
  const typed = useTyped(() => sourceDraftOf(place, before ?? {}));
  const { draft } = typed;
  const [sent, setSent] = useState(form.example ?? '');
  const call = useCall();
  const setUp = useSetUp(pathOf(place), before, config.revision);
  const local = sourceErrors(fields, draft);
  const isComplete = Object.keys(local).length === 0;
  const mayChange = useMay('source.check');
  const block = sourceBlockOf(place, draft, before ?? {});
  const problems = useSourceCheck(setting, isComplete && mayChange ? belowSource(place, block) : null);
  const said = checkedOf(fields, insideOf(place, problems));
  const save = async (): Promise<void> => {
    const result = await setUp.save({ block, secrets: sourceSecrets(place, draft) });
    if (result.kind === 'saved') toast({ tone: 'good', text: 'Saved. Its first reading comes within seconds.' });
  };
  const remove = async (): Promise<void> => {
    if ((await setUp.remove()).kind !== 'saved') return;
    toast({ tone: 'good', text: 'Removed. Its history stays until it is out of retention.' });
    onClose();
  };
  const sending = useSending<Readonly<Record<string, string>>>(
    { ...said.errors, ...local },
    (key) => isTouched(typed, said, key),
    save,
  );
  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={sending.onSubmit}>
      <AdminFields what="Sources are set up">
        <CheckedFields
          fields={fields}
          typed={typed}
          said={said}
          errors={sending.errors}
          elsewhere="The configuration’s check says"
        />
        {form.example !== undefined && (
          <TextArea
            label="Lines to try"
            hint="JSON, one a line, as somebody would send them."
            className="font-mono text-small"
            value={sent}
            onChange={(event) => setSent(event.target.value)}
            spellCheck={false}
          />
        )}
      </AdminFields>
      <p className="text-faint">{form.trial}</p>
      <TryIt
        act="source.try"
        isReady={isComplete}
        onLook={() =>
          call('source.try', {
            source: setting,
            block: belowSource(place, triedBlockOf(place, draft, before ?? {})),
            sent: form.example === undefined ? null : sent,
          })
        }
      />
      {setUp.outcome !== null && <Refusal outcome={setUp.outcome} />}
      <div className="flex items-center gap-2 border-t border-line pt-4">
        <Button type="submit" acts="config.edit" look="primary" disabled={sending.isSending}>
          Check and save
        </Button>
        <Button onClick={onClose}>Close</Button>
        {before !== undefined && <RemoveButton acts="config.edit" sure="Yes, stop reading it" onRemove={() => void remove()} />}
      </div>
    </form>
  );
};
