import { setTimeout as wait } from 'node:timers/promises';
import type { ActionBody } from '../api/body/action.js';
import type { SystemBody } from '../api/body/system.js';
import type { AlertDetail } from '../core/model/alert-view.js';
import type { Delivery } from '../core/model/notification.js';
import type { ConsoleClient } from './console/client.js';
import { type Report, read } from './monitoring-report.js';
import { table } from './terminal/table.js';

/** What came of a test by one channel. */
interface Told {
  readonly channel: string;
  /** `waiting`: its receiver has not answered yet, or the desk tells nobody yet. `nothing`: no message was made, as there is nobody or no room for one. */
  readonly state: 'delivered' | 'failed' | 'waiting' | 'nothing';
  /** What the receiver said, or why nothing got there. */
  readonly text: string;
}

/** Milliseconds between two looks, and until it is left to itself. Longer than a mail server and a webhook may take for one try. */
const LOOK_EVERY = 250;
const LONGEST = 15_000;

/** Makes a test alert and says what came of it by each channel. Unhealthy where one did not get there, or where there is none. */
export const testAlertReport = async (console: ConsoleClient): Promise<Report> => {
  const body = (await console.post('/api/monitoring/dashboard', { action: 'test-alert' })) as ActionBody;
  const { channels } = await read<SystemBody>(console, 'system');
  const name = body.alert === null ? 'Test alert' : `Test alert ${body.alert.id}`;
  if (channels.length === 0 || body.alert === null) {
    const text = `${name} shows in the console, but reaches nobody: this desk has no channel. Set one up under System, Notifications.`;
    return { body: { ...body, told: [] }, text, isHealthy: false };
  }
  const kinds = channels.map(({ kind }) => kind);
  const told = await outcomesOf(console, body.alert.id, kinds);
  const rows = table(
    ['CHANNEL', 'STATE', ''],
    told.map(({ channel, state, text }) => [channel, state, text]),
    { colour: ([, state]) => (state === 'failed' || state === 'nothing' ? 'bad' : null) },
  );
  const isHealthy = told.every(({ state }) => state === 'delivered');
  const remedy = isHealthy ? '' : '\n\nCheck and Set up under System, Notifications, say what to mend; then try again.';
  return { body: { ...body, told }, text: `${name}\n\n${rows}${remedy}`, isHealthy };
};

/** Looks until every channel has an answer, or for as long as makes sense. */
const outcomesOf = async (console: ConsoleClient, alert: string, kinds: readonly string[]): Promise<readonly Told[]> => {
  for (let waited = 0; ; waited += LOOK_EVERY) {
    const detail = (await console.call('alert.read', { alert })) as AlertDetail;
    const told = kinds.map((kind) => toldBy(detail, kind));
    if (waited >= LONGEST || told.every(({ state }) => state !== 'waiting')) return told;
    await wait(LOOK_EVERY);
  }
};

const toldBy = ({ row, deliveries }: AlertDetail, channel: string): Told => {
  const delivery = deliveries.find((one) => one.reason === 'test' && one.channel === channel);
  if (delivery !== undefined) return outcomeOf(delivery);
  const held = row.waiting.find((one) => one.channel === channel);
  if (held !== undefined) return { channel, state: 'nothing', text: `held: ${held.because}` };
  if (row.muted === null) return { channel, state: 'nothing', text: 'it has no recipients' };
  const { because, by } = row.muted;
  // A desk that has just started tells nobody before it has looked itself, and then all of it.
  return because === 'settling'
    ? { channel, state: 'waiting', text: `held: ${by}` }
    : { channel, state: 'nothing', text: `held: ${because}, by ${by}` };
};

const outcomeOf = ({ channel, state, attempts }: Delivery): Told => {
  const last = attempts.at(-1)?.text ?? '';
  switch (state.kind) {
    case 'delivered':
      return { channel, state: 'delivered', text: last };
    case 'abandoned':
      return { channel, state: 'failed', text: state.why };
    case 'waiting':
      return attempts.length === 0
        ? { channel, state: 'waiting', text: 'its receiver has not answered yet' }
        : { channel, state: 'failed', text: `${last}; it is tried again` };
  }
};
