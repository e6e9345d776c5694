import { useState } from 'react';
import type { SiteCheck, SiteLook } from '../../../preload/contract/views.js';
import { type SaveOutcome, useEdit } from '../../query/edits.js';
import { useConfig } from '../../query/reads/config.js';
import { Refusal } from '../../query/refusal.js';
import { sentenceOf } from '../../text/delivery.js';
import { Button } from '../../ui/button.js';
import { Notice, Sentence } from '../../ui/mark.js';
import { firstEdits } from './first-target.js';

interface FirstChecksProps {
  readonly look: SiteLook;
  readonly onBack: () => void;
  readonly onSaved: () => void;
}

/** What the look proposes, the good ones picked; saved in one edit. */
export const FirstChecks = ({ look, onBack, onSaved }: FirstChecksProps) => {
  const edit = useEdit();
  const { data } = useConfig();
  const [ids, setIds] = useState(() => look.checks.filter(({ found }) => found.isWell).map(({ item }) => item.id));
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const picked = look.checks.filter(({ item }) => ids.includes(item.id));
  const toggle = (id: string): void => setIds(ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id]);
  const save = async (): Promise<void> => {
    const result = await edit(firstEdits(look, picked, data?.document), data?.revision);
    setOutcome(result);
    if (result.kind === 'saved') onSaved();
  };
  return (
    <>
      {look.problem !== null && (
        <Notice tone="warning" title="Its page could not be read">
          {sentenceOf(look.problem)} So nothing more was found. The address can still be watched.
        </Notice>
      )}
      <ul aria-label="Proposed checks" className="flex flex-col divide-y divide-line">
        {look.checks.map((check) => (
          <CheckRow
            key={check.item.id}
            check={check}
            isPicked={ids.includes(check.item.id)}
            onToggle={() => toggle(check.item.id)}
          />
        ))}
      </ul>
      {outcome !== null && <Refusal outcome={outcome} />}
      <div className="flex gap-2">
        <Button acts look="primary" disabled={picked.length === 0 || data === undefined} onClick={() => void save()}>
          {picked.length === 1 ? 'Watch 1 check' : `Watch ${picked.length} checks`}
        </Button>
        <Button onClick={onBack}>Another address</Button>
      </div>
    </>
  );
};

const CheckRow = ({ check, isPicked, onToggle }: { check: SiteCheck; isPicked: boolean; onToggle: () => void }) => {
  const { item, watches, why, found } = check;
  const place = typeof item.url === 'string' ? item.url : `${item.host}`;
  return (
    <li className="py-2.5">
      <label className="flex cursor-pointer items-start gap-2.5">
        <input type="checkbox" checked={isPicked} onChange={onToggle} className="mt-0.5 size-4 accent-accent-fill" />
        <span className="min-w-0 flex-1">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium text-ink">{item.name}</span>
            <span className="min-w-0 truncate font-mono text-small text-faint">{place}</span>
          </span>
          <span className="block text-soft">
            {why} {watches}
          </span>
          <span className="block text-small">
            <Sentence tone={found.isWell ? 'good' : 'warning'}>{sentenceOf(found.text)}</Sentence>
          </span>
        </span>
      </label>
    </li>
  );
};
