import { RotateCcw } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import type { BaselineDetail, BaselineRow } from '../../../preload/contract/views.js';
import { useRefresh } from '../../query/read.js';
import { useHistory } from '../../query/reads/history.js';
import { useBaseline, useBaselines } from '../../query/reads/rules.js';
import { useChosenSpan } from '../../state/chosen-span.js';
import { useCall, useView } from '../../state/console.js';
import { usePreferences } from '../../state/preferences.js';
import { sayBand, sayLearnt, sayMeaning, sayReadiness, saySeason, sayValue, seriesName } from '../../text/baseline.js';
import { useNow } from '../../text/now.js';
import { metricName, plain } from '../../text/quantity.js';
import { useZone } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Disclosure } from '../../ui/disclosure.js';
import { SelectField, TextArea } from '../../ui/field.js';
import { Mark } from '../../ui/mark.js';
import { Part } from '../../ui/panel.js';
import { Facts, Skeleton } from '../../ui/section.js';
import { toast } from '../../ui/toast.js';
import { chartStart } from '../series.js';
import { ChartPlace, TimeChart } from '../time-chart.js';

const HEIGHT = 170;
const MOST = 200;

const keyOf = ({ series, kind }: BaselineRow): string => `${kind} ${series}`;

/** Those that are not ready come first: they are what one looks for. */
const inOrder = (rows: readonly BaselineRow[]): readonly BaselineRow[] =>
  [...rows].sort((a, b) => Number(a.readiness.kind === 'ready') - Number(b.readiness.kind === 'ready'));

/** What is usual for the series of one rule or of one target; nothing where no rule compares them with their baselines. */
export const Baselines = (props: { rule?: string; target?: string }) => {
  const { data, error } = useBaselines(props);
  const [picked, pick] = useState<string | null>(null);
  if (error !== null)
    return (
      <Part title="What is usual">
        <p className="text-soft">It could not be read: {error.message}</p>
      </Part>
    );
  if (data === undefined || data.length === 0) return null;
  const rows = inOrder(data);
  const shown = rows.find((row) => keyOf(row) === picked) ?? rows[0];
  return (
    <Part title="What is usual" action={<Counted rows={rows} />}>
      {rows.length > 1 && (
        <SelectField
          label="Series"
          options={rows.slice(0, MOST).map((row) => ({ value: keyOf(row), label: labelOf(row, props.rule === undefined) }))}
          value={shown === undefined ? '' : keyOf(shown)}
          onPick={pick}
        />
      )}
      {shown !== undefined && <Baseline key={keyOf(shown)} row={shown} />}
    </Part>
  );
};

const labelOf = (row: BaselineRow, isMixed: boolean): string =>
  isMixed ? `${metricName(row.metric)}, for ${row.rules.map(({ name }) => name).join(', ')}` : seriesName(row);

const Counted = ({ rows }: { rows: readonly BaselineRow[] }) => {
  const count = (kind: BaselineRow['readiness']['kind']): number =>
    rows.filter(({ readiness }) => readiness.kind === kind).length;
  if (rows.length < 2) return null;
  const parts = (['learning', 'reset', 'frozen', 'ready'] as const)
    .map((kind) => [kind, count(kind)] as const)
    .filter(([, n]) => n > 0)
    .map(([kind, n]) => `${plain(n)} ${kind}`);
  return <span className="text-small text-faint">{parts.join(' · ')}</span>;
};

const Baseline = ({ row: listed }: { row: BaselineRow }) => {
  const now = useNow();
  const zone = useZone();
  const range = usePreferences((preferences) => preferences.range);
  const zoom = useChosenSpan();
  const { data, error } = useBaseline(listed.series, listed.kind, zoom ?? range);
  const [isAsking, setAsking] = useState(false);
  const row = data?.row ?? listed;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <Mark {...sayReadiness(row, now, zone)} />
        <Button acts="baseline.reset" onClick={() => setAsking(true)}>
          <RotateCcw size={14} aria-hidden="true" />
          Reset baseline
        </Button>
      </div>
      <p className="text-soft">{sayMeaning(row)}</p>
      {error !== null && <p className="text-soft">Its past could not be read: {error.message}</p>}
      {data === undefined ? error === null && <Skeleton className="h-42 w-full" /> : <Course detail={data} />}
      <Learnt row={row} trend={data?.trend ?? null} />
      {isAsking && <Reset row={row} onClose={() => setAsking(false)} />}
    </div>
  );
};

const Learnt = ({ row, trend }: { row: BaselineRow; trend: string | null }) => (
  <>
    <Facts
      items={[
        { label: 'Usual now', value: sayBand(row) },
        { label: 'Learnt from', value: sayLearnt(row) },
        { label: 'Compared by', value: row.rules.map(({ name }) => name).join(', ') },
      ]}
    />
    <Disclosure title="How it is reckoned">
      <div className="pt-2">
        <Facts
          items={[
            ...(row.band === null
              ? []
              : [
                  { label: 'Centre', value: sayValue(row.band.expected, row) },
                  { label: 'Spread', value: `${sayValue(row.band.deviation, row)} (standard deviation)` },
                ]),
            { label: 'Season', value: saySeason(row) },
            ...(trend === null ? [] : [{ label: 'Last week', value: trend }]),
          ]}
        />
      </div>
    </Disclosure>
  </>
);

/** The readings inside the band that was usual at their time; of a counter its increase of each hour. */
const Course = ({ detail }: { detail: BaselineDetail }) =>
  detail.row.form === 'counter' ? <CounterCourse detail={detail} /> : <GaugeCourse detail={detail} />;

const GaugeCourse = ({ detail }: { detail: BaselineDetail }) => {
  const bornAt = useView((view) => view.watch.bornAt);
  const range = usePreferences((preferences) => preferences.range);
  const zoom = useChosenSpan();
  const { data, error } = useHistory([detail.row.series], zoom ?? range);
  if (error !== null) return <ChartPlace height={HEIGHT} text={`The history could not be read: ${error.message}`} />;
  if (data === undefined) return <ChartPlace height={HEIGHT} text={null} />;
  if (data.ranges.every(({ points }) => points.length === 0))
    return <ChartPlace height={HEIGHT} text="No reading in this time range. Choose a longer one above." />;
  return (
    <TimeChart
      metric={detail.row.metric}
      ranges={data.ranges}
      labels={[seriesName(detail.row)]}
      from={zoom === null ? chartStart(data, bornAt) : data.from}
      to={data.to}
      unobserved={data.unobserved}
      look="lines"
      height={HEIGHT}
      band={detail.course}
    />
  );
};

const CounterCourse = ({ detail }: { detail: BaselineDetail }) => {
  const now = useNow();
  const { row, hours, course } = detail;
  if (hours.length === 0)
    return <ChartPlace height={HEIGHT} text="No hour was learnt in this time range. Choose a longer one above." />;
  const points = hours.map(({ at, n, mean, deviation }) => [at, mean - deviation, mean, mean + deviation, n] as const);
  const series = { name: row.metric, labels: row.labels };
  return (
    <TimeChart
      metric={row.metric}
      ranges={[{ id: row.series, series, unit: '', resolution: 3_600, points }]}
      labels={['An hour']}
      from={hours[0]?.at ?? now}
      to={course.at(-1)?.at ?? now}
      unobserved={[]}
      look="lines"
      height={HEIGHT}
      band={course}
    />
  );
};

/** Asks why what was usual no longer is. */
const Reset = ({ row, onClose }: { row: BaselineRow; onClose: () => void }) => {
  const call = useCall();
  const refresh = useRefresh();
  const [why, setWhy] = useState('');
  const [isSending, setSending] = useState(false);
  const onSubmit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setSending(true);
    const answer = await call('baseline.reset', { series: row.series, why: why.trim() });
    setSending(false);
    if (!answer.ok) {
      toast({ tone: 'warning', text: `Not done: ${answer.error.message}` });
      return;
    }
    toast({ tone: 'good', text: 'Reset. It is learnt anew from now on.' });
    onClose();
    await Promise.all([refresh('baseline.list'), refresh('baseline.read')]);
  };
  return (
    <Dialog title="Reset baseline" onClose={onClose}>
      <form onSubmit={(event) => void onSubmit(event)} className="flex flex-col gap-4">
        <p className="text-soft">
          {metricName(row.metric)}, {seriesName(row)}: all that was learnt as usual is forgotten. Until there are 100 samples
          over six hours, the rules that compare with it neither fire nor resolve. This cannot be undone.
        </p>
        <TextArea
          label="Why"
          value={why}
          onChange={(event) => setWhy(event.target.value)}
          data-first
          placeholder="deploy 4711"
          hint="Short: it is shown as “reset after …”, and kept in the audit."
        />
        <div className="flex justify-end gap-2">
          <Button onClick={onClose}>Cancel</Button>
          <Button type="submit" acts="baseline.reset" look="primary" disabled={isSending || why.trim() === ''}>
            Reset baseline
          </Button>
        </div>
      </form>
    </Dialog>
  );
};
