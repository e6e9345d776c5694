import type { SummaryBody } from '../api/body/summary.js';
import type { SystemBody } from '../api/body/system.js';
import type { ConsoleClient } from './console/client.js';
import { type Report, read, STATE } from './monitoring-report.js';
import { table } from './terminal/table.js';

/** One part that was looked at. `note`: in order, but worth knowing. */
interface Check {
  readonly what: string;
  readonly state: 'ok' | 'note' | 'failed';
  readonly text: string;
}

/** Every part of the watch, and whether it is whole. What answers at all is a console that runs. */
export const healthReport = async (console: ConsoleClient): Promise<Report> => {
  const readiness = (await console.get('/readyz')) as { status: string; store: string };
  const summary = await read<SummaryBody>(console, 'summary');
  const system = await read<SystemBody>(console, 'system');
  const checks = [{ what: 'console', state: 'ok', text: console.url } as const, ...checksOf(summary, system)];
  const isGood = checks.every(({ state }) => state !== 'failed');
  const status = isGood ? 'healthy' : 'unhealthy';
  return {
    body: { status, console: console.url, readiness, checks, summary },
    text: textOf(checks, status),
    isHealthy: isGood,
  };
};

const checksOf = (summary: SummaryBody, system: SystemBody): readonly Check[] => [
  watch(summary),
  alerts(summary),
  { what: 'store', state: system.store.state === 'ok' ? 'ok' : 'failed', text: system.store.text },
  ...sources(system),
  rules(system),
  ...channels(system),
  deliveries(system),
  heartbeat(system),
  ...updates(system),
  ...banners(system),
];

const watch = ({ status }: SummaryBody): Check => {
  const state = status === 'blind' ? 'failed' : status === 'muted' || status === 'starting' ? 'note' : 'ok';
  return { what: 'watch', state, text: STATE[status] };
};

const alerts = ({ active: { critical, warning } }: SummaryBody): Check => ({
  what: 'critical alerts',
  state: critical > 0 ? 'failed' : 'ok',
  text: `${critical} critical, ${warning} warning, that nobody has`,
});

const sources = ({ sources }: SystemBody): readonly Check[] => {
  const failing = sources.filter(({ state }) => state === 'failing');
  const read = sources.filter(({ state }) => state !== 'not-configured').length;
  return failing.length === 0
    ? [{ what: 'sources', state: 'ok', text: `${read} in use, none failing` }]
    : failing.map(({ kind, text }) => ({ what: `source ${kind}`, state: 'failed', text }));
};

const rules = ({ engine: { rulesFailed } }: SystemBody): Check => ({
  what: 'rules',
  state: rulesFailed.length > 0 ? 'failed' : 'ok',
  text: rulesFailed.length > 0 ? `cannot be evaluated: ${rulesFailed.join(', ')}` : 'all can be evaluated',
});

const channels = ({ channels }: SystemBody): readonly Check[] => {
  if (channels.length === 0) return [{ what: 'channels', state: 'note', text: 'none: nobody is told of alerts' }];
  const failing = channels.filter(({ state }) => state === 'failing');
  return failing.length === 0
    ? [{ what: 'channels', state: 'ok', text: channels.map(({ kind }) => kind).join(', ') }]
    : failing.map(({ kind, text }) => ({ what: `channel ${kind}`, state: 'failed', text }));
};

const deliveries = ({ outbox }: SystemBody): Check => ({
  what: 'deliveries',
  state: outbox.waiting > 0 ? 'note' : 'ok',
  text: `${outbox.waiting} waiting, ${outbox.abandoned} given up`,
});

const heartbeat = ({ heartbeat }: SystemBody): Check => {
  const what = 'heartbeat';
  if (heartbeat === null) return { what, state: 'note', text: 'not set up: nobody notices if this desk stops' };
  const isWell = heartbeat.state === 'ok' || heartbeat.state === 'first';
  return {
    what,
    state: isWell ? 'ok' : 'failed',
    text: heartbeat.text === '' ? (heartbeat.lastAt ?? 'not due yet') : heartbeat.text,
  };
};

/** Of a desk that looks for no updates there is nothing to say: whoever installed it keeps it current. */
const updates = ({ update }: SystemBody): readonly Check[] => {
  if (update === null) return [];
  const state = update.state === 'refused' ? 'failed' : NOTED.has(update.state) ? 'note' : 'ok';
  const words = UPDATE_WORDS[update.state];
  return [{ what: 'updates', state, text: [words.replace('%', update.version ?? ''), update.text].filter(Boolean).join(': ') }];
};

const NOTED: ReadonlySet<string> = new Set(['failing', 'ready', 'offered', 'resting']);
const UPDATE_WORDS: Readonly<Record<NonNullable<SystemBody['update']>['state'], string>> = {
  first: 'not looked for yet',
  current: 'nothing newer',
  fetching: 'a newer version is being fetched',
  ready: 'version % is ready',
  offered: 'version % is there to be installed',
  failing: 'could not be looked for',
  refused: 'refused',
  resting: 'this app does not update itself',
};

/** What has a check of its own is not said twice. */
const CHECKED = /^(?:store-failing|no-channel|channel-[a-z]+|heartbeat|updates)$/;

const banners = ({ banners }: SystemBody): readonly Check[] =>
  banners
    .filter(({ id }) => !CHECKED.test(id))
    .map(({ id, text, remedy, severity }) => ({
      what: id,
      state: severity === 'info' ? 'note' : 'failed',
      text: `${text} ${remedy}`,
    }));

const textOf = (checks: readonly Check[], status: string): string => {
  const rows = table(
    ['CHECK', 'STATE', ''],
    checks.map(({ what, state, text }) => [what, state, text]),
    { colour: ([, state]) => (state === 'failed' ? 'bad' : null) },
  );
  return `${rows}\n\n${status}`;
};
