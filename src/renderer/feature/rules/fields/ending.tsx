import { type Option, SelectField, TextField } from '../../../ui/field.js';
import type { RuleDraft } from '../draft.js';
import { USES } from '../uses.js';
import { bound, type FieldsProps, Grid, Group, picked } from './parts.js';
import { meaning } from './words.js';

const ENDINGS: readonly Option<RuleDraft['auto']>[] = [
  { value: 'yes', label: 'By itself, once good' },
  { value: 'no', label: 'Only by hand' },
];

/** What ends an alert. */
export const EndingFields = (props: FieldsProps) => {
  const { draft } = props;
  const isFixed = draft.condition === 'above' || draft.condition === 'below';
  return (
    <Group title="It ends">
      <Grid>
        <SelectField label="How" options={ENDINGS} {...picked(props, 'auto')} />
        {USES[draft.condition].clear !== null && (
          <TextField
            label="Good again at"
            inputMode="decimal"
            {...bound(props, 'clear')}
            hint={meaning(draft.clear, draft) ?? (isFixed ? 'Empty: at the limit itself.' : 'Empty: as near to usual as that.')}
          />
        )}
      </Grid>
      {draft.auto === 'yes' && (
        <Grid>
          <TextField label="for at least" {...bound(props, 'goodFor')} placeholder="5m" hint="Such as 5m, 15m." />
          <TextField label="and in good readings" inputMode="numeric" {...bound(props, 'goodReadings')} hint="In a row." />
        </Grid>
      )}
    </Group>
  );
};
