import { type Option, SelectField, TextArea } from '../../../ui/field.js';
import type { RuleDraft } from '../draft.js';
import { bound, type FieldsProps, Grid, Group, options, picked } from './parts.js';

const SEVERITIES = options('critical', 'warning', 'info');
const CATEGORIES = options('availability', 'performance', 'business', 'build', 'infrastructure');
const IMPACTS: readonly Option<RuleDraft['impact']>[] = [
  { value: 'none', label: 'Not stated' },
  ...options('high', 'medium', 'low'),
];

/** How bad it is, and for whom. */
export const WeightFields = (props: FieldsProps) => (
  <Group title="How bad it is">
    <Grid columns={3}>
      <SelectField label="Severity" options={SEVERITIES} {...picked(props, 'severity')} />
      <SelectField label="Impact" options={IMPACTS} {...picked(props, 'impact')} />
      <SelectField label="Category" options={CATEGORIES} {...picked(props, 'category')} />
    </Grid>
    <TextArea
      label="What it means for the business"
      {...bound(props, 'businessImpact')}
      placeholder="Parents cannot book a lesson."
    />
  </Group>
);
