import { afterEach, describe, expect, it } from 'vitest';
import { createSlackButtons, type SlackButtons } from '../../../src/main/channel/slack/buttons.js';
import type { Action } from '../../../src/main/core/model/action.js';
import type { Actor } from '../../../src/main/core/model/actor.js';
import type { AlertDetail, AlertRow } from '../../../src/main/core/model/alert-view.js';
import { fail, ok } from '../../../src/main/core/model/result.js';
import type { Desk } from '../../../src/main/core/port/desk.js';
import type { Log } from '../../../src/main/core/port/log.js';
import type { SlackTransport } from '../../../src/main/core/port/transports.js';
import { systemClock } from '../../../src/main/platform/clock.js';
import { configOf, NINE_O_CLOCK } from '../../support/engine.js';
import { makeAlert } from '../../support/scripted-main-scenes.js';
import { scriptedSecrets } from '../../support/secrets.js';
import { type SlackServer, startSlack } from '../../support/servers/slack.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

const slackOf = async (): Promise<SlackServer> => {
  const slack = await startSlack(TOKENS);
  stops.push(() => slack.stop());
  return slack;
};

const TOKENS = { bot: 'xoxb-hunter2', app: 'xapp-hunter2' };
const stored = (name: string) => ({ kind: 'stored', name }) as const;
const transportTo = (url: string): SlackTransport => ({
  webhookUrl: null,
  botToken: stored('bot'),
  appToken: stored('app'),
  url,
});

interface Rig {
  readonly buttons: SlackButtons;
  readonly acts: { readonly action: Action; readonly actor: Actor }[];
  readonly logged: unknown[];
  transport: SlackTransport | null;
  /** What the desk answers; done unless told. */
  act: Desk['act'];
  row: AlertRow;
}

const rigOf = (transport: SlackTransport | null, secrets: Readonly<Record<string, string>> = TOKENS): Rig => {
  const acts: Rig['acts'] = [];
  const logged: unknown[] = [];
  const note = (...fact: unknown[]): unknown => logged.push(fact);
  const log = { debug: note, info: note, warn: note, error: note } as Log;
  const rig = {
    acts,
    logged,
    transport,
    act: async () => ok({ alert: 'a1-1', suppression: null }),
    row: makeAlert(1, NINE_O_CLOCK),
  } as unknown as Rig & { buttons: SlackButtons };
  rig.buttons = createSlackButtons({
    transport: () => rig.transport,
    secrets: scriptedSecrets(secrets),
    desk: {
      act: (action, actor) => {
        acts.push({ action, actor });
        return rig.act(action, actor);
      },
      alert: async () => ok({ row: rig.row } as AlertDetail),
    },
    wording: configOf,
    firstSteps: () => [],
    clock: systemClock(),
    log,
    changed: () => undefined,
  });
  stops.push(() => rig.buttons.stop());
  rig.buttons.follow();
  return rig;
};

/** As Slack documents a `block_actions` payload for a button of a message. */
const pressed = (action: string, over: Readonly<Record<string, unknown>> = {}) => ({
  type: 'block_actions',
  user: { id: 'U024BE7LH', username: 'ann.smith', name: 'ann.smith', team_id: 'T1' },
  api_app_id: 'A1',
  container: { type: 'message', message_ts: '1767603600.000001', channel_id: 'C0CRITICALALERTS', is_ephemeral: false },
  channel: { id: 'C0CRITICALALERTS', name: 'critical-alerts' },
  message: { ts: '1767603600.000001', text: '…' },
  trigger_id: '1.2.hunter2',
  response_url: 'https://hooks.slack.com/actions/hunter2',
  actions: [{ type: 'button', action_id: `watchroom.${action}`, block_id: 'b', value: 'a1-1', action_ts: '1767603700.1' }],
  ...over,
});

const connected = (slack: SlackServer, count = 1) => expect.poll(slack.connections, { timeout: 5_000 }).toBe(count);
const answered = (slack: SlackServer, calls: number) => expect.poll(() => slack.calls.length, { timeout: 5_000 }).toBe(calls);

describe('a button in Slack', () => {
  it.each([
    ['acknowledge', { kind: 'acknowledge', note: '', end: { kind: 'resolved' } }, 'ann.smith has acknowledged this alert.'],
    ['resolve', { kind: 'resolve', reason: 'Resolved in Slack.', judged: null }, 'ann.smith has resolved this alert.'],
    [
      'suppress',
      { kind: 'suppress', for: 3_600_000, why: 'Suppressed in Slack.' },
      'ann.smith has suppressed this alert for an hour.',
    ],
  ] as const)('%s reaches the desk as everybody’s act does, and is answered in the thread', async (verb, action, words) => {
    const slack = await slackOf();
    const rig = rigOf(transportTo(slack.url));
    await connected(slack);
    rig.row = makeAlert(1, NINE_O_CLOCK, {
      acknowledged: { by: 'ann.smith', at: NINE_O_CLOCK, note: '', end: { kind: 'resolved' } } as never,
    }) as never;
    slack.press(pressed(verb));
    await answered(slack, 3);
    expect(slack.acknowledged).toEqual(['envelope-1']);
    expect(rig.acts).toEqual([
      {
        action: { ...action, alert: 'a1-1' },
        actor: { name: 'ann.smith', id: 'U024BE7LH', role: 'responder', via: 'slack' },
      },
    ]);
    const [reply] = slack.called('chat.postMessage');
    expect(reply?.input).toMatchObject({ channel: 'C0CRITICALALERTS', thread_ts: '1767603600.000001' });
    expect(reply?.input.text).toContain(words);
    const [edit] = slack.called('chat.update');
    expect(edit?.input).toMatchObject({ channel: 'C0CRITICALALERTS', ts: '1767603600.000001' });
    expect(JSON.stringify(edit?.input)).toContain('Acknowledged by ann.smith');
    expect(JSON.stringify(edit?.input)).not.toContain('watchroom.acknowledge');
  });

  it('that comes too late is refused in words, and the message shows how it is', async () => {
    const slack = await slackOf();
    const rig = rigOf(transportTo(slack.url));
    rig.act = async () => fail({ code: 'conflict', message: 'Alert a1-1 is already resolved.' });
    await connected(slack);
    rig.row = makeAlert(1, NINE_O_CLOCK, {
      state: 'resolved',
      resolvedAt: NINE_O_CLOCK as never,
      resolution: { how: 'auto', by: null, reason: '' },
    }) as never;
    slack.press(pressed('acknowledge'));
    await answered(slack, 3);
    expect(slack.called('chat.postMessage')[0]?.input.text).toBe(
      'ann.smith wanted to acknowledge this alert, and it was not done: Alert a1-1 is already resolved.',
    );
    expect(slack.called('chat.update')[0]?.input).toMatchObject({ attachments: [{ color: '#079455' }] });
  });

  it('of a message in a thread is answered in that thread', async () => {
    const slack = await slackOf();
    rigOf(transportTo(slack.url));
    await connected(slack);
    slack.press(pressed('acknowledge', { message: { ts: '1767603600.000001', thread_ts: '1767603500.000009' } }));
    await answered(slack, 3);
    expect(slack.called('chat.postMessage')[0]?.input).toMatchObject({ thread_ts: '1767603500.000009' });
  });

  it('makes no mention of anybody’s name', async () => {
    const slack = await slackOf();
    rigOf(transportTo(slack.url));
    await connected(slack);
    slack.press(pressed('acknowledge', { user: { id: 'U1', name: '<!channel>' } }));
    await answered(slack, 3);
    expect(slack.called('chat.postMessage')[0]?.input.text).toMatch(/^&lt;!channel&gt; has acknowledged/);
  });

  it.each([
    ['another app’s button', pressed('acknowledge', { actions: [{ action_id: 'deploy', value: 'x' }] })],
    ['a form', pressed('acknowledge', { type: 'view_submission' })],
    ['nobody', pressed('acknowledge', { user: {} })],
    ['no message', pressed('acknowledge', { container: { type: 'view', view_id: 'V1' } })],
    ['nothing at all', {}],
  ])('of %s is none of ours: acknowledged to Slack, and nothing is done', async (_, payload) => {
    const slack = await slackOf();
    const rig = rigOf(transportTo(slack.url));
    await connected(slack);
    slack.press(payload);
    await expect.poll(() => slack.acknowledged).toEqual(['envelope-1']);
    expect(rig.acts).toEqual([]);
    expect(slack.called('chat.postMessage')).toEqual([]);
  });
});

describe('the connection for buttons', () => {
  it.each(['renew', 'cut'] as const)(
    'is made anew after Slack or the network ended it (%s), and buttons work again',
    async (how) => {
      const slack = await slackOf();
      const rig = rigOf(transportTo(slack.url));
      await connected(slack);
      slack.drop(how);
      await expect.poll(() => slack.called('apps.connections.open').length, { timeout: 8_000 }).toBe(2);
      await connected(slack);
      slack.press(pressed('acknowledge'));
      await expect.poll(() => rig.acts.length).toBe(1);
      await expect.poll(() => rig.buttons.problems()).toEqual([]);
    },
  );

  it('is tried again while Slack cannot be reached, and says so meanwhile', async () => {
    const slack = await slackOf();
    slack.answers.set('apps.connections.open', [{ status: 503 }]);
    const rig = rigOf(transportTo(slack.url));
    await expect.poll(() => rig.buttons.problems()[0]?.text).toBe('Buttons in Slack do not work: Slack answered 503.');
    await connected(slack);
    await expect.poll(() => rig.buttons.problems()).toEqual([]);
  });

  it('that Slack refuses says what to check', async () => {
    const slack = await slackOf();
    const rig = rigOf(transportTo(slack.url), { ...TOKENS, app: 'xapp-wrong-hunter2' });
    await expect.poll(() => rig.buttons.problems()[0]?.text).toContain('does not accept the token');
    expect(rig.buttons.problems()[0]?.remedy).toContain('connections:write');
    expect(slack.called('apps.connections.open')).toHaveLength(1);
    expect(JSON.stringify([rig.logged, rig.buttons.problems()])).not.toContain('hunter2');
  });

  it('lacks its secret: says which', async () => {
    const slack = await slackOf();
    const rig = rigOf(transportTo(slack.url), { bot: TOKENS.bot });
    await expect.poll(() => rig.buttons.problems()[0]?.text).toContain('"app"');
  });

  it('is not made without an app token, or beyond this machine in the clear', async () => {
    const slack = await slackOf();
    const rig = rigOf({ ...transportTo(slack.url), appToken: null });
    const plain = rigOf({ ...transportTo('http://slack.example.org/api/') });
    await expect.poll(() => plain.buttons.problems()[0]?.text).toContain('plain http');
    await rig.buttons.stop();
    expect(slack.calls).toEqual([]);
    expect(rig.buttons.problems()).toEqual([]);
  });

  it('follows the configuration: ends where Slack is turned off, comes back where it is turned on', async () => {
    const slack = await slackOf();
    const rig = rigOf(transportTo(slack.url));
    await connected(slack);
    rig.transport = null;
    rig.buttons.follow();
    await connected(slack, 0);
    rig.transport = transportTo(slack.url);
    rig.buttons.follow();
    rig.buttons.follow();
    await connected(slack);
    expect(slack.called('apps.connections.open')).toHaveLength(2);
  });

  it('stops within five seconds, and leaves no timer, whatever Slack does', async () => {
    const slack = await slackOf();
    const idle = process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length;
    const up = rigOf(transportTo(slack.url));
    await connected(slack);
    slack.drop('deafen');
    const stopping = performance.now();
    await up.buttons.stop();
    expect(performance.now() - stopping).toBeLessThan(5_000);
    slack.greets = false;
    const waiting = rigOf(transportTo(slack.url));
    await connected(slack, 2);
    await waiting.buttons.stop();
    slack.answers.set('apps.connections.open', ['hang']);
    const asking = rigOf(transportTo(slack.url));
    await expect.poll(() => slack.called('apps.connections.open').length).toBe(3);
    const begun = performance.now();
    await asking.buttons.stop();
    expect(performance.now() - begun).toBeLessThan(5_000);
    await expect
      .poll(() => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length, { timeout: 3_000 })
      .toBeLessThanOrEqual(idle + 1);
  });

  it('tells nobody its secrets', async () => {
    const slack = await slackOf();
    const rig = rigOf(transportTo(slack.url));
    await connected(slack);
    slack.answers.set('chat.postMessage', [{ body: { ok: false, error: 'invalid_auth' } }]);
    slack.press(pressed('acknowledge'));
    await answered(slack, 3);
    slack.drop('cut');
    await expect.poll(() => rig.logged.length).toBeGreaterThanOrEqual(3);
    expect(JSON.stringify([rig.logged, rig.buttons.problems()])).not.toContain('hunter2');
  });
});
