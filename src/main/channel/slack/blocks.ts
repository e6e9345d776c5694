import type { Delivery, Message } from '../../core/model/notification.js';
import type { AlertRow } from '../../core/model/view.js';
import { sayLength } from '../../core/notify/quantity.js';
import type { Background } from '../../core/port/channel.js';
import { type FirstSteps, factsOf, sayInstant } from '../facts.js';
import { type Block, marked, plainText, type SlackMessage } from './message.js';
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

export type Site = Pick<Background, 'now' | 'site'>;

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
  const steps = row.playbook === null || row.resolvedAt !== null ? [] : extras.firstSteps(row.playbook);
  const lines = linesOf(row, site, told.body, steps[0]);
  const top = topOf(told.title, told.severity, lines.map(({ markup }) => markup).join('\n'), [
    row.summary,
    ...told.body.split('\n').filter((line) => line !== row.summary),
  ]);
  const buttons = extras.hasButtons && row.resolvedAt === null ? buttonsOf(row) : [];
  return {
    ...top,
    blocks: [...top.blocks, ...(buttons.length === 0 ? [] : [{ type: 'actions', elements: buttons } as const])],
    attachments: [{ color: COLOUR[told.severity], blocks: [...fieldsOf(row, site), ...stepsOf(steps), footOf(site)] }],
  };
};

const lookOf = ({ resolvedAt, severity }: AlertRow): Look => (resolvedAt === null ? severity : 'ok');

const WORD = { critical: 'Critical', warning: 'Warning', info: 'For information' } as const;

/** What an alert is now, as a title. */
const standing = (row: AlertRow): string => {
  const test = row.isTest ? TEST : '';
  if (row.resolvedAt === null) return `${test}${WORD[row.severity]}: ${row.name}`;
  const { how, by } = row.resolution ?? { how: 'auto', by: null };
  if (how === 'hand') return `${test}Resolved by ${by ?? 'somebody'}: ${row.name}`;
  return `${test}${how === 'rule-removed' ? 'No longer watched' : 'Recovered'}: ${row.name}`;
};

const TEST = 'TEST · ';

const titleOf = ({ message: { title }, reason }: Delivery, { alerts }: Background): string => {
  const isTest = reason === 'test' || alerts.some((row) => row.isTest);
  return isTest && !title.startsWith(TEST) ? `${TEST}${title}` : title;
};

const topOf = (title: string, look: Look, said: string, lines: readonly string[]): Pick<SlackMessage, 'text' | 'blocks'> => ({
  text: fallback(title, look, lines),
  blocks: [
    { type: 'header', text: plainText(plain(`${SIGN[look]} ${title}`, MOST.header)) },
    ...(said === '' ? [] : [section(said)]),
  ],
});

const fallback = (title: string, look: Look, lines: readonly string[]): string =>
  mrkdwn([`${SIGN[look]} ${title}`, ...lines.filter((line) => line !== '')].join('\n'), MOST.text);

interface Line {
  readonly markup: string;
}

/** What and since when, what to do first, what it means, and in whose hands it is: in the order in which somebody who was woken asks. */
const linesOf = (row: AlertRow, site: Site, body: string, firstStep: string | undefined): readonly Line[] => {
  const said = body
    .split('\n')
    .filter((line) => ![row.summary, row.businessImpact, `It was: ${row.summary}`, ''].includes(line));
  return [
    { markup: `*${mrkdwn(row.summary, 500)}* · ${ageOf(row, site)}` },
    ...(firstStep === undefined ? [] : [{ markup: `*First:* ${mrkdwn(firstStep, 400)}` }]),
    ...(row.businessImpact === '' || row.resolvedAt !== null ? [] : [{ markup: mrkdwn(row.businessImpact, 400) }]),
    ...said.slice(0, 4).map((line) => ({ markup: mrkdwn(line, 300) })),
    ...handsOf(row, site),
  ];
};

const handsOf = ({ acknowledged, suppressed, resolvedAt }: AlertRow, { site }: Site): readonly Line[] => {
  if (resolvedAt !== null) return [];
  return [
    ...(acknowledged === null
      ? []
      : [{ markup: `✋ Acknowledged by ${mrkdwn(acknowledged.by, 100)}, ${sayInstant(acknowledged.at, site.timeZone)}.` }]),
    ...(suppressed === null
      ? []
      : [{ markup: `🔕 Suppressed by ${mrkdwn(suppressed.by, 100)} until ${sayInstant(suppressed.until, site.timeZone)}.` }]),
  ];
};

const ageOf = ({ startedAt, resolvedAt }: AlertRow, { now, site }: Site): string =>
  resolvedAt === null
    ? `since ${sayInstant(startedAt, site.timeZone)} (${sayLength(now - startedAt)})`
    : `over since ${sayInstant(resolvedAt, site.timeZone)}, lasted ${sayLength(resolvedAt - startedAt)}`;

const placeOf = ({ labels, target }: AlertRow): string =>
  target ?? (Object.values(labels).length === 0 ? 'the whole site' : Object.values(labels).join(', '));

/** The facts of the template, at most ten in a section; in whose hands it is stands above them. */
const fieldsOf = (row: AlertRow, site: Site): readonly Block[] => {
  const facts = factsOf(row, site).filter(({ name }) => name !== 'Acknowledged');
  const fields = facts.map(({ name, value }) => marked(`*${mrkdwn(name, 100)}*\n${mrkdwn(value, MOST.field - 200)}`));
  const sections: Block[] = [];
  for (let from = 0; from < fields.length; from += MOST.fields)
    sections.push({ type: 'section', fields: fields.slice(from, from + MOST.fields) });
  return sections;
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

const footOf = ({ site }: Site): Block => ({
  type: 'context',
  elements: [marked(`Watchroom, for ${mrkdwn(site.name, 200)}. Times are those of ${mrkdwn(site.timeZone, 100)}.`)],
});
