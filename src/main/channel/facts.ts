import type { AlertRow } from '../core/model/alert-view.js';
import type { Delivery } from '../core/model/notification.js';
import type { Template } from '../core/model/template.js';
import { sayLength, sayQuantity } from '../core/notify/quantity.js';
import { linesOf, type Values } from '../core/notify/template.js';
import type { Background } from '../core/port/channel.js';
import type { Instant } from '../core/time/instant.js';

/** The first steps of a playbook, in words; empty where it has none. */
export type FirstSteps = (playbook: string) => readonly string[];

/** One line of what is known of an alert: what it is, and how it is. A line of words alone has no name. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

/** The moment and the site of a message. */
export type Scene = Pick<Background, 'now' | 'site'>;

/** What a message says of its alert in its own words. */
export type Told = Pick<Delivery['message'], 'title' | 'body'>;

/** What is known of an alert, as a template words it. */
export const factsOf = (template: Template, values: Values): readonly Fact[] =>
  linesOf(template, values).map(({ name, text }) => ({ name, value: text }));

const SEVERITY = { critical: 'Critical', warning: 'Warning', info: 'For information' } as const;

/** The words of every variable in a message about one alert. */
export const valuesOf = (row: AlertRow, told: Told, scene: Scene, steps: readonly string[]): Values => {
  const title = withoutMark(told.title);
  const isOver = row.resolvedAt !== null;
  return {
    title,
    // The sentence says what it is: the name would say it twice.
    headline: title.endsWith(`: ${row.name}`) ? title.slice(0, -(row.name.length + 2)) : title,
    message: told.body,
    news: newsOf(row, told),
    summary: row.summary,
    firstStep: isOver ? '' : (steps[0] ?? ''),
    meaning: isOver ? '' : row.businessImpact,
    alertType: `${row.name} (${row.category})`,
    name: row.name,
    category: row.category,
    severity: SEVERITY[row.severity],
    impact: row.impact ?? '',
    metric: row.metric,
    currentValue: row.value === null ? 'not known' : sayQuantity(row.metric, row.value),
    threshold: row.threshold === null ? 'none' : `${row.comparison} ${sayQuantity(row.metric, row.threshold)}`,
    businessImpact: businessImpactOf(row),
    where: labelsText(row),
    id: row.id,
    site: scene.site.name,
    ...timesOf(row, told, scene),
    ...handsOf(row, scene),
  };
};

const newsOf = (row: AlertRow, { body }: Told): string =>
  body
    .split('\n')
    .filter((line) => ![row.summary, row.businessImpact, `It was: ${row.summary}`, ''].includes(line))
    .slice(0, 4)
    .join('\n');

const businessImpactOf = ({ businessImpact, impact }: AlertRow): string => {
  const level = impact === null ? '' : `${impact} impact`;
  if (businessImpact === '') return level === '' ? 'not stated' : level;
  return level === '' ? businessImpact : `${businessImpact} (${level})`;
};

const labelsText = ({ labels }: AlertRow): string => {
  const words = Object.entries(labels).map(([name, value]) => `${name} ${value}`);
  return words.length === 0 ? 'the whole site' : words.join(', ');
};

const timesOf = (
  { startedAt, resolvedAt }: AlertRow,
  { body }: Told,
  { now, site: { timeZone } }: Scene,
): Pick<Values, 'since' | 'overSince' | 'age' | 'lasting'> => {
  const length = sayLength((resolvedAt ?? now) - startedAt);
  const late = /This message is (.+) late\./.exec(body)?.[1];
  const isRepeat = /^Possible repeat: /m.test(body);
  const lasting = resolvedAt === null ? `for ${length}` : `lasted ${length}`;
  return {
    since: `${sayInstant(startedAt, timeZone)} (${length})`,
    overSince: resolvedAt === null ? '' : sayInstant(resolvedAt, timeZone),
    age: ageOf({ startedAt, resolvedAt }, { now, site: { timeZone } }),
    lasting: [lasting, ...(late === undefined ? [] : [`${late} late`]), ...(isRepeat ? ['possible repeat'] : [])].join(', '),
  };
};

/** Since when, or until when and how long. */
export const ageOf = (
  { startedAt, resolvedAt }: Pick<AlertRow, 'startedAt' | 'resolvedAt'>,
  { now, site }: { readonly now: Instant; readonly site: Pick<Background['site'], 'timeZone'> },
): string =>
  resolvedAt === null
    ? `since ${sayInstant(startedAt, site.timeZone)} (${sayLength(now - startedAt)})`
    : `over since ${sayInstant(resolvedAt, site.timeZone)}, lasted ${sayLength(resolvedAt - startedAt)}`;

/** Whose hands it is in: who took it, who was told after the rule's own channels, and who is next. */
const handsOf = (
  row: AlertRow,
  { now, site: { timeZone } }: Scene,
): Pick<Values, 'acknowledged' | 'inHand' | 'escalatedTo' | 'nextEscalation'> => {
  const told = row.escalation.filter(({ done }) => done).map(({ team }) => team);
  const next = row.resolvedAt === null ? row.escalation.find(({ done }) => !done) : undefined;
  return {
    acknowledged: acknowledgedText(row, timeZone),
    inHand: row.resolvedAt === null ? inHandText(row, timeZone) : '',
    escalatedTo: told.join(', '),
    nextEscalation:
      next === undefined
        ? ''
        : `${next.team} at ${sayInstant(next.at, timeZone)}${next.at > now ? ` (in ${sayLength(next.at - now)})` : ''}`,
  };
};

const acknowledgedText = ({ acknowledged }: AlertRow, timeZone: string): string => {
  if (acknowledged === null) return 'by nobody yet';
  const note = acknowledged.note === '' ? '' : `: ${acknowledged.note}`;
  return `by ${acknowledged.by} at ${sayInstant(acknowledged.at, timeZone)}${note}`;
};

const inHandText = ({ acknowledged, suppressed }: AlertRow, timeZone: string): string =>
  [
    acknowledged === null ? '' : `✋ Acknowledged by ${acknowledged.by}, ${sayInstant(acknowledged.at, timeZone)}.`,
    suppressed === null ? '' : `🔕 Suppressed by ${suppressed.by} until ${sayInstant(suppressed.until, timeZone)}.`,
  ]
    .filter((line) => line !== '')
    .join('\n');

const MARK = /^(?:TEST|DRILL) · /;

const withoutMark = (title: string): string => title.replace(MARK, '');

/** `TEST · ` or `DRILL · ` where nothing is wrong: nobody's template can leave it out. */
export const markOf = (reason: Delivery['reason'], alerts: readonly AlertRow[]): string => {
  if (alerts.some(({ isDrill }) => isDrill)) return 'DRILL · ';
  return reason === 'test' || alerts.some(({ isTest }) => isTest) ? 'TEST · ' : '';
};

/** A text with its mark in front, once. */
export const withMark = (mark: string, text: string): string => `${mark}${mark === '' ? text : withoutMark(text)}`;

/** `Mon 5 Jan, 09:00`, by the site's clock. */
export const sayInstant = (at: Instant, timeZone: string): string =>
  new Intl.DateTimeFormat('en-GB', {
    timeZone,
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(at);
