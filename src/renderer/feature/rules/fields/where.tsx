import { useTargets } from '../../../state/console.js';
import { type Option, SelectField, TextArea, TextField } from '../../../ui/field.js';
import type { RuleDraft } from '../draft.js';
import { bound, type FieldsProps, Grid, Group, picked } from './parts.js';

const GROUPINGS: readonly Option<RuleDraft['grouping']>[] = [
  { value: 'series', label: 'Each series' },
  { value: 'labels', label: 'Each value of some labels' },
  { value: 'rule', label: 'All of it together' },
];

/** Which series a rule watches, and what has an alert of its own. */
export const WhereFields = (props: FieldsProps) => {
  const { draft, errors, cautions, onChange } = props;
  const targets = useTargets();
  const targetOptions: readonly Option<string>[] = [
    { value: '', label: 'Every target' },
    ...targets.map((row) => ({ value: row.id as string, label: row.name })),
    ...(draft.target === '' || targets.some((row) => row.id === draft.target)
      ? []
      : [{ value: draft.target, label: `${draft.target} (not configured)` }]),
  ];
  return (
    <Group title="It watches">
      <Grid>
        <SelectField
          label="On"
          options={targetOptions}
          value={draft.target}
          error={errors.target}
          caution={cautions.target}
          onPick={(target) => onChange({ target })}
        />
        <SelectField label="One alert for" options={GROUPINGS} {...picked(props, 'grouping')} />
        {draft.grouping === 'labels' && (
          <TextField
            label="These labels"
            {...bound(props, 'by')}
            placeholder="target"
            className="font-mono"
            hint="One alert for each of their values."
          />
        )}
      </Grid>
      <TextArea
        label="Only series with these labels"
        {...bound(props, 'match')}
        placeholder="page=home"
        className="font-mono"
        rows={draft.match.split('\n').length}
        spellCheck={false}
        hint="One a line: page=home, page!=home, form=~inquiry|booking. Empty: all of them."
      />
    </Group>
  );
};
