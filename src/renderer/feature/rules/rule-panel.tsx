import { Pencil } from 'lucide-react';
import { useState } from 'react';
import type { RuleRow } from '../../../preload/contract/views.js';
import { Baselines } from '../../chart/standing/baselines.js';
import { itemsOf, type SaveOutcome, useEdit } from '../../query/edits.js';
import { PlaybookText } from '../../query/playbook.js';
import { useConfig } from '../../query/reads/config.js';
import { usePlaybook, useRule } from '../../query/reads/rules.js';
import { Refusal } from '../../query/refusal.js';
import { useAlerts, useView } from '../../state/console.js';
import { alertPath, changesPath } from '../../state/place.js';
import { sayHealth, saySentence } from '../../text/rule.js';
import { saySeverity } from '../../text/states.js';
import { Ago } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { Badge, Mark, Notice } from '../../ui/mark.js';
import { Panel, Part } from '../../ui/panel.js';
import { Facts, Skeleton } from '../../ui/section.js';
import { toast } from '../../ui/toast.js';
import { WhyNot } from '../../ui/why-not.js';
import { toggleRule } from './edits.js';
import { ruleFacts } from './facts.js';
import { EditRule } from './rule-form.js';
import { WhyRule } from './why.js';

/** Everything about one rule. */
export const RulePanel = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const row = useView((view) => view.rules[id] ?? null);
  const [isEditing, setEditing] = useState(false);
  if (row === null)
    return (
      <Panel title="Rule" heading={<h2 className="text-lead font-semibold">{id}</h2>} onClose={onClose}>
        <Notice tone="neutral" title="There is no such rule">
          It may have been removed or renamed in the configuration.
        </Notice>
      </Panel>
    );
  if (isEditing) return <EditRule id={row.id} name={row.name} onClose={() => setEditing(false)} />;
  return (
    <Panel
      title="Rule"
      heading={<Heading row={row} />}
      controls={<Controls row={row} onEdit={() => setEditing(true)} />}
      onClose={onClose}
    >
      <Health row={row} />
      <Part title="Condition">
        <p title={row.sentence}>{saySentence(row)}</p>
      </Part>
      <Baselines rule={row.id} />
      <Definition row={row} />
      <Part title="Its alerts">
        <Alerts rule={row.id} />
      </Part>
      <WhyRule key={row.id} row={row} />
      <Guide rule={row.id} />
    </Panel>
  );
};

const Definition = ({ row }: { row: RuleRow }) => {
  const { data, error } = useRule(row.id);
  if (error !== null) return <p className="text-soft">Its definition could not be read: {error.message}</p>;
  if (data === undefined) return <Skeleton className="h-64 w-full" />;
  return (
    <>
      {data.businessImpact !== '' && (
        <Part title="What it means">
          <p>{data.businessImpact}</p>
        </Part>
      )}
      <Facts items={ruleFacts(data, row)} />
    </>
  );
};

const Guide = ({ rule }: { rule: string }) => {
  const { data } = useRule(rule);
  const playbook = data?.playbook ?? null;
  const { data: found } = usePlaybook(playbook);
  if (playbook === null) return null;
  return (
    <Part title={`Playbook: ${found?.title ?? playbook}`}>
      <PlaybookText id={playbook} />
    </Part>
  );
};

const Heading = ({ row }: { row: RuleRow }) => (
  <div className="flex flex-col gap-1">
    <p className="flex items-center gap-2">
      <Badge {...saySeverity(row.severity)} />
      <Mark {...sayHealth(row)} />
    </p>
    <h2 className="text-lead font-semibold break-words">{row.name}</h2>
    <p className="flex items-baseline justify-between gap-3 text-small">
      <span className="min-w-0 truncate font-mono text-faint">{row.id}</span>
      <a href={`#${changesPath(row.id)}`} className="shrink-0 text-accent hover:underline">
        Who changed it
      </a>
    </p>
  </div>
);

const HEALTH = {
  failed: 'This rule cannot be judged',
  never: 'Nothing has been seen yet of what this rule measures',
  'no-source': 'No source gives what this rule measures',
};

const Health = ({ row }: { row: RuleRow }) => {
  if (row.health.state === 'ok') return null;
  return (
    <Notice tone={row.health.state === 'failed' ? 'warning' : 'unseen'} title={HEALTH[row.health.state]}>
      {row.health.text} Until then it neither fires nor resolves.
    </Notice>
  );
};

const Controls = ({ row, onEdit }: { row: RuleRow; onEdit: () => void }) => {
  const edit = useEdit();
  const { data } = useConfig();
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const items = data === undefined ? [] : itemsOf(data.document, 'rules');
  const toggle = async (): Promise<void> => {
    const result = await edit(toggleRule(row, items), data?.revision);
    setOutcome(result);
    if (result.kind === 'saved')
      toast({ tone: 'good', text: row.enabled ? 'Turned off. It is kept, and fires no more.' : 'Turned on.' });
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="flex gap-2">
        <Button acts="config.edit" look="primary" onClick={onEdit}>
          <Pencil size={14} aria-hidden="true" />
          Edit
        </Button>
        <Button acts="config.edit" disabled={data === undefined} onClick={() => void toggle()}>
          {row.enabled ? 'Turn off' : 'Turn on'}
        </Button>
      </div>
      <WhyNot act="config.edit" />
      {outcome !== null && <Refusal outcome={outcome} />}
    </div>
  );
};

const Alerts = ({ rule }: { rule: string }) => {
  const alerts = useAlerts().filter((row) => row.rule === rule && row.state === 'firing');
  if (alerts.length === 0) return <p className="text-soft">None fires now.</p>;
  return (
    <ul>
      {alerts.slice(0, 20).map((row) => (
        <li key={row.id} className="flex justify-between gap-3 border-b border-line py-1.5 last:border-0">
          <a href={`#${alertPath(row.id)}`} className="min-w-0 truncate text-accent hover:underline">
            {row.summary}
          </a>
          <span className="text-faint">
            <Ago at={row.startedAt} />
          </span>
        </li>
      ))}
    </ul>
  );
};
