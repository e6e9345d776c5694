import type { Delivery } from '../../core/model/notification.js';
import type { AlertRow } from '../../core/model/view.js';
import type { Background } from '../../core/port/channel.js';
import { type Fact, type FirstSteps, factsOf } from '../facts.js';
import { html, type Markup } from './markup.js';

/** A message as a mail: for people who see markup, and for those who do not. */
export interface Letter {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** One alert of the letter: what is wrong, all its facts, and what to do first. */
interface Section {
  readonly summary: string;
  readonly facts: readonly Fact[];
  readonly steps: readonly string[];
}

/** So many alerts are told with all their facts; of more, each has its sentence in the message. */
const MOST_SECTIONS = 5;

/** Makes a mail of a message. Pure: the same message is the same mail. */
export const letterOf = (delivery: Delivery, background: Background, firstSteps: FirstSteps): Letter => {
  const { message } = delivery;
  const rows = background.alerts.length <= MOST_SECTIONS ? background.alerts : [];
  const sections = rows.map((row) => sectionOf(row, background, firstSteps));
  const heading = headingOf(delivery, background);
  return {
    subject: message.title,
    text: textOf(heading, delivery, sections, background),
    html: pageOf(heading, delivery, sections, background).markup,
  };
};

const sectionOf = (row: AlertRow, background: Background, firstSteps: FirstSteps): Section => ({
  summary: row.summary,
  facts: factsOf(row, background),
  steps: row.playbook === null || row.state === 'resolved' ? [] : firstSteps(row.playbook),
});

/** The requirements' heading for what is wrong; what is over must not look like it. */
const headingOf = ({ message, reason }: Delivery, { alerts }: Background): string => {
  const test = reason === 'test' || alerts.some(({ isTest }) => isTest) ? 'TEST · ' : '';
  if (reason === 'daily-summary') return `${test}Royal Client Service: Daily Summary`;
  return message.severity === 'ok' ? `${test}✅ Royal Client Service: Recovered` : `${test}🚨 Royal Client Service Alert`;
};

/** The message's lines, without what a field says again. */
const saidLines = ({ message }: Delivery, sections: readonly Section[]): readonly string[] => {
  const [only] = sections.length === 1 ? sections : [];
  const impact = only?.facts.find(({ name }) => name === 'Business Impact')?.value ?? '';
  return message.body.split('\n').filter((line) => line !== '' && !impact.startsWith(line));
};

const textOf = (heading: string, delivery: Delivery, sections: readonly Section[], { site }: Background): string =>
  [
    heading,
    '',
    delivery.message.title,
    ...saidLines(delivery, sections),
    ...sections.flatMap(({ summary, facts, steps }) => [
      '',
      ...(sections.length > 1 ? [summary, ''] : []),
      ...facts.map(({ name, value }) => `${name}: ${value}`),
      ...(steps.length === 0 ? [] : ['', 'Look first:', ...steps.map((step, index) => `${index + 1}. ${step}`)]),
    ]),
    '',
    `-- `,
    `Watchroom, for ${site.name}. Times are those of ${site.timeZone}.`,
  ].join('\n');

const COLOUR = { critical: '#b42318', warning: '#8a5a00', info: '#175cd3', ok: '#067647', blind: '#475467' } as const;

const pageOf = (
  heading: string,
  delivery: Delivery,
  sections: readonly Section[],
  { site }: Background,
): Markup => html`<!doctype html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${delivery.message.title}</title>
</head>
<body style="margin:0;padding:16px;font:16px/1.5 -apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
<div style="max-width:600px;margin:0 auto">
<div style="border-top:4px solid ${COLOUR[delivery.message.severity]};padding-top:12px">
<h2 style="margin:0 0 4px;font-size:20px;line-height:1.3">${heading}</h2>
<p style="margin:0 0 12px;font-size:17px;font-weight:600">${delivery.message.title}</p>
${saidLines(delivery, sections).map((line) => html`<p style="margin:0 0 6px">${line}</p>\n`)}
</div>
${sections.map((section) => sectionMarkup(section, sections.length > 1))}
<p style="margin:24px 0 0;padding-top:12px;border-top:1px solid #98a2b3;font-size:13px;opacity:.8">Watchroom, for ${site.name}. Times are those of ${site.timeZone}.</p>
</div>
</body>
</html>
`;

const sectionMarkup = ({ summary, facts, steps }: Section, isOneOfMany: boolean): Markup => html`<div style="margin-top:20px">
${isOneOfMany ? html`<p style="margin:0 0 8px;font-weight:600">${summary}</p>` : null}
${facts.map(({ name, value }) => html`<p style="margin:0 0 4px"><strong>${name}:</strong> ${value}</p>\n`)}
${steps.length === 0 ? null : stepsMarkup(steps)}
</div>
`;

const stepsMarkup = (steps: readonly string[]): Markup => html`<p style="margin:16px 0 4px;font-weight:600">Look first</p>
<ol style="margin:0;padding-left:22px">
${steps.map((step) => html`<li style="margin:0 0 4px">${step}</li>\n`)}
</ol>
`;
