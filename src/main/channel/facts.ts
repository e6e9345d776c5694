import type { AlertRow } from '../core/model/view.js';
import { sayLength, sayQuantity } from '../core/notify/quantity.js';
import type { Background } from '../core/port/channel.js';
import type { Instant } from '../core/time/instant.js';

/** The first steps of a playbook, in words; empty where it has none. */
export type FirstSteps = (playbook: string) => readonly string[];

/** One line of what is known of an alert: what it is, and how it is. */
export interface Fact {
  readonly name: string;
  readonly value: string;
}

const SEVERITY = { critical: 'Critical', warning: 'Warning', info: 'For information' } as const;

/** The fields of the requirements' template, in their order, and then what whoever gets it asks next. */
export const factsOf = (row: AlertRow, { now, site }: Pick<Background, 'now' | 'site'>): readonly Fact[] => [
  { name: 'Alert Type', value: `${row.name} (${row.category})` },
  { name: 'Severity', value: SEVERITY[row.severity] },
  { name: 'Metric', value: row.metric },
  { name: 'Current Value', value: row.value === null ? 'not known' : sayQuantity(row.metric, row.value) },
  { name: 'Threshold', value: row.threshold === null ? 'none' : `${row.comparison} ${sayQuantity(row.metric, row.threshold)}` },
  { name: 'Business Impact', value: businessImpactOf(row) },
  { name: 'Where', value: labelsText(row) },
  {
    name: 'Since',
    value: `${sayInstant(row.startedAt, site.timeZone)} (${sayLength((row.resolvedAt ?? now) - row.startedAt)})`,
  },
  ...(row.resolvedAt === null ? [] : [{ name: 'Over since', value: sayInstant(row.resolvedAt, site.timeZone) }]),
  { name: 'Acknowledged', value: acknowledgedText(row, site.timeZone) },
  ...escalationFacts(row, now, site.timeZone),
];

const businessImpactOf = ({ businessImpact, impact }: AlertRow): string => {
  const level = impact === null ? '' : `${impact} impact`;
  if (businessImpact === '') return level === '' ? 'not stated' : level;
  return level === '' ? businessImpact : `${businessImpact} (${level})`;
};

const labelsText = ({ labels }: AlertRow): string => {
  const words = Object.entries(labels).map(([name, value]) => `${name} ${value}`);
  return words.length === 0 ? 'the whole site' : words.join(', ');
};

const acknowledgedText = ({ acknowledged }: AlertRow, timeZone: string): string => {
  if (acknowledged === null) return 'by nobody yet';
  const note = acknowledged.note === '' ? '' : `: ${acknowledged.note}`;
  return `by ${acknowledged.by} at ${sayInstant(acknowledged.at, timeZone)}${note}`;
};

/** Who was told after the rule's own channels, and who is next. */
const escalationFacts = ({ escalation, resolvedAt }: AlertRow, now: Instant, timeZone: string): readonly Fact[] => {
  const told = escalation.filter(({ done }) => done).map(({ team }) => team);
  const next = resolvedAt === null ? escalation.find(({ done }) => !done) : undefined;
  return [
    ...(told.length === 0 ? [] : [{ name: 'Escalated to', value: told.join(', ') }]),
    ...(next === undefined
      ? []
      : [
          {
            name: 'Next escalation',
            value: `${next.team} at ${sayInstant(next.at, timeZone)}${next.at > now ? ` (in ${sayLength(next.at - now)})` : ''}`,
          },
        ]),
  ];
};

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
