import { usePlaybookTitles } from '../../../query/reads/rules.js';
import { CheckField, type Option, SelectField, TextField } from '../../../ui/field.js';
import type { RuleDraft } from '../draft.js';
import { bound, type FieldsProps, Grid, Group, options, picked } from './parts.js';

const REACHES: readonly Option<RuleDraft['reach']>[] = [
  { value: 'all', label: 'Every channel that is on' },
  { value: 'some', label: 'Only these' },
];
const CHANNELS = options('desktop', 'email', 'slack', 'sms', 'webhook');

/** Who is told, how often, and what to do then. */
export const TellingFields = (props: FieldsProps) => {
  const { draft, onChange } = props;
  const { data: titles } = usePlaybookTitles();
  const playbooks: readonly Option<string>[] = [
    { value: '', label: 'None' },
    ...(titles ?? []).map(({ id, title }) => ({ value: id, label: title })),
    ...(draft.playbook === '' || titles?.some(({ id }) => id === draft.playbook) !== false
      ? []
      : [{ value: draft.playbook, label: `${draft.playbook} (missing)` }]),
  ];
  return (
    <Group title="Who is told, and what to do">
      <Grid>
        <TextField
          label="Told again every"
          {...bound(props, 'repeat')}
          placeholder={draft.severity === 'critical' ? '4h' : ''}
          hint={
            draft.severity === 'critical' ? 'While nobody has it. Empty: every 4 h.' : 'While nobody has it. Empty: told once.'
          }
        />
        <SelectField
          label="Playbook"
          options={playbooks}
          value={draft.playbook}
          caution={props.cautions.playbook}
          onPick={(playbook) => onChange({ playbook })}
        />
        <SelectField label="Channels" options={REACHES} {...picked(props, 'reach')} />
      </Grid>
      {draft.reach === 'some' && (
        <div className="flex flex-wrap gap-x-5 gap-y-2">
          {CHANNELS.map(({ value, label }) => (
            <CheckField
              key={value}
              label={label}
              checked={draft.channels.includes(value)}
              onChange={(event) =>
                onChange({
                  channels: event.target.checked
                    ? [...draft.channels, value]
                    : draft.channels.filter((channel) => channel !== value),
                })
              }
            />
          ))}
          {draft.channels.length === 0 && <p className="text-small text-warning">With none of them, nobody is told.</p>}
        </div>
      )}
    </Group>
  );
};
