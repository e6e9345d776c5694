import { useState } from 'react';
import type { ConfigView } from '../../../preload/contract/calls/config.js';
import type { ConfigProblem, Rule } from '../../../preload/contract/views.js';
import { AdminFields } from '../../query/admin-fields.js';
import { BeforeAfter } from '../../query/before-after.js';
import { useRuleCheck } from '../../query/check.js';
import { type Edits, idFor, itemsOf, type SaveOutcome, useEdit } from '../../query/edits.js';
import { useConfig } from '../../query/reads/config.js';
import { useRule } from '../../query/reads/rules.js';
import { Refusal } from '../../query/refusal.js';
import { useRules } from '../../state/console.js';
import { rulePath, useGo } from '../../state/place.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/mark.js';
import { Panel } from '../../ui/panel.js';
import { RemoveButton } from '../../ui/remove-button.js';
import { Skeleton } from '../../ui/section.js';
import { useSending } from '../../ui/sending.js';
import { toast } from '../../ui/toast.js';
import { complaintsOf, sayComplaint } from './complaints.js';
import { EMPTY_RULE, type RuleDraft, ruleDraftOf } from './draft.js';
import { addRule, editRule, removeRule } from './edits.js';
import { ruleErrors } from './errors.js';
import { RuleFields } from './rule-fields.js';
import { ScenarioPart } from './scenario/scenario-part.js';

/** Adds a rule. */
export const NewRule = ({ onClose }: { onClose: () => void }) => <Frame title="Add a rule" rule={null} onClose={onClose} />;

/** Changes a rule: shows what holds now, and saves what was changed. */
export const EditRule = ({ id, name, onClose }: { id: string; name: string; onClose: () => void }) => {
  const { data, error } = useRule(id);
  return <Frame title={`Edit ${name}`} rule={data} problem={error?.message} onClose={onClose} />;
};

interface FrameProps {
  readonly title: string;
  /** Null for a new one; undefined while it is on its way. */
  readonly rule: Rule | null | undefined;
  readonly problem?: string | undefined;
  readonly onClose: () => void;
}

const Frame = ({ title, rule, problem, onClose }: FrameProps) => {
  const { data, error } = useConfig();
  const trouble = problem ?? error?.message;
  const isReady = data !== undefined && rule !== undefined;
  return (
    <Panel
      width="wide"
      title={title}
      heading={<h2 className="text-lead font-semibold break-words">{title}</h2>}
      onClose={onClose}
    >
      {trouble !== undefined && (
        <Notice tone="warning" title="It could not be read, so it cannot be changed now">
          {trouble}
        </Notice>
      )}
      {!isReady && trouble === undefined && <Skeleton className="h-96 w-full" />}
      {isReady && <Form key={rule?.id ?? ''} rule={rule} config={data} onClose={onClose} />}
    </Panel>
  );
};

interface FormProps {
  readonly rule: Rule | null;
  readonly config: ConfigView;
  readonly onClose: () => void;
}

/** What is wrong with the rule as a whole. */
const Others = ({ problems }: { problems: readonly ConfigProblem[] }) =>
  problems.length === 0 ? null : (
    <Notice tone="warning" title="This rule is not right yet">
      {problems.map((problem) => (
        <p key={problem.message}>{sayComplaint(problem)}</p>
      ))}
    </Notice>
  );

/** As it would be saved, or as it holds where nothing was changed; null while it cannot be either. */
const testedWith = (rule: Rule | null, { id, edits, isRight }: { id: string; edits: Edits; isRight: boolean }) => {
  if (!isRight || (rule === null && edits.length === 0)) return null;
  return { rule: id, edits: edits.length === 0 ? null : edits };
};

const Form = ({ rule, config, onClose }: FormProps) => {
  const edit = useEdit();
  const go = useGo();
  const taken = useRules().map((known) => known.id as string);
  const [first] = useState<RuleDraft>(rule === null ? EMPTY_RULE : ruleDraftOf(rule));
  const [draft, setDraft] = useState(first);
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const finish = async (edits: Edits, said: string, path: string): Promise<void> => {
    const result = await edit(edits, config.revision);
    setOutcome(result);
    if (result.kind !== 'saved') return;
    toast({ tone: 'good', text: said });
    onClose();
    go(path);
  };
  const id = rule?.id ?? idFor(draft.name, taken, 'rule');
  const local = ruleErrors(draft);
  const edits = rule === null ? addRule({ ...draft, id }) : editRule(rule, { ...draft, id }, itemsOf(config.document, 'rules'));
  const isComplete = Object.keys(local).length === 0 && edits.length > 0;
  const said = complaintsOf(useRuleCheck(id, isComplete ? edits : null), draft);
  const errors = { ...said.errors, ...local };
  const save = async (): Promise<void> => {
    if (edits.length === 0) onClose();
    else await finish(edits, 'Saved. It is judged from the next reading on.', rulePath(id));
  };
  const sending = useSending(errors, (field) => draft[field] !== first[field] || field in said.errors, save);
  return (
    <form noValidate className={FORM} onSubmit={sending.onSubmit}>
      <div className={COLUMN}>
        {rule?.origin === 'profile' && (
          <Notice tone="info" title="This rule ships with Watchroom">
            Saving a change makes your own version of it, which holds instead. Remove that to have the original back.
          </Notice>
        )}
        <AdminFields what="Rules are changed">
          <RuleFields
            draft={draft}
            errors={sending.errors}
            cautions={said.cautions}
            onChange={(change) => setDraft({ ...draft, ...change })}
          />
        </AdminFields>
        <Others problems={said.others} />
      </div>
      <div className={`${COLUMN} ${TRIED}`}>
        <BeforeAfter
          change={isComplete && Object.keys(errors).length === 0 ? { edits } : null}
          hint={
            rule === null ? 'Fill it in to see how often it would have fired.' : 'Change it to see what that would have done.'
          }
        />
        <ScenarioPart
          tested={testedWith(rule, { id, edits, isRight: Object.keys(errors).length === 0 })}
          hint="Once the rule is complete, a course of values can be played by it."
        />
      </div>
      <div className={FOOT}>
        {outcome !== null && <Refusal outcome={outcome} />}
        <div className="flex items-center gap-2">
          <Button type="submit" acts="config.edit" look="primary" disabled={sending.isSending}>
            {rule === null ? 'Add rule' : 'Save'}
          </Button>
          <Button onClick={onClose}>Cancel</Button>
          {rule?.origin === 'own' && (
            <RemoveButton
              acts="config.edit"
              sure="Yes, remove it"
              onRemove={() =>
                void finish(
                  removeRule(rule.id),
                  'Removed. Where it stood in for a rule that ships with Watchroom, that one holds again.',
                  '/rules',
                )
              }
            />
          )}
        </div>
      </div>
    </form>
  );
};

/** What sticks does so within the padding of its pane, which it has to cover. Where there is room, the fields and what they would do stand side by side, each scrolled by itself; saving is always in sight. */
const FORM = 'flex flex-col gap-5 xl:absolute xl:inset-0 xl:grid xl:grid-cols-2 xl:grid-rows-[minmax(0,1fr)_auto] xl:gap-0';
const COLUMN = 'flex min-w-0 flex-col gap-5 xl:overflow-y-auto xl:px-5 xl:py-4';
const TRIED = 'xl:border-l xl:border-line xl:[&>section:first-child]:border-t-0 xl:[&>section:first-child]:pt-0';
const FOOT =
  'sticky -bottom-4 -mx-5 -mb-4 flex flex-col gap-3 border-t border-line bg-surface px-5 py-3 xl:static xl:col-span-2 xl:m-0';
