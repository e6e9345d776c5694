import { type ReactNode, useState } from 'react';
import type { DailyReport, ReportQuestion, ReportSpan } from '../../../preload/contract/views.js';
import { ObjectiveHead, ObjectiveLine } from '../../chart/standing/objective-line.js';
import { KeepOnPaper } from '../../query/keep-on-paper.js';
import { useReport } from '../../query/reads/reports.js';
import { useView } from '../../state/console.js';
import type { TimeRange } from '../../state/preferences.js';
import { wallClock } from '../../text/now.js';
import { worstKept } from '../../text/objective.js';
import { count, plain } from '../../text/quantity.js';
import { saySeen } from '../../text/report.js';
import { sayCause } from '../../text/states.js';
import { dateName, dayName, dayNear, span } from '../../text/time.js';
import { useZone } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { Choice } from '../../ui/field.js';
import { Notice } from '../../ui/mark.js';
import { Card, Page, Section, Skeleton } from '../../ui/section.js';
import { Tile, Tiles } from '../../ui/tile.js';
import { Alerts } from './alerts.js';
import { Pages } from './pages.js';
import { ServiceLevels } from './service-levels.js';
import { Visitors } from './visitors.js';

const SPANS = [
  { value: 'day', label: 'Day' },
  { value: 'week', label: 'Week' },
  { value: 'month', label: '30 days' },
  { value: 'calendar-month', label: 'Month' },
  { value: 'year', label: 'Year' },
] as const;

type Length = (typeof SPANS)[number]['value'];

const RANGES: Readonly<Record<ReportSpan, TimeRange>> = { day: '24h', week: '7d', month: '30d' };

/** What the daily summary tells, on a page: up to now or of a day of one's choice, and over longer. */
export const ReportPage = () => {
  const [question, ask] = useState<ReportQuestion>({ ends: null, over: 'day' });
  const [length, setLength] = useState<Length>('day');
  const pick = (picked: Length): void => {
    setLength(picked);
    if (picked !== 'calendar-month' && picked !== 'year') ask({ ...question, over: picked });
  };
  const choice = <Choice label="Length" options={SPANS} value={length} onPick={pick} />;
  return length === 'calendar-month' || length === 'year' ? (
    <ServiceLevels over={length === 'year' ? 'year' : 'month'} choice={choice} />
  ) : (
    <Summary question={question} onAsk={ask} choice={choice} />
  );
};

interface AskingProps {
  readonly question: ReportQuestion;
  readonly onAsk: (question: ReportQuestion) => void;
  /** Where the length is picked. */
  readonly choice: ReactNode;
}

const Summary = ({ question, onAsk, choice }: AskingProps) => {
  const { data, error, refetch } = useReport(question);
  const zone = useZone();
  return (
    <Page
      title="Report"
      note={data === undefined || error !== null ? undefined : `${span(data.from, data.to, zone)} · ${saySeen(data)}`}
      actions={
        <>
          <When question={question} onAsk={onAsk} choice={choice} />
          {data !== undefined && error === null && <KeepOnPaper name={`report-${question.over}-${dateName(data.to, zone)}`} />}
        </>
      }
    >
      {error !== null ? (
        <Notice
          tone="warning"
          title="This report could not be read"
          action={<Button onClick={() => void refetch()}>Read it again</Button>}
        >
          {error.message}
        </Notice>
      ) : data === undefined ? (
        <Skeleton className="h-96 w-full" />
      ) : (
        <Told report={data} question={question} />
      )}
    </Page>
  );
};

/** So far back a day can be chosen; nothing older than a desk is. */
const MOST_DAYS = 92;
const DAY = 86_400_000;
const HALF_DAY = DAY / 2;

const When = ({ question, onAsk, choice }: AskingProps) => {
  const zone = useZone();
  const bornAt = useView((view) => view.watch.bornAt);
  return (
    <>
      {choice}
      <select
        aria-label="Up to"
        value={question.ends ?? ''}
        onChange={({ target }) => onAsk({ ...question, ends: target.value === '' ? null : target.value })}
        className="h-8 rounded-md border border-line-strong/70 bg-sunken px-2 print:hidden"
      >
        <option value="">up to now</option>
        {daysBack(wallClock(), bornAt, zone).map(({ name, word }) => (
          <option key={name} value={name}>
            {word}
          </option>
        ))}
      </select>
    </>
  );
};

/** The days that can be chosen, the newest first. */
const daysBack = (now: number, bornAt: number, zone: string): readonly { readonly name: string; readonly word: string }[] => {
  // From the middle of the day no change of the clocks leads to the same day twice, nor past one.
  const noon = Date.parse(`${dateName(now, zone)}T00:00:00Z`) + HALF_DAY;
  const first = dateName(bornAt, zone);
  return Array.from({ length: MOST_DAYS }, (_, back) => noon - back * DAY)
    .map((at) => ({ name: dateName(at, 'UTC'), word: dayName(at, 'UTC') }))
    .filter(({ name }) => name >= first);
};

const Told = ({ report, question }: { report: DailyReport; question: ReportQuestion }) => (
  <>
    <Unseen report={report} />
    <Figures report={report} />
    <Alerts report={report} />
    <Pages report={report} />
    <Overdue report={report} />
    <Promises report={report} isNow={question.ends === null} />
    {question.ends === null ? (
      <Visitors range={RANGES[question.over]} />
    ) : (
      <p className="text-faint">
        What visitors had and what the site earned is told up to now only: choose that, or look at Performance and Business.
      </p>
    )}
  </>
);

const MOST_GAPS = 5;

const Unseen = ({ report: { unobserved } }: { report: DailyReport }) => {
  const zone = useZone();
  if (unobserved.length === 0) return null;
  const gaps = unobserved.slice(0, MOST_GAPS).map((gap) => `${span(gap.from, gap.to, zone)}, because ${sayCause(gap.cause)}`);
  const more = unobserved.length - gaps.length;
  return (
    <Notice tone="unseen" title="Part of this time was not observed">
      {gaps.join('; ')}
      {more > 0 && `; and ${plain(more)} more`}. Of that time nothing below says anything.
    </Notice>
  );
};

const Figures = ({ report: { fired, told, ended, open, more, messages } }: { report: DailyReport }) => (
  <Tiles>
    <Tile
      title="Fired"
      number={plain(told.length + more.told)}
      judgement={null}
      basis={`${plain(fired.critical)} critical, ${plain(fired.warning)} warning, ${plain(fired.info)} info`}
    />
    <Tile title="Ended" number={plain(ended)} judgement={null} basis="alerts within this time" />
    <Tile
      title="Open at the end"
      number={plain(open.length + more.open)}
      judgement={open.length === 0 ? { tone: 'good', word: 'Nothing open' } : null}
      basis=""
    />
    <Tile
      title="Messages delivered"
      number={plain(messages.delivered)}
      judgement={messages.givenUp === 0 ? null : { tone: 'warning', word: `${plain(messages.givenUp)} given up` }}
      basis={messages.givenUp === 0 ? 'none given up' : ''}
    />
  </Tiles>
);

/** Regular care of the watch that nobody did for too long; nothing is drawn where none was. */
const Overdue = ({ report: { overdue, to } }: { report: DailyReport }) => {
  const zone = useZone();
  if (overdue.length === 0) return null;
  return (
    <Section title="Care of the watch" note={`${count(overdue.length, 'task')} overdue`}>
      <Card>
        <ul>
          {overdue.map(({ id, title, what, overdueAt }) => (
            <li key={id} className="border-b border-line px-4 py-2 last:border-0">
              <span className="font-medium">{title}</span>{' '}
              <span className="text-small text-faint">since {dayNear(overdueAt, to, zone)}</span>
              <span className="block text-soft">{what}</span>
            </li>
          ))}
        </ul>
      </Card>
    </Section>
  );
};

const Promises = ({ report: { objectives }, isNow }: { report: DailyReport; isNow: boolean }) => (
  <Section title="Service levels" note={isNow ? undefined : 'as they stand now'}>
    {objectives.length === 0 ? (
      <p className="text-faint">Nothing is promised yet.</p>
    ) : (
      <Card>
        <ObjectiveHead />
        <ul>
          {worstKept(objectives).map((standing) => (
            <ObjectiveLine key={standing.objective.id} standing={standing} />
          ))}
        </ul>
      </Card>
    )}
  </Section>
);
