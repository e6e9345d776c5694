import type { ReactNode } from 'react';
import type { BusinessView, ObjectiveStanding, PerformanceView, RevenuePeriod } from '../../../preload/contract/views.js';
import { amount, sayKnowledge, sayPeriod, sayRating, saySpread, sayUsual } from '../../text/business.js';
import { isAtRisk, isJudged, sayObjective, sayStanding, sayTarget, sayWhyNot, shareOfBudget } from '../../text/objective.js';
import { count, metricName, percent } from '../../text/quantity.js';
import type { Saying } from '../../text/states.js';
import { dayName, weekday } from '../../text/time.js';
import { names } from '../../ui/class-names.js';
import { ToneIcon } from '../../ui/mark.js';

const Judged = ({ tone, word }: Saying) => (
  <span className="flex items-center gap-[0.6vw] text-wall-text font-semibold">
    <span className="[&>svg]:size-(--size-wall-text)">
      <ToneIcon tone={tone} />
    </span>
    {word}
  </span>
);

const Figure = (props: { title: string; number: string; judgement: ReactNode; basis: string }) => (
  <li className="flex min-w-0 flex-col justify-center gap-[0.8vw] rounded-md border-2 border-line bg-surface px-[2vw] py-[1.5vw]">
    <span className="truncate text-wall-small text-soft">{props.title}</span>
    <span className="text-wall-figure font-semibold whitespace-nowrap">{props.number}</span>
    {props.judgement}
    <span className="text-wall-small text-faint">{props.basis}</span>
  </li>
);

/** What visitors live through: the 75th percentile of each Web Vital, and of how many visits. */
export const VitalsPanel = ({ view }: { view: PerformanceView }) => (
  <ul className="grid h-full auto-rows-fr grid-cols-3 gap-[1vw]">
    {view.vitals.map(({ metric, spread }) => (
      <Figure
        key={metric}
        title={metricName(metric)}
        number={spread === null ? '–' : saySpread(spread)}
        judgement={<Judged {...(spread === null ? { tone: 'neutral', word: 'No visit told it' } : sayRating(spread))} />}
        basis={spread === null ? '' : `p75 of ${count(spread.n, 'visit')}, last 24 h`}
      />
    ))}
  </ul>
);

const DAYS = 14;

/** What is earned today, against what is usual at this time; the last days as bars before their bands. */
export const RevenuePanel = ({ view: { revenue, currency, timeZone } }: { view: BusinessView }) => {
  const today = revenue.days.at(-1);
  const state = sayKnowledge(revenue.state);
  if (today === undefined || state !== null)
    return <p className="text-wall-state font-semibold">{state?.word ?? 'No record yet'}</p>;
  const days = revenue.days.slice(-DAYS);
  const most = Math.max(1, ...days.map((day) => Math.max(day.amount ?? 0, day.expected?.high ?? 0)));
  return (
    <div className="flex h-full flex-col gap-[1.5vw]">
      <div className="flex flex-wrap items-end gap-x-[3vw] gap-y-[1vw]">
        <p>
          <span className="block text-wall-small text-soft">Today, so far</span>
          <span className="text-wall-figure font-semibold">{today.amount === null ? '–' : amount(today.amount, currency)}</span>
        </p>
        <div>
          <Judged {...sayPeriod(today)} />
          <p className="text-wall-small text-soft">{sayUsual(today, currency)}</p>
        </div>
        <p className="ml-auto text-wall-small text-faint">
          {revenue.basis === 'estimated' ? 'estimated: completed forms × their value' : 'as the site tells it'}
        </p>
      </div>
      <ol className="flex min-h-0 flex-1 items-end gap-[0.6vw]" aria-label="Revenue by day">
        {days.map((day) => (
          <Day key={day.start} day={day} most={most} currency={currency} zone={timeZone} />
        ))}
      </ol>
    </div>
  );
};

const Day = ({ day, most, currency, zone }: { day: RevenuePeriod; most: number; currency: string; zone: string }) => {
  const share = (value: number): string => `${Math.min(100, (100 * value) / most)}%`;
  const { amount: taken, expected, judgement } = day;
  const name = dayName(day.start, zone);
  return (
    <li className="flex h-full min-w-0 flex-1 flex-col gap-[0.4vw]">
      <span className="sr-only">
        {name}: {taken === null ? 'no record' : amount(taken, currency)}, {sayPeriod(day).word}
      </span>
      <span className="relative block min-h-0 flex-1" aria-hidden="true">
        {expected !== null && (
          <span
            className="absolute inset-x-0 rounded-sm border-y-2 border-line-strong bg-hover"
            style={{ bottom: share(expected.low), height: share(expected.high - expected.low) }}
          />
        )}
        <span
          className={names(
            'absolute inset-x-[15%] bottom-0 rounded-t-sm',
            taken === null ? 'hatch h-[12%]' : judgement === 'below' ? 'bg-warning' : 'bg-accent',
          )}
          style={taken === null ? {} : { height: share(taken) }}
        />
      </span>
      <span className="truncate text-center text-wall-small text-faint" aria-hidden="true">
        {weekday(day.start, zone)}
      </span>
    </li>
  );
};

const MOST_PROMISES = 6;

/** How the promises are kept, and what is left of their budgets. */
export const PromisesPanel = ({ standings }: { standings: readonly ObjectiveStanding[] }) => (
  <div className="flex h-full flex-col gap-[1vw]">
    <ul className="grid flex-1 auto-rows-fr grid-cols-2 gap-[1vw]">
      {standings.slice(0, MOST_PROMISES).map((standing) => (
        <Promised key={standing.objective.id} standing={standing} />
      ))}
    </ul>
    {standings.length > MOST_PROMISES && (
      <p className="text-wall-small text-soft">and {count(standings.length - MOST_PROMISES, 'more promise')}</p>
    )}
  </div>
);

const Promised = ({ standing }: { standing: ObjectiveStanding }) => {
  const { objective, status } = standing;
  const why = sayWhyNot(standing);
  return (
    <li className="flex min-w-0 flex-col justify-center gap-[0.5vw] rounded-md border-2 border-line bg-surface px-[1.5vw] py-[0.8vw]">
      <span className="truncate text-wall-small text-soft">
        {sayObjective(objective)} · {sayTarget(objective)}
      </span>
      <span className="flex items-center justify-between gap-[1vw]">
        <span className="text-wall-state font-semibold">
          {status.ratio === null ? '–' : percent(Math.floor(status.ratio * 1e5) / 1e5)}
        </span>
        <Judged {...sayStanding(standing)} />
      </span>
      {isJudged(standing) ? (
        <Left ratio={status.budgetLeftRatio} isAtRisk={isAtRisk(standing)} />
      ) : (
        <span className="text-wall-small text-faint">{why}</span>
      )}
    </li>
  );
};

const Left = ({ ratio, isAtRisk }: { ratio: number; isAtRisk: boolean }) => (
  <span className="flex items-center gap-[1vw]">
    <span aria-hidden="true" className="block h-[0.8vw] flex-1 overflow-hidden rounded-full bg-hover">
      <span
        className={names('block h-full', isAtRisk ? 'bg-warning' : 'bg-good-bar')}
        style={{ width: `${100 * Math.max(0, Math.min(1, ratio))}%` }}
      />
    </span>
    <span className={names('text-wall-small', ratio <= 0 ? 'text-critical' : 'text-soft')}>
      {shareOfBudget(ratio)} of the budget left
    </span>
  </span>
);
