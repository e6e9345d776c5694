import { type Option, SelectField, TextField } from '../../../ui/field.js';
import type { RuleDraft } from '../draft.js';
import { USES } from '../uses.js';
import { bound, type FieldsProps, Grid, picked } from './parts.js';

const REDUCERS: readonly Option<RuleDraft['reduce']>[] = [
  { value: 'last', label: 'its last value' },
  { value: 'avg', label: 'its average' },
  { value: 'min', label: 'its lowest' },
  { value: 'max', label: 'its highest' },
  { value: 'sum', label: 'its sum' },
  { value: 'count', label: 'its number of values' },
  { value: 'increase', label: 'its increase, of a counter' },
  { value: 'p50', label: 'its median' },
  { value: 'p75', label: 'three quarters stay below (p75)' },
  { value: 'p90', label: 'nine in ten stay below (p90)' },
  { value: 'p95', label: '19 in 20 stay below (p95)' },
  { value: 'p99', label: '99 in 100 stay below (p99)' },
];

/** One series, and how many samples of it become one value. */
export const SeriesFields = (props: FieldsProps) => {
  const { condition, reduce } = props.draft;
  if (condition === 'event' || condition === 'burnRate') return <OtherSeries {...props} />;
  return (
    <>
      <TextField label="This series" {...bound(props, 'metric')} className="font-mono" spellCheck={false} />
      {USES[condition].reduce && (
        <Grid>
          <SelectField label="taken as" options={REDUCERS} {...picked(props, 'reduce')} />
          {reduce === 'last' ? <Stale {...props} /> : <Window {...props} />}
        </Grid>
      )}
    </>
  );
};

const Stale = (props: FieldsProps) => (
  <TextField label="while not older than" {...bound(props, 'stale')} placeholder="5m" hint="Empty: three readings." />
);

const Window = (props: FieldsProps) => (
  <TextField label="over the last" {...bound(props, 'window')} placeholder="15m" hint="Such as 5m, 1h." />
);

/** Events and error budgets know their series; another one has to be named. */
const OtherSeries = (props: FieldsProps) => (
  <TextField
    label="In this series"
    {...bound(props, 'otherMetric')}
    placeholder={props.draft.condition === 'event' ? 'event' : ''}
    className="font-mono"
    spellCheck={false}
    hint={
      props.draft.condition === 'event'
        ? 'Empty: event. Builds come as build.'
        : 'Empty: the one that the promise is about, such as up.'
    }
  />
);

/** Two counters, and how many events a share needs. */
export const RatioFields = (props: FieldsProps) => (
  <>
    <Grid>
      <TextField
        label="Bad events"
        {...bound(props, 'bad')}
        placeholder="form_failures_total"
        className="font-mono"
        spellCheck={false}
      />
      <TextField
        label="of all events"
        {...bound(props, 'total')}
        placeholder="form_submissions_total"
        className="font-mono"
        spellCheck={false}
      />
    </Grid>
    {props.draft.condition !== 'burnRate' && (
      <Grid columns={3}>
        <Window {...props} />
        <TextField
          label="with at least"
          inputMode="numeric"
          {...bound(props, 'minCount')}
          placeholder="20"
          hint="Events. Empty: 20."
        />
        <TextField label="else over up to" {...bound(props, 'stretchTo')} placeholder="7d" hint="Empty: up to 7d." />
      </Grid>
    )}
  </>
);
