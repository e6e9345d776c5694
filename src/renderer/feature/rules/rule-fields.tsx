import { useTargets } from '../../state/console.js';
import { quantity } from '../../text/quantity.js';
import { type Option, SelectField, TextArea, TextField } from '../../ui/field.js';
import type { RuleDraft } from './draft.js';

const options = <Value extends string>(...values: readonly Value[]): readonly Option<Value>[] =>
  values.map((value) => ({ value, label: value.charAt(0).toUpperCase() + value.slice(1) }));

const SEVERITIES = options('critical', 'warning', 'info');
const CATEGORIES = options('availability', 'performance', 'business', 'build', 'infrastructure');
const IMPACTS: readonly Option<RuleDraft['impact']>[] = [
  { value: 'none', label: 'Not stated' },
  ...options('high', 'medium', 'low'),
];
const COMPARISONS: readonly Option<RuleDraft['comparison']>[] = [
  { value: 'above', label: 'is above' },
  { value: 'below', label: 'is below' },
];

/** `0.05` of a ratio is `5 %`: said beside the number, since the number is in the series' own unit. */
const meaning = (text: string, metric: string): string | undefined =>
  text.trim() === '' || !Number.isFinite(Number(text)) ? undefined : `That is ${quantity(Number(text), metric)}.`;

interface FieldsProps {
  readonly draft: RuleDraft;
  readonly errors: Partial<Record<keyof RuleDraft, string>>;
  readonly onChange: (change: Partial<RuleDraft>) => void;
}

/** What a threshold rule says: what is measured, where, the limit, and how bad a breach is. */
export const RuleFields = ({ draft, errors, onChange }: FieldsProps) => {
  const targets = useTargets();
  const errorOf = (key: 'threshold' | 'clear' | 'for' | 'metric') => (draft[key] === '' ? undefined : errors[key]);
  const targetOptions: readonly Option<string>[] = [
    { value: '', label: 'Every target' },
    ...targets.map((row) => ({ value: row.id, label: row.name })),
  ];
  return (
    <>
      <TextField
        label="Name"
        value={draft.name}
        onChange={(event) => onChange({ name: event.target.value })}
        hint="As alerts will call it."
      />
      <TextField
        label="When this series"
        value={draft.metric}
        onChange={(event) => onChange({ metric: event.target.value })}
        error={errorOf('metric')}
        className="font-mono"
        spellCheck={false}
      />
      <div className="grid grid-cols-2 gap-4">
        <SelectField
          label="compares so"
          options={COMPARISONS}
          value={draft.comparison}
          onPick={(comparison) => onChange({ comparison })}
        />
        <TextField
          label="to this limit"
          inputMode="decimal"
          value={draft.threshold}
          onChange={(event) => onChange({ threshold: event.target.value })}
          error={errorOf('threshold')}
          hint={meaning(draft.threshold, draft.metric) ?? 'In the series’ own unit.'}
        />
        <TextField
          label="for at least"
          value={draft.for}
          onChange={(event) => onChange({ for: event.target.value })}
          error={errorOf('for')}
          placeholder="5m"
          hint="Empty: it fires at once."
        />
        <TextField
          label="and ends at"
          inputMode="decimal"
          value={draft.clear}
          onChange={(event) => onChange({ clear: event.target.value })}
          error={errorOf('clear')}
          hint={meaning(draft.clear, draft.metric) ?? 'Empty: at the limit itself.'}
        />
        <SelectField label="On" options={targetOptions} value={draft.target} onPick={(target) => onChange({ target })} />
        <SelectField
          label="Severity"
          options={SEVERITIES}
          value={draft.severity}
          onPick={(severity) => onChange({ severity })}
        />
        <SelectField
          label="Category"
          options={CATEGORIES}
          value={draft.category}
          onPick={(category) => onChange({ category })}
        />
        <SelectField label="Impact" options={IMPACTS} value={draft.impact} onPick={(impact) => onChange({ impact })} />
      </div>
      <TextArea
        label="What it means for the business"
        value={draft.businessImpact}
        onChange={(event) => onChange({ businessImpact: event.target.value })}
        placeholder="Parents cannot book a lesson."
      />
    </>
  );
};
