import { TextField } from '../../ui/field.js';
import { ConditionFields } from './fields/condition.js';
import { EndingFields } from './fields/ending.js';
import { bound, type FieldsProps } from './fields/parts.js';
import { TellingFields } from './fields/telling.js';
import { WeightFields } from './fields/weight.js';
import { WhereFields } from './fields/where.js';

/** What a rule says: what is measured, where, how it is judged, what ends a breach, and whom it concerns. */
export const RuleFields = (props: FieldsProps) => (
  <>
    <TextField label="Name" {...bound(props, 'name')} hint="As alerts will call it." autoFocus />
    <ConditionFields {...props} />
    <WhereFields {...props} />
    <EndingFields {...props} />
    <WeightFields {...props} />
    <TellingFields {...props} />
  </>
);
