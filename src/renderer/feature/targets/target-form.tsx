import { useState } from 'react';
import type { ConfigView } from '../../../preload/contract/calls/config.js';
import { TryIt } from '../../chart/try-it.js';
import { AdminFields } from '../../query/admin-fields.js';
import { Unread } from '../../query/answered.js';
import { type Edits, type Item, idFor, itemsOf, type SaveOutcome, useEdit } from '../../query/edits.js';
import { useConfig } from '../../query/reads/config.js';
import { Refusal } from '../../query/refusal.js';
import { useCall } from '../../state/console.js';
import { targetPath, useGo } from '../../state/place.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/mark.js';
import { Panel } from '../../ui/panel.js';
import { RemoveButton } from '../../ui/remove-button.js';
import { Skeleton } from '../../ui/section.js';
import { useSending } from '../../ui/sending.js';
import { toast } from '../../ui/toast.js';
import { draftErrors, draftOf, itemOf } from './draft.js';
import { addTarget, editTarget, removeTarget } from './edits.js';
import { TargetFields } from './target-fields.js';
import { EMPTY_DRAFT, type TargetDraft } from './typed.js';

/** Adds or changes a target. `id` is null for a new one. */
export const TargetForm = ({ id, onClose }: { id: string | null; onClose: () => void }) => {
  const { data, error, refetch } = useConfig();
  const title = id === null ? 'Add a target' : 'Edit target';
  const items = data === undefined ? [] : itemsOf(data.document, 'targets');
  const before = items.find((item) => item.id === id);
  return (
    <Panel title={title} heading={<h2 className="text-lead font-semibold">{title}</h2>} onClose={onClose}>
      {error !== null && <Unread title="The configuration could not be read" error={error} onAgain={refetch} />}
      {data === undefined && error === null && <Skeleton className="h-60 w-full" />}
      {data !== undefined && id !== null && before === undefined && (
        <Notice tone="neutral" title="This target is not in your configuration">
          It comes from the profile. Add a target of your own to watch the same address differently.
        </Notice>
      )}
      {data !== undefined && (id === null || before !== undefined) && (
        <Form id={id} before={before} config={data} onClose={onClose} />
      )}
    </Panel>
  );
};

interface FormProps {
  readonly id: string | null;
  readonly before: Item | undefined;
  readonly config: ConfigView;
  readonly onClose: () => void;
}

const Form = ({ id, before, config, onClose }: FormProps) => {
  const edit = useEdit();
  const call = useCall();
  const go = useGo();
  const [first] = useState<TargetDraft>(before === undefined ? EMPTY_DRAFT : draftOf(before));
  const [draft, setDraft] = useState(first);
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const errors = draftErrors(draft);
  const isReady = Object.keys(errors).length === 0;
  const newId =
    id ??
    idFor(
      draft.name || hostOf(draft),
      itemsOf(config.document, 'targets').map((item) => String(item.id)),
      'target',
    );
  const item = itemOf(draft, newId, before);

  const finish = async (edits: Edits, said: string, path: string): Promise<void> => {
    const result = await edit(edits, config.revision);
    setOutcome(result);
    if (result.kind !== 'saved') return;
    toast({ tone: 'good', text: said });
    onClose();
    go(path);
  };
  const save = async (): Promise<void> => {
    if (before === undefined)
      return finish(addTarget(draft, newId), 'Added. Its first reading comes within seconds.', targetPath(newId));
    const edits = editTarget(draft, newId, before);
    if (edits.length === 0) onClose();
    else await finish(edits, 'Saved.', targetPath(newId));
  };
  const sending = useSending(errors, (field) => draft[field] !== first[field], save);

  return (
    <form noValidate className="flex flex-col gap-4" onSubmit={sending.onSubmit}>
      <AdminFields what="Targets are set up">
        <TargetFields
          isNew={before === undefined}
          draft={draft}
          errors={sending.errors}
          onChange={(change) => setDraft({ ...draft, ...change })}
        />
      </AdminFields>
      <TryIt act="target.try" isReady={isReady} onLook={() => call('target.try', { target: item })} />
      {outcome !== null && <Refusal outcome={outcome} />}
      <div className="flex items-center gap-2 border-t border-line pt-4">
        <Button type="submit" acts="config.edit" look="primary" disabled={sending.isSending}>
          {id === null ? 'Add target' : 'Save'}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        {id !== null && (
          <RemoveButton
            acts="config.edit"
            sure="Yes, stop watching it"
            onRemove={() =>
              void finish(removeTarget(id), 'Removed. Its history stays until it is out of retention.', '/targets')
            }
          />
        )}
      </div>
    </form>
  );
};

/** What a target is called that was given no name. */
const hostOf = ({ kind, url, host }: TargetDraft): string => {
  if (kind !== 'http') return `${host} ${kind}`;
  return URL.canParse(url) ? new URL(url).hostname : '';
};
