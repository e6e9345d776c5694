import { useState } from 'react';
import type { SiteCheck, SiteLook } from '../../../preload/contract/views.js';
import { type SaveOutcome, useEdit } from '../../query/edits.js';
import { useConfig } from '../../query/reads/config.js';
import { Refusal } from '../../query/refusal.js';
import { sentenceOf } from '../../text/delivery.js';
import { count } from '../../text/quantity.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/mark.js';
import { CheckGroup, groupsOf } from './first-check-group.js';
import { firstEdits } from './first-target.js';

/** What the look proposes, the good ones picked; saved in one edit. */
export const FirstChecks = ({ look, onDone }: { look: SiteLook; onDone: () => void }) => {
  const edit = useEdit();
  const { data } = useConfig();
  const fresh = look.checks.filter(({ watchedBy }) => watchedBy === null);
  const [ids, setIds] = useState(() => fresh.filter(({ found }) => found.isWell).map(({ item }) => item.id));
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const [isSaving, setSaving] = useState(false);
  const picked = fresh.filter(({ item }) => ids.includes(item.id));
  const toggle = (id: string): void => setIds(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);
  const save = async (): Promise<void> => {
    setSaving(true);
    const result = await edit(firstEdits(look, picked, data?.document), data?.revision);
    setSaving(false);
    setOutcome(result);
    if (result.kind === 'saved') onDone();
  };
  const isWatched = fresh.length === 0;
  return (
    <>
      <Summary look={look} fresh={fresh} />
      <ul aria-label="Proposed checks" className="flex flex-col gap-4">
        {groupsOf(look.checks).map((group) => (
          <CheckGroup key={group.title} group={group} picked={ids} onToggle={toggle} />
        ))}
      </ul>
      {outcome !== null && <Refusal outcome={outcome} />}
      <div className="sticky bottom-0 -mx-5 -mb-4 flex flex-wrap items-center gap-x-3 gap-y-1 rounded-b-md border-t border-line bg-surface px-5 py-3">
        {isWatched ? (
          <Button look="primary" onClick={onDone}>
            Go on
          </Button>
        ) : (
          <Button
            acts="config.edit"
            look="primary"
            disabled={picked.length === 0 || data === undefined || isSaving}
            onClick={() => void save()}
          >
            {picked.length === 0 ? 'Pick what to watch' : `Watch ${count(picked.length, 'check')}`}
          </Button>
        )}
        {!isWatched && (
          <span className="min-w-0 flex-1 text-faint">
            Built-in rules say when one is down or slow, or a certificate about to end.
          </span>
        )}
      </div>
    </>
  );
};

/** What was found, before the list of it. */
const Summary = ({ look, fresh }: { look: SiteLook; fresh: readonly SiteCheck[] }) => {
  if (look.problem !== null)
    return (
      <Notice tone="warning" title="Its page could not be read">
        {sentenceOf(look.problem)} So nothing more was found. The address can still be watched: you are told when it is down,
        which may be now, and when it is back.
      </Notice>
    );
  return (
    <>
      {new URL(look.url).origin !== look.origin && (
        <Notice tone="info" title={`${new URL(look.url).host} sends its visitors on to ${look.origin}`}>
          So what both of them need is proposed.
        </Notice>
      )}
      <p className="text-soft">{sayFound(look.checks, fresh)}</p>
    </>
  );
};

const sayFound = (checks: readonly SiteCheck[], fresh: readonly SiteCheck[]): string => {
  if (fresh.length === 0) return 'All that was found is watched already.';
  if (checks.filter(({ kind }) => kind === 'page').length === 1 && checks.length <= 3)
    return 'It links to no page that people book, buy, sign in or get in touch on. Others can be added under Targets.';
  const failing = fresh.filter(({ found }) => !found.isWell).length;
  const rest = failing === 0 ? 'all answered well and are picked' : `those that answered well are picked`;
  return `${count(checks.length, 'thing')} worth watching: ${rest}.${failing === 0 ? '' : ' Pick the others if you want to be told of them at once.'}`;
};
