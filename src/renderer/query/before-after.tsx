import type { Backtest, ChangePreview, RuleOutcome } from '../../preload/contract/views.js';
import { count, percent, plain } from '../text/quantity.js';
import { span } from '../text/time.js';
import { useZone } from '../text/zone.js';
import { Mark, Notice } from '../ui/mark.js';
import { Skeleton } from '../ui/section.js';
import { isRefused } from './client.js';
import { type Change, usePreview } from './preview.js';

/** What a change would have done over recorded history, before it is saved. Its place is kept, so that nothing jumps. */
export const BeforeAfter = ({ change, hint }: { change: Change | null; hint: string }) => (
  <section aria-label="Over recorded history" className="flex min-h-64 flex-col gap-2 border-t border-line pt-4">
    <h3 className="label">Over recorded history</h3>
    <div aria-live="polite" className="flex flex-col gap-4">
      {change === null ? <p className="text-soft">{hint}</p> : <Asked change={change} />}
    </div>
  </section>
);

const Asked = ({ change }: { change: Change }) => {
  const { data, error, isSettled } = usePreview(change);
  if (!isSettled || (data === undefined && error === null)) return <Waiting />;
  if (data === undefined) return <Failed error={error} />;
  if (data.backtests.length === 0) return <p className="text-soft">This changes nothing about what a rule does.</p>;
  return <Answer preview={data} />;
};

const Waiting = () => (
  <>
    <p className="text-faint">Playing it over what was recorded…</p>
    <Skeleton className="h-40 w-full" />
  </>
);

/** A change with errors says so elsewhere. */
const Failed = ({ error }: { error: Error | null }) => {
  if (isRefused(error, 'bad-input'))
    return <p className="text-soft">Once it has no errors, this shows what it would have done.</p>;
  return <p className="text-soft">It could not be played: {error?.message} It can be saved all the same.</p>;
};

const Answer = ({ preview: { backtests, left } }: { preview: ChangePreview }) => (
  <>
    {backtests.map((one) => (
      <Comparison key={one.rule} backtest={one} isNamed={backtests.length > 1} />
    ))}
    {left.length > 0 && (
      <p className="text-soft">
        {count(left.length, 'more rule')} would change and was not played: {left.join(', ')}.
      </p>
    )}
  </>
);

const Comparison = ({ backtest, isNamed }: { backtest: Backtest; isNamed: boolean }) => {
  const { evidence, notes, name } = backtest;
  const isEmpty = evidence.samples + evidence.rolledUp === 0 && (backtest.proposed?.fired ?? 0) === 0;
  return (
    <div className="flex flex-col gap-2">
      {isNamed && <h4 className="font-semibold">{name}</h4>}
      {isEmpty ? (
        <Notice tone="unseen" title="There is nothing to play it over">
          {notes[0] ?? 'Nothing that this rule looks at was recorded yet.'}
        </Notice>
      ) : (
        <>
          <Verdict backtest={backtest} />
          <Figures backtest={backtest} />
          <Evidence backtest={backtest} />
        </>
      )}
    </div>
  );
};

const fired = ({ fired: times }: RuleOutcome): string => (times === 0 ? 'never' : count(times, 'time'));

/** The answer in a sentence, and what it would miss in colour. */
const Verdict = ({ backtest: { configured, proposed } }: { backtest: Backtest }) => {
  if (proposed === null) return null;
  const missed = proposed.missed - (configured?.missed ?? proposed.missed);
  return (
    <>
      <p>
        {configured === null
          ? `It would have fired ${fired(proposed)}.`
          : `It would have fired ${fired(proposed)}; as it is, ${fired(configured)}.`}
      </p>
      {missed > 0 && <Mark tone="warning" word={`It would miss ${count(missed, 'alert')} that somebody called real.`} />}
    </>
  );
};

interface Row {
  readonly name: string;
  readonly value: (outcome: RuleOutcome) => number;
}

const rowsOf = ({ evidence: { judged, night } }: Backtest): readonly Row[] => [
  { name: 'Fired', value: (outcome) => outcome.fired },
  { name: 'Paged', value: (outcome) => outcome.paged },
  { name: `Paged at night (${timeOf(night.from)}–${timeOf(night.to)})`, value: (outcome) => outcome.atNight },
  { name: 'Minutes in alert', value: (outcome) => outcome.minutesInAlert },
  { name: 'Longest, in minutes', value: (outcome) => outcome.longestMinutes },
  { name: 'Fired again within an hour', value: (outcome) => outcome.flaps },
  ...(judged.real === 0
    ? []
    : [
        { name: `Caught, of ${judged.real} called real`, value: (outcome: RuleOutcome) => outcome.caught },
        { name: `Missed, of ${judged.real} called real`, value: (outcome: RuleOutcome) => outcome.missed },
      ]),
  ...(judged.noise === 0
    ? []
    : [{ name: `Again, of ${judged.noise} called noise`, value: (outcome: RuleOutcome) => outcome.repeated }]),
];

const timeOf = (minuteOfDay: number): string =>
  `${String(Math.floor(minuteOfDay / 60)).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`;

const Figures = ({ backtest }: { backtest: Backtest }) => {
  const { configured, proposed } = backtest;
  return (
    <table className="w-full max-w-xl border-collapse tabular-nums">
      <thead>
        <tr className="border-b border-line text-left text-small text-faint">
          <th scope="col" className="py-1 font-normal">
            <span className="sr-only">Figure</span>
          </th>
          {configured !== null && <Head>Now</Head>}
          {proposed !== null && <Head>{configured === null ? 'With it' : 'Changed'}</Head>}
        </tr>
      </thead>
      <tbody>
        {rowsOf(backtest).map(({ name, value }) => (
          <tr key={name} className="border-b border-line last:border-0">
            <th scope="row" className="py-1 pr-3 text-left font-normal text-soft">
              {name}
            </th>
            {configured !== null && <Cell value={value(configured)} isLoud={false} />}
            {proposed !== null && (
              <Cell value={value(proposed)} isLoud={configured === null || value(configured) !== value(proposed)} />
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
};

const Head = ({ children }: { children: string }) => (
  <th scope="col" className="w-20 py-1 pl-3 text-right font-normal">
    {children}
  </th>
);

/** What the change moves stands out; what it leaves stays quiet. */
const Cell = ({ value, isLoud }: { value: number; isLoud: boolean }) => (
  <td className={`py-1 pl-3 text-right ${isLoud ? 'font-semibold text-ink' : 'text-soft'}`}>
    {plain(value >= 10 ? Math.round(value) : value)}
  </td>
);

const Evidence = ({ backtest: { evidence, notes } }: { backtest: Backtest }) => {
  const zone = useZone();
  const { from, to, samples, rolledUp, series, coverage, judged } = evidence;
  const rolled = rolledUp === 0 ? '' : `, ${count(rolledUp, 'rolled-up value')}`;
  return (
    <div className="flex flex-col gap-1 text-small text-faint">
      <p>
        {span(from, to, zone)}: {count(samples, 'sample')}
        {rolled} of {plain(series)} series, watched {percent(coverage, 1)} of the time.
      </p>
      {judged.real + judged.noise === 0 && (
        <p>Nobody said of a past alert of this rule whether it was real or noise, so what it misses is not known.</p>
      )}
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </div>
  );
};
