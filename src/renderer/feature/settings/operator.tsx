import { type FormEvent, useState } from 'react';
import type { Role } from '../../../preload/contract/views.js';
import { type SaveOutcome, useEdit } from '../../query/edits.js';
import { Refusal } from '../../query/refusal.js';
import { useMay } from '../../query/rights.js';
import { useView } from '../../state/console.js';
import { Button } from '../../ui/button.js';
import { type Option, SelectField, TextField } from '../../ui/field.js';
import { Card } from '../../ui/section.js';
import { toast } from '../../ui/toast.js';
import { WhyNot } from '../../ui/why-not.js';
import { operatorEdits } from './operator-edits.js';

const ROLES: readonly Option<Role>[] = [
  { value: 'viewer', label: 'Viewer: looks' },
  { value: 'responder', label: 'Responder: acts on alerts' },
  { value: 'admin', label: 'Admin: also configures' },
];

/** Who gives the right to configure away cannot take it back with what is left to them. */
const NO_WAY_BACK = 'It cannot be changed back here then, only in the configuration file: operator.role.';

/** Who acts at this desk: the name in timelines and in the audit, and what they may do. */
export const Operator = () => {
  const operator = useView((view) => view.desk.operator);
  const edit = useEdit();
  const mayChange = useMay('config.edit');
  const [name, setName] = useState(operator.name);
  const [role, setRole] = useState(operator.role);
  const [outcome, setOutcome] = useState<SaveOutcome | null>(null);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    const result = await edit(operatorEdits(name, role));
    setOutcome(result);
    if (result.kind === 'saved') toast({ tone: 'good', text: `${name.trim()} sits at this desk now.` });
  };
  const isChanged = name.trim() !== operator.name || role !== operator.role;
  return (
    <Card className="flex-1 p-4">
      <form onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-3">
        <div className="grid grid-cols-[1fr_1.5fr] gap-4">
          <TextField
            label="Your name"
            value={name}
            disabled={!mayChange}
            onChange={(event) => setName(event.target.value)}
            hint="Shown with what you do."
          />
          <SelectField
            label="Role"
            options={ROLES}
            value={role}
            onPick={setRole}
            disabled={!mayChange}
            {...(role !== operator.role && role !== 'admin' ? { caution: NO_WAY_BACK } : {})}
          />
        </div>
        <WhyNot act="config.edit" />
        {outcome !== null && <Refusal outcome={outcome} />}
        <Button type="submit" acts="config.edit" className="self-start" disabled={!isChanged || name.trim() === ''}>
          Save
        </Button>
      </form>
    </Card>
  );
};
