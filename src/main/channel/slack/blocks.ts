import type { AlertRow } from '../../core/model/alert-view.js';
import type { Delivery, Message } from '../../core/model/notification.js';
import type { Block, SlackMessage } from '../../core/model/slack.js';
import type { Template } from '../../core/model/template.js';
import { linesOf, sentenceOf, type Values, type Writing } from '../../core/notify/template.js';
import type { Background } from '../../core/port/channel.js';
import { ageOf, type FirstSteps, factsOf, markOf, type Scene, valuesOf, withMark } from '../facts.js';
import { marked, plainText } from './message.js';
import { buttonsOf } from './press.js';
import { mrkdwn, plain } from './text.js';

/** Slack's limits, in characters and in fields of a section (Block Kit reference). */
const MOST = { header: 150, section: 3_000, field: 2_000, fields: 10, text: 4_000 } as const;

type Look = Message['severity'];

const COLOUR: Readonly<Record<Look, string>> = {
  critical: '#d92d20',
  warning: '#dc6803',
  info: '#1570ef',
  ok: '#079455',
  blind: '#667085',
};

/** The colour also where nothing but text is shown. */
const SIGN: Readonly<Record<Look, string>> = { critical: '🔴', warning: '🟠', info: '🔵', ok: '🟢', blind: '⚪' };

/** Where and when a message is made, and how it is worded. */
export type Site = Scene & Pick<Background, 'templates'>;

/** What a message may offer and advise besides what it says. */
export interface Extras {
  readonly firstSteps: FirstSteps;
  /** Whether somebody listens to buttons. */
  readonly hasButtons: boolean;
}

/** A delivery as a message of its own. Pure: the same delivery is the same message. */
export const messageOf = (delivery: Delivery, background: Background, extras: Extras): SlackMessage => {
  const { message } = delivery;
  const [row] = background.alerts;
  const title = titleOf(delivery, background);
  if (row !== undefined && background.count === 1) return cardOf(row, background, extras, { ...message, title });
  const lines = message.body.split('\n').filter((line) => line !== '');
  const listed = background.alerts.slice(0, MOST_LISTED).map((one) => rowLine(one, background));
  return {
    ...topOf(title, message.severity, mrkdwn(lines.join('\n'), MOST.section), lines),
    attachments: [{ color: COLOUR[message.severity], blocks: [...listed.map((text) => section(text)), footOf(background)] }],
  };
};

/** So many alerts of a grouped message are told with their place and age. */
const MOST_LISTED = 5;

const rowLine = (row: AlertRow, site: Site): string =>
  `${SIGN[lookOf(row)]} *${mrkdwn(row.name, 200)}* · ${mrkdwn(placeOf(row), 500)} · ${ageOf(row, site)}`;

/** Later news as an answer in the thread: short, for all else stands above it. */
export const replyOf = (delivery: Delivery, background: Background): SlackMessage => {
  const { message } = delivery;
  const title = titleOf(delivery, background);
  const lines = message.body.split('\n').filter((line) => line !== '');
  const said = `${SIGN[message.severity]} *${mrkdwn(title, 300)}*${lines.length === 0 ? '' : `\n${mrkdwn(lines.join('\n'), 2_500)}`}`;
  return {
    text: fallback(title, message.severity, lines),
    // Without blocks Slack would show the text above the attachment, and say everything twice.
    blocks: [section(said)],
    attachments: [{ color: COLOUR[message.severity], blocks: [footOf(background)] }],
  };
};

/** One alert, whole: as it is told first, and as its message is edited later. `told`: the words of the delivery, where there is one. */
export const cardOf = (
  row: AlertRow,
  site: Site,
  extras: Extras,
  told: Pick<Message, 'title' | 'severity' | 'body'> = { title: standing(row), severity: lookOf(row), body: '' },
): SlackMessage => {
  const { slack } = site.templates;
  const steps = row.playbook === null || row.resolvedAt !== null ? [] : extras.firstSteps(row.playbook);
  const values = valuesOf(row, told, site, steps);
  const mark = MARK.exec(told.title)?.[0] ?? markOf('firing', [row]);
  const said = linesOf(slack.body, values, MARKUP).map(({ name, text }) => (name === '' ? text : `${name}: ${text}`));
  const top = topOf(withMark(mark, sentenceOf(slack.heading, values)), told.severity, fittingLines(said, MOST.section), [
    row.summary,
    ...told.body.split('\n').filter((line) => line !== row.summary),
  ]);
  const buttons = extras.hasButtons && row.resolvedAt === null ? buttonsOf(row) : [];
  return {
    ...top,
    blocks: [...top.blocks, ...(buttons.length === 0 ? [] : [{ type: 'actions', elements: buttons } as const])],
    attachments: [
      { color: COLOUR[told.severity], blocks: [...fieldsOf(slack.fields, values), ...stepsOf(steps), footOf(site)] },
    ],
  };
};

const MARK = /^(?:TEST|DRILL) · /;

/** Words of others become no markup; the template's author may mark up, link and mention. */
const MARKUP: Writing = {
  value: (text) =>
    text
      .split('\n')
      .map((line) => mrkdwn(line, 500))
      .join('\n'),
  own: (text) => text,
};

/** As many lines as fit: none is cut in the middle of its markup. */
const fittingLines = (lines: readonly string[], most: number): string => {
  const fitting: string[] = [];
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (length > most) break;
    fitting.push(line);
  }
  return fitting.join('\n');
};

const lookOf = ({ resolvedAt, severity }: AlertRow): Look => (resolvedAt === null ? severity : 'ok');

const WORD = { critical: 'Critical', warning: 'Warning', info: 'For information' } as const;

/** What an alert is now, as a title. */
const standing = (row: AlertRow): string => {
  const test = markOf('firing', [row]);
  if (row.resolvedAt === null) return `${test}${WORD[row.severity]}: ${row.name}`;
  const { how, by } = row.resolution ?? { how: 'auto', by: null };
  if (how === 'hand') return `${test}Resolved by ${by ?? 'somebody'}: ${row.name}`;
  return `${test}${how === 'rule-removed' ? 'No longer watched' : 'Recovered'}: ${row.name}`;
};

const titleOf = ({ message: { title }, reason }: Delivery, { alerts }: Background): string =>
  withMark(markOf(reason, alerts), title);

const topOf = (title: string, look: Look, said: string, lines: readonly string[]): Pick<SlackMessage, 'text' | 'blocks'> => ({
  text: fallback(title, look, lines),
  blocks: [
    { type: 'header', text: plainText(plain(`${SIGN[look]} ${title}`, MOST.header)) },
    ...(said === '' ? [] : [section(said)]),
  ],
});

const fallback = (title: string, look: Look, lines: readonly string[]): string =>
  mrkdwn([`${SIGN[look]} ${title}`, ...lines.filter((line) => line !== '')].join('\n'), MOST.text);

const placeOf = ({ labels, target }: AlertRow): string =>
  target ?? (Object.values(labels).length === 0 ? 'the whole site' : Object.values(labels).join(', '));

/** The facts of the template, at most ten in a section. */
const fieldsOf = (template: Template, values: Values): readonly Block[] => {
  const fields = factsOf(template, values).map(({ name, value }) => marked(fieldText(name, value)));
  const sections: Block[] = [];
  for (let from = 0; from < fields.length; from += MOST.fields)
    sections.push({ type: 'section', fields: fields.slice(from, from + MOST.fields) });
  return sections;
};

const fieldText = (name: string, value: string): string => {
  const text = mrkdwn(value, MOST.field - 200);
  return name === '' ? text : `*${mrkdwn(name, 100)}*\n${text}`;
};

const MOST_STEPS = 8;

const stepsOf = (steps: readonly string[]): readonly Block[] =>
  steps.length === 0
    ? []
    : [
        section(
          ['*Look first*', ...steps.slice(0, MOST_STEPS).map((step, index) => `${index + 1}. ${mrkdwn(step, 350)}`)].join('\n'),
        ),
      ];

const section = (text: string): Block => ({ type: 'section', text: marked(text) });

const footOf = ({ site }: Scene): Block => ({
  type: 'context',
  elements: [marked(`Watchroom, for ${mrkdwn(site.name, 200)}. Times are those of ${mrkdwn(site.timeZone, 100)}.`)],
});
