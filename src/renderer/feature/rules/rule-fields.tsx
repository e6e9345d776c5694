import { usePlaybookTitles } from '../../query/reads.js';
import { useTargets } from '../../state/console.js';
import { isState, quantity } from '../../text/quantity.js';
import { CheckField, type Option, SelectField, TextArea, TextField } from '../../ui/field.js';
import type { RuleDraft } from './draft.js';
import type { RuleErrors } from './errors.js';

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
const REDUCERS: readonly Option<RuleDraft['reduce']>[] = [
  { value: 'last', label: 'its last value' },
  { value: 'avg', label: 'its average' },
  { value: 'min', label: 'its lowest' },
  { value: 'max', label: 'its highest' },
  { value: 'sum', label: 'its sum' },
  { value: 'count', label: 'its number of values' },
];
const ENDINGS: readonly Option<RuleDraft['auto']>[] = [
  { value: 'yes', label: 'By itself, once good' },
  { value: 'no', label: 'Only by hand' },
];
const REACHES: readonly Option<RuleDraft['reach']>[] = [
  { value: 'all', label: 'Every channel that is on' },
  { value: 'some', label: 'Only these' },
];
const CHANNELS = options('desktop', 'email', 'slack', 'sms', 'webhook');

/** `0.05` of a ratio is `5 %`: said beside the number, since the number is in the series' own unit. */
const meaning = (text: string, metric: string): string | undefined => {
  if (isState(metric)) return '1 is up, 0 is down.';
  return text.trim() === '' || !Number.isFinite(Number(text)) ? undefined : `That is ${quantity(Number(text), metric)}.`;
};

interface FieldsProps {
  readonly draft: RuleDraft;
  readonly errors: RuleErrors;
  readonly onChange: (change: Partial<RuleDraft>) => void;
}

type TextKey = {
  [Key in keyof RuleDraft]: RuleDraft[Key] extends string ? (string extends RuleDraft[Key] ? Key : never) : never;
}[keyof RuleDraft];

/** What an input needs to be one of the draft's texts. */
const bound = ({ draft, errors, onChange }: FieldsProps, key: TextKey) => ({
  value: draft[key],
  error: errors[key],
  onChange: (event: { readonly target: { readonly value: string } }) => onChange({ [key]: event.target.value }),
});

/** What a threshold rule says: what is measured, where, the limit, what ends a breach, and whom it concerns. */
export const RuleFields = (props: FieldsProps) => (
  <>
    <TextField label="Name" {...bound(props, 'name')} hint="As alerts will call it." autoFocus />
    <Condition {...props} />
    <Where {...props} />
    <Ending {...props} />
    <Weight {...props} />
    <Telling {...props} />
  </>
);

const Group = ({ title, children }: { title: string; children: React.ReactNode }) => (
  <section className="flex flex-col gap-3 border-t border-line pt-4">
    <h3 className="text-lead font-semibold">{title}</h3>
    {children}
  </section>
);

const Grid = ({ children }: { children: React.ReactNode }) => (
  <div className="grid grid-cols-2 gap-x-4 gap-y-3">{children}</div>
);

const Condition = (props: FieldsProps) => {
  const { draft, onChange } = props;
  return (
    <Group title="It fires when">
      <TextField label="This series" {...bound(props, 'metric')} className="font-mono" spellCheck={false} />
      <Grid>
        <SelectField label="taken as" options={REDUCERS} value={draft.reduce} onPick={(reduce) => onChange({ reduce })} />
        {draft.reduce === 'last' ? (
          <TextField label="while not older than" {...bound(props, 'stale')} placeholder="5m" hint="Empty: three readings." />
        ) : (
          <TextField label="over the last" {...bound(props, 'window')} placeholder="15m" hint="Such as 5m, 1h." />
        )}
      </Grid>
      <div className="grid grid-cols-3 gap-x-4 gap-y-3">
        <SelectField
          label="compares so"
          options={COMPARISONS}
          value={draft.comparison}
          onPick={(comparison) => onChange({ comparison })}
        />
        <TextField
          label="to this limit"
          inputMode="decimal"
          {...bound(props, 'threshold')}
          hint={meaning(draft.threshold, draft.metric) ?? 'In the series’ own unit.'}
        />
        <TextField label="for at least" {...bound(props, 'for')} placeholder="5m" hint="Empty: it fires at once." />
      </div>
    </Group>
  );
};

const Where = (props: FieldsProps) => {
  const { draft, onChange } = props;
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
        <SelectField label="On" options={targetOptions} value={draft.target} onPick={(target) => onChange({ target })} />
        <TextField
          label="One alert for each"
          {...bound(props, 'by')}
          placeholder="target"
          className="font-mono"
          hint="Labels. Empty: for each series."
        />
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

const Ending = (props: FieldsProps) => {
  const { draft, onChange } = props;
  return (
    <Group title="It ends">
      <Grid>
        <SelectField label="How" options={ENDINGS} value={draft.auto} onPick={(auto) => onChange({ auto })} />
        <TextField
          label="Good again at"
          inputMode="decimal"
          {...bound(props, 'clear')}
          hint={meaning(draft.clear, draft.metric) ?? 'Empty: at the limit itself.'}
        />
        {draft.auto === 'yes' && (
          <>
            <TextField label="for at least" {...bound(props, 'goodFor')} placeholder="5m" hint="Such as 5m, 15m." />
            <TextField label="and in good readings" inputMode="numeric" {...bound(props, 'goodReadings')} hint="In a row." />
          </>
        )}
      </Grid>
    </Group>
  );
};

const Weight = (props: FieldsProps) => {
  const { draft, onChange } = props;
  return (
    <Group title="How bad it is">
      <div className="grid grid-cols-3 gap-x-4 gap-y-3">
        <SelectField
          label="Severity"
          options={SEVERITIES}
          value={draft.severity}
          onPick={(severity) => onChange({ severity })}
        />
        <SelectField label="Impact" options={IMPACTS} value={draft.impact} onPick={(impact) => onChange({ impact })} />
        <SelectField
          label="Category"
          options={CATEGORIES}
          value={draft.category}
          onPick={(category) => onChange({ category })}
        />
      </div>
      <TextArea
        label="What it means for the business"
        {...bound(props, 'businessImpact')}
        placeholder="Parents cannot book a lesson."
      />
    </Group>
  );
};

const Telling = (props: FieldsProps) => {
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
          onPick={(playbook) => onChange({ playbook })}
        />
        <SelectField label="Channels" options={REACHES} value={draft.reach} onPick={(reach) => onChange({ reach })} />
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
