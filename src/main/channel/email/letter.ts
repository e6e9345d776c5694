import type { AlertRow } from '../../core/model/alert-view.js';
import type { Delivery } from '../../core/model/notification.js';
import type { DailyReport } from '../../core/model/report.js';
import { sentenceOf, type Values } from '../../core/notify/template.js';
import type { Background } from '../../core/port/channel.js';
import { type Fact, type FirstSteps, factsOf, markOf, valuesOf, withMark } from '../facts.js';
import { type Content, line, pageOf, part } from './frame.js';
import { listOf } from './list.js';
import { html, type Markup } from './markup.js';
import { summaryOf } from './summary.js';

/** A message as a mail: for people who see markup, and for those who do not. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Of so many alerts each has its row; of more, the message itself names the first and counts the rest. */
const MOST_LISTED = 20;

/** Makes a mail of a message. Pure: the same message is the same mail. */
export const letterOf = (
  delivery: Delivery,
  background: Background,
  firstSteps: FirstSteps,
  report: DailyReport | null = null,
): Letter => {
  if (report !== null) return ofDay(delivery, report, background);
  const { alerts, count } = background;
  const [only] = alerts;
  if (only !== undefined && count === 1 && delivery.reason !== 'daily-summary')
    return ofOne(delivery, only, background, firstSteps);
  const isListed = alerts.length > 1 && count <= MOST_LISTED && delivery.reason !== 'daily-summary';
  const list = isListed ? listOf(alerts, background) : null;
  const said = delivery.message.body.split('\n').filter((text) => text !== '');
  const lines = list === null ? said : said.filter((text) => !text.startsWith('· '));
  const content = {
    html: html`${lines.map(line)}${list?.html ?? []}`,
    text: [...lines, ...(list?.text ?? [])],
  };
  return bound({ title: delivery.message.title, heading: headingOf(delivery), content }, delivery, background);
};

/** The day's report: its title names what matters, everything else is drawn. */
const ofDay = (delivery: Delivery, report: DailyReport, background: Background): Letter =>
  bound(
    { title: delivery.message.title, heading: headingOf(delivery), content: dayOf(delivery, summaryOf(report, background)) },
    delivery,
    background,
  );

/** What the message says of itself stands in front: how late it is, and that it may have come before. */
const OF_ITSELF = /^(This (summary|message) is .* late|Possible repeat:)/;

const dayOf = ({ message }: Delivery, drawn: Content): Content => {
  const said = message.body.split('\n').filter((text) => OF_ITSELF.test(text));
  return { html: html`${said.map(line)}${drawn.html}`, text: [...said, ...drawn.text] };
};

/** A mail about one alert, as its templates word it. */
const ofOne = (delivery: Delivery, alert: AlertRow, background: Background, firstSteps: FirstSteps): Letter => {
  const { email } = background.templates;
  const steps = alert.playbook === null || alert.resolvedAt !== null ? [] : firstSteps(alert.playbook);
  const values = valuesOf(alert, delivery.message, background, steps);
  const heading = sentenceOf(delivery.message.severity === 'ok' ? email.recovered : email.heading, values);
  const facts = factsOf(email.body, values);
  const said = saidOf(delivery, values, facts);
  const content = {
    html: html`${said.map(line)}<div style="margin-top:16px">
${facts.map(factMarkup)}</div>
${stepsMarkup(steps)}`,
    text: [
      ...said,
      '',
      ...facts.map(({ name, value }) => (name === '' ? value : `${name}: ${value}`)),
      ...(steps.length === 0 ? [] : ['', 'Look first:', ...steps.map((step, index) => `${index + 1}. ${step}`)]),
    ],
  };
  return bound(
    { title: delivery.message.title, subject: sentenceOf(email.subject, values), heading, content },
    delivery,
    background,
  );
};

/** The message's lines, without what a field says again. */
const saidOf = ({ message }: Delivery, values: Values, facts: readonly Fact[]): readonly string[] =>
  message.body
    .split('\n')
    .filter((text) => text !== '' && !(values.meaning === text && facts.some(({ value }) => value.startsWith(text))));

const factMarkup = ({
  name,
  value,
}: Fact): Markup => html`<p class="line" style="margin:0;padding:5px 0;border-top:1px solid #eceff3">${
  name === '' ? null : html`<strong>${name}:</strong> `
}${value}</p>
`;

const stepsMarkup = (steps: readonly string[]): Markup | null =>
  steps.length === 0
    ? null
    : html`${part('Look first')}
<ol style="margin:0;padding-left:22px">
${steps.map((step) => html`<li style="margin:0 0 6px">${step}</li>\n`)}
</ol>
`;

/** The heading of what is no single alert. */
const headingOf = ({ message, reason }: Delivery): string => {
  if (reason === 'daily-summary') return 'Royal Client Service: Daily Summary';
  if (reason === 'digest') return 'Royal Client Service: Warnings';
  return message.severity === 'ok' ? '✅ Royal Client Service: Recovered' : '🚨 Royal Client Service Alert';
};

const NOTICE: Readonly<Record<string, string>> = {
  'TEST · ': 'This is a test. Nothing is wrong, and nothing is to be done.',
  'DRILL · ':
    'This is a fire drill. Nothing is wrong. Please acknowledge it as you would a real alert, so that we know it reached you.',
};

interface Parts {
  readonly title: string;
  /** The title, unless told. */
  readonly subject?: string;
  readonly heading: string;
  readonly content: Content;
}

/** Everything in its frame, marked where nothing is wrong. */
const bound = ({ title, subject = title, heading, content }: Parts, delivery: Delivery, background: Background): Letter => {
  const mark = markOf(delivery.reason, background.alerts);
  const notice = NOTICE[mark] ?? null;
  const marked = { title: withMark(mark, title), heading: withMark(mark, heading) };
  const { site } = background;
  return {
    subject: withMark(mark, subject),
    html: pageOf({ ...marked, look: delivery.message.severity, notice, content: content.html }, background).markup,
    text: [
      marked.heading,
      '',
      ...(notice === null ? [] : [notice, '']),
      marked.title,
      ...content.text,
      '',
      '-- ',
      `Watchroom, for ${site.name}. Times are those of ${site.timeZone}.`,
    ].join('\n'),
  };
};
