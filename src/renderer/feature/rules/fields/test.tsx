import type { ReactNode } from 'react';
import { useObjectives } from '../../../query/reads/standing.js';
import { type Option, SelectField, TextField } from '../../../ui/field.js';
import type { RuleDraft } from '../draft.js';
import { bound, type FieldsProps, Grid, picked } from './parts.js';
import { meaning, meaningOfDistance } from './words.js';

const BASELINES: readonly Option<RuleDraft['baseline']>[] = [
  { value: 'auto', label: 'The best that is known' },
  { value: 'seasonal', label: 'By hour and weekday' },
  { value: 'ema', label: 'Moving average' },
];
const SIDES: readonly Option<RuleDraft['side']>[] = [
  { value: 'either', label: 'on either side' },
  { value: 'above', label: 'above it' },
  { value: 'below', label: 'below it' },
];
const DIRECTIONS: readonly Option<RuleDraft['direction']>[] = [
  { value: 'up', label: 'up' },
  { value: 'down', label: 'down' },
];

/** How what was looked at is judged. */
export const TestFields = (props: FieldsProps) => {
  switch (props.draft.condition) {
    case 'above':
    case 'below':
      return <Limit {...props} />;
    case 'increase':
    case 'decrease':
      return <Share {...props} />;
    case 'increaseBy':
    case 'decreaseBy':
      return <Distance {...props} />;
    case 'outsideBand':
      return <Band {...props} />;
    case 'trend':
      return <Trend {...props} />;
    case 'absent':
      return <Silence {...props} />;
    case 'burnRate':
      return <Burn {...props} />;
    case 'event':
      return <Event {...props} />;
  }
};

const For = (props: FieldsProps) => (
  <TextField label="for at least" {...bound(props, 'for')} placeholder="5m" hint="Empty: it fires at once." />
);

const Limit = (props: FieldsProps) => (
  <Grid>
    <TextField
      label={props.draft.condition === 'above' ? 'is above' : 'is below'}
      inputMode="decimal"
      {...bound(props, 'threshold')}
      hint={meaning(props.draft.threshold, props.draft) ?? 'In the series’ own unit, or such as 3%.'}
    />
    <For {...props} />
  </Grid>
);

const USUAL_HINTS: Readonly<Record<RuleDraft['baseline'], string>> = {
  auto: 'By hour and weekday after 3 days.',
  seasonal: 'Judges after 3 days.',
  ema: 'Of the last hours.',
};

const Usual = (props: FieldsProps) => (
  <SelectField
    label="What is usual"
    options={BASELINES}
    {...picked(props, 'baseline')}
    hint={USUAL_HINTS[props.draft.baseline]}
  />
);

const AgainstUsual = ({ children, ...props }: FieldsProps & { readonly children: ReactNode }) => (
  <>
    <Grid>
      {children}
      <Usual {...props} />
    </Grid>
    <Grid>
      <For {...props} />
    </Grid>
  </>
);

const Share = (props: FieldsProps) => {
  const { condition, share } = props.draft;
  const side = condition === 'increase' ? 'above' : 'below';
  const amount = share.replace('%', '').trim();
  return (
    <AgainstUsual {...props}>
      <TextField
        label={`is further ${side} usual than`}
        inputMode="decimal"
        {...bound(props, 'share')}
        placeholder="50"
        hint={amount === '' ? 'In per cent.' : `${amount} % ${side} what is usual.`}
      />
    </AgainstUsual>
  );
};

const Distance = (props: FieldsProps) => {
  const side = props.draft.condition === 'increaseBy' ? 'above' : 'below';
  return (
    <AgainstUsual {...props}>
      <TextField
        label={`is further ${side} usual than`}
        inputMode="decimal"
        {...bound(props, 'distance')}
        hint={meaningOfDistance(props.draft.distance, props.draft) ?? 'In the series’ own unit, or such as 2%.'}
      />
    </AgainstUsual>
  );
};

const Band = (props: FieldsProps) => (
  <>
    <Grid columns={3}>
      <TextField label="has at least" inputMode="numeric" {...bound(props, 'atLeast')} placeholder="3" hint="Empty: 3." />
      <TextField label="of the newest" inputMode="numeric" {...bound(props, 'of')} placeholder="5" hint="Readings. Empty: 5." />
      <SelectField label="outside the band," options={SIDES} {...picked(props, 'side')} />
    </Grid>
    <Grid>
      <Usual {...props} />
      <For {...props} />
    </Grid>
  </>
);

const Trend = (props: FieldsProps) => (
  <>
    <Grid columns={3}>
      <SelectField label="goes steadily" options={DIRECTIONS} {...picked(props, 'direction')} />
      <TextField label="over the last" {...bound(props, 'over')} placeholder="7d" hint="Empty: 7d." />
      <TextField label="by a chance below" inputMode="decimal" {...bound(props, 'p')} placeholder="0.05" hint="Empty: 0.05." />
    </Grid>
    <Grid>
      <For {...props} />
    </Grid>
  </>
);

const Silence = (props: FieldsProps) => (
  <Grid>
    <TextField
      label="has no reading for"
      {...bound(props, 'silence')}
      placeholder="10m"
      hint="Longer than it takes to read it."
    />
    <For {...props} />
  </Grid>
);

const BURNING: readonly string[] = ['availability', 'latency', 'errors'];

const Burn = (props: FieldsProps) => {
  const { objective } = props.draft;
  const { data } = useObjectives();
  const known = (data ?? []).map((standing) => standing.objective).filter(({ kind }) => BURNING.includes(kind));
  const choices: readonly Option<string>[] = [
    ...(objective === '' ? [{ value: '', label: 'Choose one' }] : []),
    ...known.map(({ id }) => ({ value: id, label: id })),
    ...(objective === '' || known.some(({ id }) => id === objective) ? [] : [{ value: objective, label: objective }]),
  ];
  return (
    <Grid>
      <SelectField
        label="The budget of this promise"
        options={choices}
        value={objective}
        error={props.errors.objective}
        caution={props.cautions.objective}
        onPick={(value) => props.onChange({ objective: value })}
        hint="A promise of errors needs its two counters."
      />
      <For {...props} />
    </Grid>
  );
};

const Event = (props: FieldsProps) => (
  <Grid>
    <TextField
      label="has the status"
      {...bound(props, 'status')}
      placeholder="failed"
      className="font-mono"
      spellCheck={false}
    />
    <TextField label="and counts for" {...bound(props, 'window')} placeholder="1h" hint="Empty: until another event comes." />
  </Grid>
);
