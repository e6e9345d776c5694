import { Choice, type Option, SelectField } from '../../../ui/field.js';
import type { RuleDraft } from '../draft.js';
import { USES } from '../uses.js';
import { type FieldsProps, Group, picked } from './parts.js';
import { RatioFields, SeriesFields } from './subject.js';
import { TestFields } from './test.js';
import { CONDITIONS, HELP } from './words.js';

const SUBJECTS: readonly Option<RuleDraft['subject']>[] = [
  { value: 'metric', label: 'One series' },
  { value: 'ratio', label: 'A share of two counters' },
];

/** What a rule waits for, what it looks at, and how that is judged. */
export const ConditionFields = (props: FieldsProps) => {
  const { draft } = props;
  return (
    <Group title="It fires when">
      <SelectField label="It waits for" options={CONDITIONS} {...picked(props, 'condition')} hint={HELP[draft.condition]} />
      {USES[draft.condition].ratio && <Choice label="It looks at" options={SUBJECTS} {...picked(props, 'subject')} />}
      {USES[draft.condition].ratio && draft.subject === 'ratio' ? <RatioFields {...props} /> : <SeriesFields {...props} />}
      <TestFields {...props} />
    </Group>
  );
};
