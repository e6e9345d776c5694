import type { ObjectiveDetail, ObjectiveStanding } from '../../../preload/contract/views.js';
import { BudgetBar } from '../../chart/standing/budget-bar.js';
import { ChartPlace, TimeChart } from '../../chart/time-chart.js';
import { Unread } from '../../query/answered.js';
import { useObjective } from '../../query/reads/standing.js';
import { useNow } from '../../text/now.js';
import {
  countEvents,
  isJudged,
  sayMeasure,
  sayObjective,
  sayOutlook,
  sayStanding,
  sayTarget,
  sayWhyNot,
} from '../../text/objective.js';
import { percent, plain } from '../../text/quantity.js';
import { spell } from '../../text/time.js';
import { Ago } from '../../text/zone.js';
import { Badge, Mark, Notice } from '../../ui/mark.js';
import { Panel, Part } from '../../ui/panel.js';
import { Facts, Skeleton } from '../../ui/section.js';

/** Everything about one promise. */
export const ObjectivePanel = ({ id, onClose }: { id: string; onClose: () => void }) => {
  const { data, error, refetch } = useObjective(id);
  if (data === undefined)
    return (
      <Panel title="Objective" heading={<h2 className="text-lead font-semibold break-words">{id}</h2>} onClose={onClose}>
        {error === null ? (
          <Skeleton className="h-60 w-full" />
        ) : (
          <Unread title="It could not be read" error={error} onAgain={refetch} />
        )}
      </Panel>
    );
  return (
    <Panel title="Objective" heading={<Heading standing={data.standing} />} onClose={onClose}>
      <Figures standing={data.standing} />
      {isJudged(data.standing) && (
        <>
          <Budget detail={data} />
          <Pace standing={data.standing} />
        </>
      )}
      {data.standing.parts.length > 1 && <Parts standing={data.standing} />}
    </Panel>
  );
};

const Heading = ({ standing }: { standing: ObjectiveStanding }) => (
  <div className="flex flex-col gap-1">
    <p>
      <Badge {...sayStanding(standing)} />
    </p>
    <h2 className="text-lead font-semibold break-words">{sayObjective(standing.objective)}</h2>
    <p className="font-mono text-small break-all text-faint">{standing.objective.id}</p>
  </div>
);

const places = (target: number): number => (target >= 0.99 ? 2 : 1);

const Figures = ({ standing }: { standing: ObjectiveStanding }) => {
  const { objective, status, from } = standing;
  const why = sayWhyNot(standing);
  const [low, high] = status.between;
  const digits = places(objective.target);
  return (
    <>
      {why !== null && (
        <Notice tone={standing.state === 'no-reading' ? 'unseen' : 'neutral'} title={sayStanding(standing).word}>
          {why}
        </Notice>
      )}
      <Facts
        items={[
          { label: 'Promised', value: sayTarget(objective) },
          ...(status.ratio === null
            ? []
            : [
                {
                  label: 'Kept',
                  value: `${percent(Math.floor(status.ratio * 1e5) / 1e5, 3)} of ${countEvents(status.valid, objective)}`,
                },
                {
                  label: '95 % sure',
                  value: `between ${percent(low, digits)} and ${percent(high, digits)}`,
                },
              ]),
          { label: 'Observed', value: `${percent(status.coverage, 1)} of the time` },
          { label: 'Since', value: <Ago at={from} /> },
          ...(standing.parts.length === 1
            ? [{ label: 'Good is', value: standing.parts.map(({ measure }) => sayMeasure(measure)).join(', ') }]
            : []),
        ]}
      />
    </>
  );
};

const CHART = 180;
/** Overspent by more than the whole budget is no news; the figures say how much. */
const LOWEST = -1;

/** The usual time between two points: the last one is of now, and may stand right behind the one before. */
const usualStep = (course: ObjectiveDetail['course']): number => {
  const steps = course.slice(1).map(({ at }, index) => at - (course[index]?.at ?? at));
  return steps.sort((a, b) => a - b)[Math.floor(steps.length / 2)] ?? 3_600_000;
};

const Budget = ({ detail: { standing, course, unobserved } }: { detail: ObjectiveDetail }) => {
  const { status, objective, budgetEvents, from, to } = standing;
  const bad = status.valid - status.good;
  const step = usualStep(course);
  return (
    <Part title="Error budget">
      <BudgetBar standing={standing} />
      <p className="text-soft">
        {plain(Math.round(bad))} bad of {countEvents(status.valid, objective)}; {plain(Math.floor(budgetEvents))} are allowed.
      </p>
      {status.budgetLeftRatio < LOWEST && <p className="text-small text-faint">The line ends at −100 %.</p>}
      {course.length < 2 ? (
        <ChartPlace height={CHART} text="Its course is drawn once there are a few hours of readings." />
      ) : (
        <TimeChart
          metric="error_budget_left_ratio"
          ranges={[
            {
              id: 'budget' as never,
              series: { name: 'error_budget_left_ratio', labels: {} },
              unit: 'ratio',
              resolution: step / 1_000,
              points: course.map(({ at, left, valid }) => {
                const drawn = Math.max(LOWEST, left);
                return [at, drawn, drawn, drawn, Math.round(valid)];
              }),
            },
          ]}
          labels={['Left']}
          from={from}
          to={to}
          unobserved={unobserved}
          look="lines"
          height={CHART}
          most={1}
          {...(status.budgetLeftRatio < 0 ? { threshold: { value: 0, label: 'Used up' } } : {})}
        />
      )}
    </Part>
  );
};

const Pace = ({ standing }: { standing: ObjectiveStanding }) => {
  const now = useNow();
  return (
    <Part title="How fast it is used up">
      <p>{sayOutlook(standing, now)}</p>
      <table className="w-full">
        <thead>
          <tr className="label text-left">
            <th className="py-1 font-medium">Windows</th>
            <th className="py-1 text-right font-medium">Long</th>
            <th className="py-1 text-right font-medium">Short</th>
            <th className="py-1 text-right font-medium">Alert above</th>
            <th className="py-1 pl-4 font-medium">Now</th>
          </tr>
        </thead>
        <tbody>
          {standing.burns.filter(isReachable(standing.objective.target)).map((burn) => (
            <tr key={burn.long} className="border-t border-line">
              <td className="py-1.5">
                {spell(burn.long)} and {spell(burn.short)}
              </td>
              <Rate rate={burn.longRate} />
              <Rate rate={burn.shortRate} />
              <td className="py-1.5 text-right text-faint">{plain(burn.factor)}×</td>
              <td className="py-1.5 pl-4">
                <Mark {...sayBurn(burn)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Part>
  );
};

/** All events bad is a rate of 1 ÷ (1 − target): a factor beyond it never alerts. */
const isReachable =
  (target: number) =>
  ({ factor }: ObjectiveStanding['burns'][number]): boolean =>
    factor * (1 - target) < 1;

const Rate = ({ rate }: { rate: number | null }) => (
  <td className="py-1.5 text-right">
    {rate === null ? <span className="text-faint">–</span> : `${plain(Number(rate.toPrecision(2)))}×`}
  </td>
);

const sayBurn = ({ longRate, shortRate, factor, severity }: ObjectiveStanding['burns'][number]) => {
  if (longRate === null || shortRate === null) return { tone: 'neutral', word: 'No reading' } as const;
  if (longRate > factor && shortRate > factor) return { tone: severity, word: 'Burns' } as const;
  return longRate > factor ? ({ tone: 'neutral', word: 'Over' } as const) : ({ tone: 'good', word: 'Calm' } as const);
};

const Parts = ({ standing }: { standing: ObjectiveStanding }) => (
  <Part title="Each has to keep the promise">
    <ul>
      {standing.parts.map((part) => (
        <li
          key={sayMeasure(part.measure)}
          className="grid grid-cols-[minmax(0,1fr)_auto_7.5rem] items-center gap-x-3 border-b border-line py-1.5 last:border-0"
        >
          <span className="min-w-0">
            <span className="block truncate">{sayMeasure(part.measure)}</span>
            <span className="block text-small text-faint">{countEvents(part.status.valid, standing.objective)}</span>
          </span>
          <span className="text-right font-medium">
            {part.status.ratio === null
              ? '–'
              : percent(Math.floor(part.status.ratio * 1e5) / 1e5, places(standing.objective.target))}
          </span>
          <Mark
            {...(part.status.valid === 0
              ? ({ tone: 'unseen', word: 'No reading' } as const)
              : sayStanding({ ...standing, state: 'measured', status: part.status, runsOutAt: null }))}
          />
        </li>
      ))}
    </ul>
  </Part>
);
