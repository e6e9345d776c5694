import type { AlertRow } from '../../core/model/alert-view.js';
import type { CalendarRow } from '../../core/model/calendar.js';
import type { DailyReport, ReportPage } from '../../core/model/report.js';
import type { ObjectiveStanding } from '../../core/model/slo.js';
import { sayLength, sayQuantity } from '../../core/notify/quantity.js';
import { SLOW_SECONDS } from '../../core/report/bar.js';
import { days, type Instant } from '../../core/time/instant.js';
import { ageOf, type Scene, sayInstant } from '../facts.js';
import { barsOf, lettersOf } from './bars.js';
import { aside, type Content, inColour, type Look, line, part, row } from './frame.js';
import { html, type Markup } from './markup.js';

/** A part of the summary in both forms. */
interface Part {
  readonly html: readonly (Markup | null)[];
  readonly text: readonly string[];
}

/** What a day was like: what is open first, then what fired, how the pages did, the promises, and how much of it was seen. */
export const summaryOf = (report: DailyReport, scene: Scene): Content => {
  const parts = [
    seenPart(report, scene),
    openPart(report, scene),
    toldPart(report, scene),
    pagesPart(report, scene),
    objectivesPart(report),
    carePart(report, scene),
    messagesPart(report),
  ];
  return {
    html: html`${parts.flatMap(({ html }) => html).filter((markup) => markup !== null)}`,
    text: parts.flatMap(({ text }) => text),
  };
};

const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : many}`;
const percent = (ratio: number, digits = 2): string =>
  `${(Math.floor(ratio * 10 ** (digits + 2)) / 10 ** digits).toFixed(digits)} %`;

const CAUSES = {
  asleep: 'asleep',
  offline: 'without network',
  stopped: 'not running',
  'source-failing': 'unable to read',
} as const;
const MOST_GAPS = 5;

/** The honest first line: over which time all that follows was seen. */
const seenPart = ({ from, to, coverage, unobserved }: DailyReport, { site: { timeZone } }: Scene): Part => {
  const span = `${sayInstant(from, timeZone)} to ${sayInstant(to, timeZone)}`;
  const seen =
    coverage >= 1
      ? `${span}. The watch looked all the time.`
      : `${span}. The watch looked for ${percent(coverage, 1)} of it; of the rest nothing below says anything.`;
  const gaps = unobserved
    .slice(0, MOST_GAPS)
    .map((gap) => `${CAUSES[gap.cause]} from ${sayInstant(gap.from, timeZone)} for ${sayLength(gap.to - gap.from)}`);
  const more = unobserved.length - gaps.length;
  const missed = gaps.length === 0 ? [] : [`Not observed: ${[...gaps, ...(more > 0 ? [`and ${more} more`] : [])].join('; ')}.`];
  return { html: [line(seen), ...missed.map(aside)], text: [seen, ...missed] };
};

const WORD = { critical: 'Critical', warning: 'Warning', info: 'For information' } as const;
const RANK = { critical: 0, warning: 1, info: 2 } as const;
const MOST_OPEN = 10;
const MOST_TOLD = 15;

const openPart = ({ open, openLongest, more, to }: DailyReport, scene: Scene): Part => {
  if (open.length === 0) return headed('Open now', [], ['Nothing is open.']);
  const sorted = [...open].sort((a, b) => RANK[a.severity] - RANK[b.severity] || a.firedAt - b.firedAt);
  const rows = sorted
    .slice(0, MOST_OPEN)
    .map((alert) => alertRow(alert, `${capital(ageOf(alert, scene))} · ${handsOf(alert)}`));
  const count = open.length + more.open;
  const rest = count - rows.length;
  return headed(`Open now (${count})`, rows, [
    ...(rest > 0 ? [`and ${rest} more`] : []),
    ...(openLongest !== null && count > 1
      ? [`Longest open: ${openLongest.summary}, for ${sayLength(to - openLongest.firedAt)}.`]
      : []),
  ]);
};

const toldPart = ({ fired, ended, told, more }: DailyReport, scene: Scene): Part => {
  const counts = `${plural(fired.critical, 'critical', 'critical')}, ${plural(fired.warning, 'warning')}, ${fired.info} for information; ${plural(ended, 'alert')} ended.`;
  if (told.length === 0) return headed('What fired', [], [`Nothing fired; ${plural(ended, 'alert')} ended.`]);
  const rows = told
    .slice(0, MOST_TOLD)
    .map((alert) =>
      alertRow(alert, `${sayInstant(alert.firedAt, scene.site.timeZone)} · ${fateOf(alert)} · ${handsOf(alert)}`),
    );
  const count = told.length + more.told;
  const rest = count - rows.length;
  return headed(`What fired (${count})`, rows, [counts, ...(rest > 0 ? [`and ${rest} more`] : [])]);
};

const fateOf = ({ resolvedAt, firedAt, resolution }: AlertRow): string => {
  if (resolvedAt === null) return 'still firing';
  const lasted = `over after ${sayLength(resolvedAt - firedAt)}`;
  return resolution?.how === 'hand' ? `${lasted}, resolved by ${resolution.by ?? 'somebody'}` : lasted;
};

const handsOf = ({ acknowledged, firedAt }: AlertRow): string =>
  acknowledged === null
    ? 'acknowledged by nobody'
    : `acknowledged by ${acknowledged.by} after ${sayLength(acknowledged.at - firedAt)}`;

const alertRow = (alert: AlertRow, detail: string): Part => {
  const isOver = alert.resolvedAt !== null;
  return {
    html: [
      row(
        html`<p style="margin:0 0 2px">${inColour(isOver ? 'blind' : alert.severity, WORD[alert.severity])} · ${alert.summary}</p>${aside(detail)}`,
      ),
    ],
    text: [`* ${WORD[alert.severity]}: ${alert.summary}`, `  ${detail}`],
  };
};

const headed = (title: string, rows: readonly Part[], lines: readonly string[]): Part => ({
  html: [part(title), ...lines.map(line), ...rows.flatMap(({ html }) => html)],
  text: ['', title, ...lines, ...rows.flatMap(({ text }) => text)],
});

const BARS: Readonly<Record<number, string>> = { 3600: 'an hour', 86400: 'a day' };

const pagesPart = ({ pages, morePages, from, to, barSeconds }: DailyReport, { site: { timeZone } }: Scene): Part => {
  if (pages.length === 0) return { html: [], text: [] };
  const top = Math.max(0.001, ...pages.flatMap(({ hours }) => hours.map(({ seconds }) => seconds ?? 0)));
  const bar = BARS[barSeconds] ?? sayLength(barSeconds * 1_000);
  const ends = (at: Instant): string => (to - from < days(2) ? clock(at, timeZone) : sayInstant(at, timeZone));
  const key = `Each bar is ${bar} from ${ends(from)} to ${ends(to)}; its height is the mean response (tallest ${sayQuantity('_seconds', top)}). Red: failures. Amber: slower than ${SLOW_SECONDS} s. Grey: not observed.`;
  return {
    html: [
      part('Pages, worst first'),
      aside(key),
      ...pages.map((page) => pageMarkup(page, top)),
      ...more(morePages).map(aside),
    ],
    text: [
      '',
      `Pages, worst first (${bar} each; × failures, ░ not observed, · no reading)`,
      ...pages.flatMap((page) => [`* ${page.name}: ${saidOf(page)}`, `  ${lettersOf(page, top)}`]),
      ...more(morePages),
    ],
  };
};

const more = (count: number): readonly string[] =>
  count > 0 ? [`and ${plural(count, 'more page', 'more pages')}, better than these`] : [];

/** With its year where another one could be meant. */
const sayDay = (at: Instant, to: Instant, timeZone: string): string => {
  const year = to - at < days(300) ? {} : ({ year: 'numeric' } as const);
  return new Intl.DateTimeFormat('en-GB', { timeZone, weekday: 'short', day: 'numeric', month: 'short', ...year }).format(at);
};

const clock = (at: Instant, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);

const pageMarkup = (page: ReportPage, top: number): Markup =>
  row(html`<p style="margin:0 0 2px"><strong>${page.name}</strong></p>${aside(saidOf(page))}${barsOf(page, top)}`);

const saidOf = ({ readings, good, typical, slow, isFew }: ReportPage): string => {
  if (readings === 0) return 'no reading';
  const up = isFew
    ? `${good} of ${plural(readings, 'reading')} good: too few to judge`
    : `${percent(good / readings)} up, n = ${readings.toLocaleString('en-GB')}`;
  if (typical === null) return up;
  const spread = slow === null || isFew ? '' : `, 19 of 20 within ${sayQuantity('_seconds', slow)}`;
  return `${up} · typically ${sayQuantity('_seconds', typical)}${spread}`;
};

const VERDICTS: Readonly<Record<string, readonly [Look, string]>> = {
  met: ['ok', 'Met'],
  missed: ['critical', 'Missed'],
  'too-few': ['blind', 'Too few to judge'],
  'no-reading': ['blind', 'No reading'],
  'no-source': ['blind', 'No source'],
};

const objectivesPart = ({ objectives }: DailyReport): Part => {
  // What nothing here measures is said in the console; a mail of every day need not repeat it.
  const measured = objectives.filter(({ state }) => state !== 'no-source');
  if (measured.length === 0) return { html: [], text: [] };
  return headed('Service levels', measured.map(objectiveRow), []);
};

const objectiveRow = ({ objective, state, status }: ObjectiveStanding): Part => {
  const [look, word] = VERDICTS[state === 'measured' ? status.verdict : state] ?? ['blind', status.verdict];
  const isJudged = state === 'measured' && status.verdict !== 'too-few';
  const left = isJudged ? ` · ${budgetText(status.budgetLeftRatio)}` : '';
  const said =
    state === 'measured'
      ? `${status.text}, n = ${status.valid.toLocaleString('en-GB')}${left}`
      : 'nothing was read within its window';
  const title = `${capital(objective.id)}: ${percent(objective.target, 1)} over ${sayLength(objective.over)}`;
  return {
    html: [row(html`<p style="margin:0 0 2px">${inColour(look, word)} · <strong>${title}</strong></p>${aside(said)}`)],
    text: [`* ${word}: ${title}`, `  ${said}`],
  };
};

const budgetText = (left: number): string =>
  left < 0
    ? `the error budget is overspent by ${Math.round(-left * 100)} %`
    : `${Math.round(left * 100)} % of the error budget left`;

/** Regular care of the watch that was forgotten: nobody is told of it otherwise. */
const carePart = ({ overdue, to }: DailyReport, { site: { timeZone } }: Scene): Part =>
  overdue.length === 0
    ? { html: [], text: [] }
    : headed(
        `Care of the watch (${overdue.length} overdue)`,
        overdue.map((task) => careRow(task, to, timeZone)),
        [],
      );

const careRow = ({ title, what, overdueAt, place, command }: CalendarRow, to: Instant, timeZone: string): Part => {
  const where = [place?.name, command].filter((way) => way !== undefined && way !== null).join(', ');
  const detail = `${what} ${where}.`;
  const since = `overdue since ${sayDay(overdueAt, to, timeZone)}`;
  return {
    html: [row(html`<p style="margin:0 0 2px"><strong>${title}</strong> · ${since}</p>${aside(detail)}`)],
    text: [`* ${title}: ${since}`, `  ${detail}`],
  };
};

const messagesPart = ({ messages: { delivered, givenUp } }: DailyReport): Part =>
  headed(
    'Messages',
    [],
    [
      `${plural(delivered, 'message')} delivered${givenUp === 0 ? '' : `, ${givenUp} given up: see System in the console for why`}.`,
    ],
  );

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
