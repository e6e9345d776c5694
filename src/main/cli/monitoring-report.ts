import type { AlertBody, AlertsBody } from '../api/body/alert.js';
import type { DashboardBody } from '../api/body/dashboard.js';
import type { SummaryBody } from '../api/body/summary.js';
import type { SystemBody } from '../api/body/system.js';
import { sayLength } from '../core/notify/quantity.js';
import type { ConsoleClient } from './console/client.js';
import { table } from './terminal/table.js';

/** An answer for machines (`body`) and for people (`text`). */
export interface Report {
  readonly body: unknown;
  readonly text: string;
  readonly isHealthy: boolean;
}

export const read = async <Body>(console: ConsoleClient, type: string, hours = '24'): Promise<Body> =>
  (await console.get(`/api/monitoring/dashboard?type=${type}&timeframe=${encodeURIComponent(hours)}`)) as Body;

export const STATE = {
  starting: 'starting: not every target has been read yet',
  ok: 'all is well',
  problem: 'not all is well: an alert is open, or a target is down',
  blind: 'BLIND: this desk cannot look',
  muted: 'muted: nothing is told',
} as const;

const isHealthy = (status: keyof typeof STATE, critical: number): boolean => status !== 'blind' && critical === 0;

/** The state of the watch and of everything that it is made of. */
export const statusReport = async (console: ConsoleClient): Promise<Report> => {
  const summary = await read<SummaryBody>(console, 'summary');
  const system = await read<SystemBody>(console, 'system');
  const { critical, warning, info } = summary.active;
  const now = system.generatedAt;
  const lines = [
    `Watch     ${STATE[summary.status]}${system.banners.length === 0 ? '' : '; the watch itself needs mending: see below'}`,
    `Alerts    ${critical} critical, ${warning} warning, ${info} info (not acknowledged, not suppressed)`,
    `Score     ${summary.score ?? 'no reading yet'}`,
    ...slaLines(summary.sla),
    `Store     ${system.store.kind}, ${system.store.state}: ${system.store.text}`,
    `Outbox    ${system.outbox.waiting} waiting, ${system.outbox.delivered} delivered, ${system.outbox.abandoned} given up`,
    `Heartbeat ${heartbeatText(system.heartbeat, now)}`,
    `Version   ${system.version} on ${system.runtime}, up ${sayLength(system.uptimeSeconds * 1_000)}`,
    ...system.banners.map(({ severity, text, remedy }) => `${severity.toUpperCase()}: ${text} ${remedy}`),
    '',
    table(
      ['SOURCE', 'STATE', 'TARGETS', 'LAST READING', ''],
      system.sources.map(({ kind, state, targets, lastAt, text }) => [kind, state, String(targets), age(lastAt, now), text]),
    ),
    '',
    system.channels.length === 0
      ? 'No channel: nobody is told of alerts.'
      : table(
          ['CHANNEL', 'STATE', 'LAST', ''],
          system.channels.map(({ kind, state, lastAt, text }) => [kind, state, age(lastAt, now), text]),
        ),
  ];
  return { body: { summary, system }, text: lines.join('\n'), isHealthy: isHealthy(summary.status, critical) };
};

const heartbeatText = (heartbeat: SystemBody['heartbeat'], now: string): string =>
  heartbeat === null
    ? 'not set up: nobody notices if this desk stops'
    : `${heartbeat.state}, last taken ${heartbeat.lastAt === null ? 'never' : age(heartbeat.lastAt, now)} ${heartbeat.text}`.trimEnd();

const VERDICTS = {
  met: 'met',
  missed: 'MISSED',
  'too-few': 'not judged',
  'no-reading': 'not judged',
  'no-source': 'no source',
} as const;

/** One line for each objective, with its coverage and what is left of its budget. */
const slaLines = (sla: SummaryBody['sla']): string[] =>
  sla === null
    ? ['SLA       no objective is configured']
    : sla.objectives.map(({ name, target, verdict, text, budget }, index) =>
        [
          `${index === 0 ? 'SLA' : ''}`.padEnd(9),
          `${name} (${percent(target)}): ${VERDICTS[verdict]},`,
          text,
          budget === null ? '' : `(${budgetText(budget.leftRatio)})`,
        ]
          .join(' ')
          .trimEnd(),
      );

const budgetText = (left: number): string =>
  left < 0 ? `its budget is overspent by ${Math.round(-left * 100)} %` : `${percent(left)} of its budget left`;

const percent = (ratio: number): string => `${Number((ratio * 100).toFixed(2))} %`;

const ALERT_HEAD = ['ID', 'SEVERITY', 'STATE', 'SINCE', 'ALERT'];

const alertCells = (alert: AlertBody, now: string): string[] => [
  alert.id,
  alert.severity,
  stateText(alert),
  age(alert.firedAt, now),
  alert.summary,
];

/** `4 min ago`: whoever reads it at night need not know in which zone a time is written. Machines get instants. */
const age = (at: string | null, now: string): string =>
  at === null ? '–' : `${sayLength(Date.parse(now) - Date.parse(at))} ago`;

const stateText = ({ state, acknowledged, suppressed }: AlertBody): string => {
  if (state === 'resolved') return 'resolved';
  if (suppressed !== null) return 'suppressed';
  return acknowledged === null ? 'firing' : `has ${acknowledged.by}`;
};

/** Targets and open alerts. */
export const dashboardReport = async (console: ConsoleClient): Promise<Report> => {
  const body = await read<DashboardBody>(console, 'dashboard');
  const targets = table(
    ['TARGET', 'STATE', 'STATUS', 'RESPONSE', 'LAST READING', ''],
    body.targets.map(({ id, state, status, responseSeconds, lastAt, problem }) => [
      id,
      state,
      status === null ? '–' : String(status),
      responseSeconds === null ? '–' : `${(responseSeconds * 1_000).toFixed(0)} ms`,
      age(lastAt, body.generatedAt),
      problem ?? '',
    ]),
  );
  const alerts =
    body.alerts.length === 0
      ? 'No open alerts.'
      : table(
          ALERT_HEAD,
          body.alerts.map((alert) => alertCells(alert, body.generatedAt)),
        );
  const text = `${STATE[body.health.status]}\n\n${targets}\n\n${alerts}`;
  return { body, text, isHealthy: isHealthy(body.health.status, body.health.active.critical) };
};

/** Alerts of the last hours, and how they were dealt with. */
export const alertsReport = async (console: ConsoleClient, hours: string): Promise<Report> => {
  const body = await read<AlertsBody>(console, 'alerts', hours);
  const { active, bySeverity, fired, resolved, autoResolved, mttaSeconds, mttrSeconds } = body.statistics;
  const lines = [
    `Open      ${active}: ${bySeverity.critical} critical, ${bySeverity.warning} warning, ${bySeverity.info} info`,
    `Last ${hours} h: ${fired} fired, ${resolved} resolved (${autoResolved} by themselves)`,
    `Mean time to acknowledge ${lengthText(mttaSeconds)}, to resolve ${lengthText(mttrSeconds)}`,
    '',
    body.alerts.length === 0
      ? 'No alerts.'
      : table(
          ALERT_HEAD,
          body.alerts.map((alert) => alertCells(alert, body.generatedAt)),
        ),
  ];
  return { body, text: lines.join('\n'), isHealthy: bySeverity.critical === 0 };
};

const lengthText = (seconds: number | null): string => (seconds === null ? '–' : `${(seconds / 60).toFixed(1)} min`);
