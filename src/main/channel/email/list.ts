import type { AlertRow } from '../../core/model/alert-view.js';
import { sayLength } from '../../core/notify/quantity.js';
import { ageOf, type Scene, sayInstant } from '../facts.js';
import { aside, inColour, part, row } from './frame.js';
import { html, type Markup } from './markup.js';

/** Several alerts as a list: those that fire first, the worst of them on top, then those that are over. */
export interface AlertList {
  readonly html: readonly Markup[];
  readonly text: readonly string[];
}

const RANK = { critical: 0, warning: 1, info: 2 } as const;
const WORD = { critical: 'Critical', warning: 'Warning', info: 'For information' } as const;

export const listOf = (rows: readonly AlertRow[], scene: Scene): AlertList => {
  const firing = rows.filter(({ resolvedAt }) => resolvedAt === null);
  const over = rows.filter(({ resolvedAt }) => resolvedAt !== null);
  const groups = [
    groupOf(`Still firing (${firing.length})`, [...firing].sort(byUrgency), scene),
    groupOf(`Over (${over.length})`, over, scene),
  ];
  return { html: groups.flatMap((group) => group.html), text: groups.flatMap(({ text }) => text) };
};

/** The worse first, and of those what nobody has in hand. */
const byUrgency = (a: AlertRow, b: AlertRow): number =>
  RANK[a.severity] - RANK[b.severity] ||
  Number(a.acknowledged !== null) - Number(b.acknowledged !== null) ||
  a.firedAt - b.firedAt;

const groupOf = (title: string, rows: readonly AlertRow[], scene: Scene): AlertList => {
  if (rows.length === 0) return { html: [], text: [] };
  return {
    html: [part(title), ...rows.map((one) => rowMarkup(one, scene))],
    text: ['', title, ...rows.flatMap((one) => rowText(one, scene))],
  };
};

const rowMarkup = (alert: AlertRow, scene: Scene): Markup =>
  row(html`<p style="margin:0 0 2px">${headMarkup(alert)}</p>
${sayings(alert, scene).map(aside)}`);

const headMarkup = ({ severity, resolvedAt, summary }: AlertRow): Markup =>
  html`${resolvedAt === null ? inColour(severity, WORD[severity]) : inColour('ok', 'Over')} · <strong>${summary}</strong>`;

const rowText = (alert: AlertRow, scene: Scene): readonly string[] => [
  `* ${alert.resolvedAt === null ? WORD[alert.severity] : 'Over'}: ${alert.summary}`,
  ...sayings(alert, scene).map((text) => `  ${text}`),
];

/** When, and in whose hands; what it means where nobody has it yet. */
const sayings = (alert: AlertRow, scene: Scene): readonly string[] => [
  capital(`${ageOf(alert, scene)}${alert.resolvedAt === null ? handsOf(alert, scene) : endOf(alert)} · ${alert.id}`),
  ...(alert.resolvedAt === null && alert.businessImpact !== '' ? [alert.businessImpact] : []),
];

const handsOf = ({ acknowledged, escalation }: AlertRow, { now, site }: Scene): string => {
  const next = escalation.find(({ done }) => !done);
  const then = next === undefined || next.at <= now ? '' : ` · ${next.team} told in ${sayLength(next.at - now)}`;
  if (acknowledged === null) return ` · nobody has acknowledged it${then}`;
  return ` · acknowledged by ${acknowledged.by}, ${sayInstant(acknowledged.at, site.timeZone)}${then}`;
};

const endOf = ({ resolution }: AlertRow): string => {
  if (resolution?.how !== 'hand') return '';
  return ` · resolved by ${resolution.by ?? 'somebody'}${resolution.reason === '' ? '' : `: ${resolution.reason}`}`;
};

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
