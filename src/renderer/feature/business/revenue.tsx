import type { Revenue, RevenuePeriod } from '../../../preload/contract/views.js';
import { useView } from '../../state/console.js';
import { amount, capital, sayKnowledge, sayPeriod, sayUsual } from '../../text/business.js';
import { percent } from '../../text/quantity.js';
import { asSeen } from '../../text/states.js';
import { dayOf } from '../../text/time.js';
import { names } from '../../ui/class-names.js';
import { Mark } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';

const BASIS = {
  recorded: 'as the site tells it',
  estimated: 'estimated: completed forms × what one is worth',
} as const;

/** Revenue by day, week and month, each against what is usual. */
export const RevenuePart = ({ revenue, zone }: { revenue: Revenue; zone: string }) => {
  const state = sayKnowledge(revenue.state);
  return (
    <Section
      title="Revenue"
      note={revenue.basis === null ? state !== null && <Mark {...state} /> : BASIS[revenue.basis]}
      actions={<Without forms={revenue.withoutValue} />}
    >
      {revenue.state === 'known' ? (
        <div className="grid gap-px overflow-hidden rounded-md border border-line bg-line lg:grid-cols-[minmax(0,1.8fr)_minmax(0,1.1fr)_minmax(0,0.9fr)]">
          <Bars title="By day" periods={revenue.days} currency={revenue.currency} zone={zone} kind="day" />
          <Bars title="By week" periods={revenue.weeks} currency={revenue.currency} zone={zone} kind="week" />
          <Bars title="By month" periods={revenue.months} currency={revenue.currency} zone={zone} kind="month" />
        </div>
      ) : (
        <Card>
          <p className="px-3 py-6 text-center text-faint">
            {revenue.state === 'no-values'
              ? 'Forms are counted, but nothing says what one is worth: add business.values to the configuration.'
              : 'Neither amounts nor completed forms are told here.'}
          </p>
        </Card>
      )}
    </Section>
  );
};

const Without = ({ forms }: { forms: readonly string[] }) =>
  forms.length === 0 ? null : (
    <span className="text-small text-faint">Not counted, as nothing says what they are worth: {forms.join(', ')}</span>
  );

type Kind = 'day' | 'week' | 'month';

interface BarsProps {
  readonly title: string;
  readonly periods: readonly RevenuePeriod[];
  readonly currency: string;
  readonly zone: string;
  readonly kind: Kind;
}

const HEIGHT = 120;

const Bars = ({ title, periods, currency, zone, kind }: BarsProps) => {
  const most = Math.max(1, ...periods.map(({ amount: taken, expected }) => Math.max(taken ?? 0, expected?.high ?? 0)));
  const last = periods.at(-1);
  return (
    <figure className="flex min-w-0 flex-col gap-2 bg-surface px-4 py-3">
      <figcaption>
        <span className="label">{title}</span>
        {last !== undefined && <Latest period={last} currency={currency} kind={kind} />}
      </figcaption>
      <ol className="mt-auto flex items-end gap-1" style={{ height: HEIGHT }} aria-label={`Revenue ${title.toLowerCase()}`}>
        {periods.map((period) => (
          <Bar key={period.start} period={period} most={most} text={describe(period, currency, zone, kind)} />
        ))}
      </ol>
      <p className="flex justify-between text-small text-faint" aria-hidden="true">
        <span>{periods[0] === undefined ? '' : nameOf(periods[0], zone, kind)}</span>
        <span>{last === undefined ? '' : nameOf(last, zone, kind)}</span>
      </p>
    </figure>
  );
};

const Latest = ({ period, currency, kind }: { period: RevenuePeriod; currency: string; kind: Kind }) => {
  const watch = useView((view) => view.watch.state);
  return (
    <span className="mt-0.5 flex flex-wrap items-baseline gap-x-2">
      <span className="text-lead font-semibold">{period.amount === null ? '–' : amount(period.amount, currency)}</span>
      <span className="text-small">
        <Mark {...asSeen(sayPeriod(period), watch)} />
      </span>
      <span className="w-full text-small text-faint">
        {kind === 'day' ? 'today' : `this ${kind}`} so far{period.expected === null ? '' : `, ${sayUsual(period, currency)}`}
      </span>
    </span>
  );
};

const nameOf = ({ start }: RevenuePeriod, zone: string, kind: Kind): string =>
  kind === 'month'
    ? new Intl.DateTimeFormat('en-GB', { month: 'short', year: '2-digit', timeZone: zone }).format(start)
    : dayOf(start, zone);

const describe = (period: RevenuePeriod, currency: string, zone: string, kind: Kind): string => {
  const taken = period.amount === null ? 'no record' : amount(period.amount, currency);
  const seen =
    period.coverage < 0.995 && period.judgement !== 'partly-observed' ? `, over ${percent(period.coverage, 0)} observed` : '';
  const usual = sayUsual(period, currency);
  return `${capital(nameOf(period, zone, kind))}: ${taken}${period.isOpen ? ' so far' : ''}, ${sayPeriod(period).word.toLowerCase()}${usual === '' ? '' : `, ${usual}`}${seen}`;
};

const FILL: Readonly<Record<RevenuePeriod['judgement'], string>> = {
  within: 'bg-accent',
  above: 'bg-accent',
  below: 'bg-warning',
  learning: 'bg-accent',
  'no-record': '',
  'partly-observed': 'bg-accent',
};

/** What was taken, before the soft band of what is usual; hatched before anything was recorded. */
const Bar = ({ period, most, text }: { period: RevenuePeriod; most: number; text: string }) => {
  const share = (value: number): string => `${Math.min(100, (100 * value) / most)}%`;
  const { amount: taken, expected, isOpen } = period;
  return (
    <li title={text} aria-label={text} className="relative h-full min-w-0 flex-1">
      {expected !== null && (
        <span
          className="absolute inset-x-0 border-y border-dashed border-line-strong bg-hover"
          style={{ bottom: share(expected.low), top: `calc(100% - ${share(expected.high)})` }}
        />
      )}
      {taken === null ? (
        <span className="hatch absolute inset-x-[20%] bottom-0 h-1/3 opacity-60" />
      ) : (
        <span
          className={names(
            'absolute inset-x-[20%] bottom-0 min-h-px rounded-t-sm',
            FILL[period.judgement],
            isOpen && 'opacity-60',
          )}
          style={{ height: share(taken) }}
        />
      )}
    </li>
  );
};
