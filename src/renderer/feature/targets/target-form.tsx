import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { TryIt } from '../../chart/try-it.js';
import { additions, changes, idFor, itemsOf, type SaveOutcome, useEdit } from '../../query/edits.js';
import { useConfig } from '../../query/reads.js';
import { Refusal } from '../../query/refusal.js';
import { targetPath, useGo } from '../../state/place.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/mark.js';
import { Panel } from '../../ui/panel.js';
import { Skeleton } from '../../ui/section.js';
import { toast } from '../../ui/toast.js';
import { draftErrors, draftOf, EMPTY_DRAFT, itemOf, type TargetDraft } from './draft.js';
import { TargetFields } from './target-fields.js';

/** Adds or changes a web target. `id` is null for a new one. */
export const TargetForm = ({ id, onClose }: { id: string | null; onClose: () => void }) => {
  const { data, error } = useConfig();
  const title = id === null ? 'Add a target' : 'Edit target';
  const items = data === undefined ? [] : itemsOf(data.document, 'targets');
  const before = items.find((item) => item.id === id);
  return (
    <Panel title={title} heading={<h2 className="text-lead font-semibold">{title}</h2>} onClose={onClose}>
      {error !== null && (
        <Notice tone="warning" title="The configuration could not be read">
          {error.message}
        </Notice>
      )}
      {data === undefined && error === null && <Skeleton className="h-60 w-full" />}
      {data !== undefined && id !== null && before === undefined && (
        <Notice tone="neutral" title="This target is not in your configuration">
          It comes from the profile. Add a target of your own to watch the same address differently.
        </Notice>
      )}
      {data !== undefined && (id === null || before !== undefined) && (
        <Form id={id} before={before} items={items} onClose={onClose} />
      )}
    </Panel>
  );
};

interface FormProps {
  readonly id: string | null;
  readonly before: Readonly<Record<string, unknown>> | undefined;
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly onClose: () => void;
}

const Form = ({ id, before, items, onClose }: FormProps) => {
  const edit = useEdit();
  const go = useGo();
  const [draft, setDraft] = useState<TargetDraft>(before === undefined ? EMPTY_DRAFT : draftOf(before));
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const errors = draftErrors(draft);
  const isReady = Object.keys(errors).length === 0;
  const newId =
    id ??
    idFor(
      draft.name || hostOf(draft.url),
      items.map((item) => String(item.id)),
    );
  const item = itemOf(draft, newId, before);

  const finish = (result: SaveOutcome, said: string, path: string): void => {
    setOutcome(result);
    if (result.kind !== 'saved') return;
    toast({ tone: 'good', text: said });
    onClose();
    go(path);
  };
  const save = async (): Promise<void> => {
    const edits = before === undefined ? additions('targets', items.length, item) : changes('targets', newId, before, item);
    if (edits.length === 0) onClose();
    else
      finish(
        await edit(edits),
        before === undefined ? 'Added. Its first reading comes within seconds.' : 'Saved.',
        targetPath(newId),
      );
  };
  const remove = async (): Promise<void> =>
    finish(
      await edit([{ path: ['targets', { id: newId }] }]),
      'Removed. Its history stays until it is out of retention.',
      '/targets',
    );

  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void save();
      }}
    >
      <TargetFields draft={draft} errors={errors} onChange={(change) => setDraft({ ...draft, ...change })} />
      <TryIt item={item} isReady={isReady} />
      {outcome !== null && <Refusal outcome={outcome} />}
      <div className="flex items-center gap-2 border-t border-line pt-4">
        <Button type="submit" look="primary" disabled={!isReady}>
          {id === null ? 'Add target' : 'Save'}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        {id !== null && <Remove onRemove={() => void remove()} />}
      </div>
    </form>
  );
};

const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).hostname : '');

const Remove = ({ onRemove }: { onRemove: () => void }) => {
  const [isAsking, setAsking] = useState(false);
  return (
    <Button className="ml-auto" look={isAsking ? 'danger' : 'quiet'} onClick={() => (isAsking ? onRemove() : setAsking(true))}>
      <Trash2 size={14} aria-hidden="true" />
      {isAsking ? 'Yes, stop watching it' : 'Remove'}
    </Button>
  );
};
