import { useState } from 'react';
import type { RuleRow } from '../../../preload/contract/views.js';
import { additions, changes, idFor, itemsOf, type SaveOutcome, useEdit } from '../../query/edits.js';
import { useConfig } from '../../query/reads.js';
import { Refusal } from '../../query/refusal.js';
import { useRules } from '../../state/console.js';
import { rulePath, useGo } from '../../state/place.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/mark.js';
import { Panel } from '../../ui/panel.js';
import { Skeleton } from '../../ui/section.js';
import { toast } from '../../ui/toast.js';
import { EMPTY_RULE, type RuleDraft, ruleDraftOf, ruleErrors, ruleItemOf } from './draft.js';
import { RuleFields } from './rule-fields.js';

/** Adds or changes a threshold rule. `row` is null for a new one. */
export const RuleForm = ({ row, onClose }: { row: RuleRow | null; onClose: () => void }) => {
  const { data, error } = useConfig();
  const title = row === null ? 'Add a rule' : `Edit ${row.name}`;
  const items = data === undefined ? [] : itemsOf(data.document, 'rules');
  return (
    <Panel title={title} heading={<h2 className="text-lead font-semibold break-words">{title}</h2>} onClose={onClose}>
      {error !== null && (
        <Notice tone="warning" title="The configuration could not be read">
          {error.message}
        </Notice>
      )}
      {data === undefined ? <Skeleton className="h-60 w-full" /> : <Form row={row} items={items} onClose={onClose} />}
    </Panel>
  );
};

interface FormProps {
  readonly row: RuleRow | null;
  readonly items: readonly Readonly<Record<string, unknown>>[];
  readonly onClose: () => void;
}

const Form = ({ row, items, onClose }: FormProps) => {
  const edit = useEdit();
  const go = useGo();
  const taken = useRules().map((rule) => rule.id as string);
  const before = items.find((item) => item.id === row?.id);
  const [draft, setDraft] = useState<RuleDraft>(row === null ? EMPTY_RULE : ruleDraftOf(row, before));
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const errors = ruleErrors(draft);
  const isReady = Object.keys(errors).length === 0;
  const save = async (): Promise<void> => {
    const id = row?.id ?? idFor(draft.name, taken);
    const item = ruleItemOf({ ...draft, id }, before);
    const edits = before === undefined ? additions('rules', items.length, item) : changes('rules', id, before, item);
    if (edits.length === 0) return onClose();
    const result = await edit(edits);
    setOutcome(result);
    if (result.kind !== 'saved') return;
    toast({ tone: 'good', text: 'Saved. It is judged from the next reading on.' });
    onClose();
    go(rulePath(id));
  };
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) void save();
      }}
    >
      {row?.origin === 'profile' && before === undefined && (
        <Notice tone="info" title="This rule ships with Watchroom">
          Saving makes your own version, which replaces it whole. State here how long a breach must hold; remove your version in
          the settings to have the original back.
        </Notice>
      )}
      <RuleFields draft={draft} errors={errors} onChange={(change) => setDraft({ ...draft, ...change })} />
      {outcome !== null && <Refusal outcome={outcome} />}
      <div className="flex gap-2 border-t border-line pt-4">
        <Button type="submit" look="primary" disabled={!isReady}>
          {row === null ? 'Add rule' : 'Save'}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </div>
    </form>
  );
};
