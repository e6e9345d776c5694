import { afterEach, describe, expect, it } from 'vitest';
import { createPoster } from '../../../src/main/channel/poster.js';
import { createSlackChannel } from '../../../src/main/channel/slack/channel.js';
import type { AlertRow } from '../../../src/main/core/model/alert-view.js';
import type { AlertChart } from '../../../src/main/core/model/chart.js';
import type { Delivery, Message } from '../../../src/main/core/model/notification.js';
import type { Background, Channel } from '../../../src/main/core/port/channel.js';
import type { SlackTransport } from '../../../src/main/core/port/transports.js';
import { backgroundOf } from '../../support/background.js';
import { refusals } from '../../support/block-kit.js';
import { deliveryOf } from '../../support/delivery.js';
import { NINE_O_CLOCK } from '../../support/engine.js';
import { makeAlert } from '../../support/scripted-main-scenes.js';
import { scriptedSecrets } from '../../support/secrets.js';
import { type Answering, type Receiver, startReceiver } from '../../support/servers/receiver.js';
import { type SlackServer, startSlack } from '../../support/servers/slack.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const stored = (name: string) => ({ kind: 'stored', name }) as const;
const TOKENS = { bot: 'xoxb-hunter2', app: 'xapp-hunter2' };

const channelWith = (transport: Partial<SlackTransport>, secrets: Readonly<Record<string, string>>): Channel => {
  const poster = createPoster({ version: '1.2.3' });
  stops.push(() => poster.stop());
  return createSlackChannel({
    transport: () => ({ webhookUrl: null, botToken: null, appToken: null, url: null, ...transport }),
    secrets: scriptedSecrets(secrets),
    poster,
    firstSteps: () => ['Open the address in a private window.'],
  });
};

const patient = (): AbortSignal => new AbortController().signal;
const rowOf = (change: Partial<AlertRow> = {}): AlertRow => makeAlert(1, NINE_O_CLOCK, change as never) as never;
const OVER = rowOf({
  state: 'resolved',
  resolvedAt: NINE_O_CLOCK,
  resolution: { how: 'auto', by: null, reason: '' },
});

interface Sending {
  readonly over?: Partial<Delivery>;
  readonly message?: Partial<Message>;
  readonly known?: Partial<Background>;
  readonly signal?: AbortSignal;
}

const send = (channel: Channel, { over, message, known, signal = patient() }: Sending = {}) =>
  channel.send(deliveryOf('slack', { recipients: ['#critical-alerts'], ...over }, message), signal, () => backgroundOf(known));

const said = (outcome: Awaited<ReturnType<Channel['send']>>): string => (outcome.ok ? outcome.value.text : outcome.error.text);

describe('by an incoming webhook', () => {
  const hookOf = async (...answers: readonly Answering[]): Promise<Receiver> => {
    const receiver = await startReceiver(...answers);
    stops.push(() => receiver.stop());
    return receiver;
  };
  const hooked = (url: string): Channel => channelWith({ webhookUrl: stored('hook') }, { hook: url });

  it('posts a message that Slack takes, without buttons, and says what this way lacks', async () => {
    const hook = await hookOf({ status: 200, body: 'ok' });
    const outcome = await send(hooked(`${hook.url}/services/T1/B1/hunter2`));
    expect(outcome).toMatchObject({ ok: true });
    expect(said(outcome)).toContain('no buttons, threads or choice of channel');
    const [got] = hook.received;
    expect(got?.path).toBe('/services/T1/B1/hunter2');
    const message = JSON.parse(got?.body ?? '');
    expect(refusals(message)).toEqual([]);
    expect(got?.body).not.toContain('"actions"');
    expect(message.text).toMatch(/^🔴 Critical: Site down\nBooking form is down/);
  });

  it.each([
    [403, 'invalid_token', 'Make a new webhook', 'never'],
    [404, 'no_service', 'turned off or deleted', 'never'],
    [410, 'channel_is_archived', 'Unarchive it', 'never'],
    [403, 'action_prohibited', 'Ask its administrator', 'never'],
    [404, 'channel_not_found', 'no such channel', 'never'],
    [200, 'no_active_hooks', 'turned off', 'never'],
    [429, 'rate_limited', '429', 'later'],
    [500, 'rollup_error', '500', 'later'],
  ] as const)('says what to do about %i %s', async (status, body, words, retry) => {
    const hook = await hookOf({ status, body });
    const outcome = await send(hooked(hook.url));
    expect(outcome).toMatchObject({ ok: false, error: { retry } });
    expect(said(outcome)).toContain(words);
  });

  it('obeys how long Slack asks to wait', async () => {
    const hook = await hookOf({ status: 429, body: 'rate_limited', headers: { 'retry-after': '30' } });
    expect(await send(hooked(hook.url))).toMatchObject({ ok: false, error: { retry: 'later', retryAfter: 30_000 } });
  });

  it('takes no other page for Slack', async () => {
    const hook = await hookOf({ status: 200, body: '<html>Please sign in</html>' });
    const outcome = await send(hooked(hook.url));
    expect(outcome).toMatchObject({ ok: false, error: { code: 'not-slack' } });
    expect(said(outcome)).toContain('proxy');
  });

  it('sends nothing to what is no address, or is not encrypted', async () => {
    expect(await send(hooked('hooks.slack.com/hunter2'))).toMatchObject({
      ok: false,
      error: { retry: 'never', code: 'address' },
    });
    const plain = await send(hooked('http://hooks.slack.example/services/hunter2'));
    expect(plain).toMatchObject({ ok: false, error: { retry: 'never', code: 'unencrypted' } });
    expect(JSON.stringify(plain)).not.toContain('hunter2');
  });

  it('lacks every way in: says what to add', async () => {
    const outcome = await send(channelWith({}, {}));
    expect(outcome).toMatchObject({ ok: false, error: { retry: 'never', code: 'not-configured' } });
    expect(said(outcome)).toContain('webhookUrl');
  });
});

const slackOf = async (): Promise<SlackServer> => {
  const slack = await startSlack(TOKENS);
  stops.push(() => slack.stop().catch(() => undefined));
  return slack;
};

const botOf = ({ url }: { readonly url: string }, transport: Partial<SlackTransport> = {}, secrets = TOKENS): Channel =>
  channelWith({ botToken: stored('bot'), appToken: stored('app'), url, ...transport }, secrets);

const references = (outcome: Awaited<ReturnType<Channel['send']>>): readonly string[] =>
  (outcome.ok ? outcome.value.references : undefined) ?? [];

const RECOVERED: Partial<Delivery> = { id: 'a1-1:recovered:slack', reason: 'recovered' };

describe('by a bot’s token', () => {
  it('posts to the channel that was decided, with buttons', async () => {
    const slack = await slackOf();
    const outcome = await send(botOf(slack));
    expect(said(outcome)).toBe('taken by Slack in #critical-alerts');
    const [call] = slack.calls;
    expect(call).toMatchObject({
      method: 'chat.postMessage',
      token: TOKENS.bot,
      input: { channel: '#critical-alerts', unfurl_links: 'false', unfurl_media: 'false' },
    });
    expect(JSON.stringify(call?.input.blocks)).toContain('watchroom.acknowledge');
  });

  describe('with a chart of what the rule looked at', () => {
    const from = NINE_O_CLOCK - 3_600_000;
    const chart: AlertChart = {
      from: from as never,
      to: NINE_O_CLOCK,
      firedAt: (NINE_O_CLOCK - 600_000) as never,
      metric: 'http_response_seconds',
      threshold: 3,
      lines: [Array.from({ length: 60 }, (_, n) => [from + n * 60_000, n < 50 ? 1 : 4] as const)],
      gapAfter: 180_000,
    };
    const known = { chart: async () => chart };

    it('puts the picture into the message’s thread, described for those who do not see it', async () => {
      const slack = await slackOf();
      const outcome = await send(botOf(slack), { known });
      expect(said(outcome)).toBe('taken by Slack in #critical-alerts');
      expect(slack.calls.map(({ method }) => method)).toEqual([
        'chat.postMessage',
        'files.getUploadURLExternal',
        'files.completeUploadExternal',
      ]);
      const [picture] = slack.uploads;
      expect(picture?.subarray(1, 4).toString()).toBe('PNG');
      const [asked] = slack.called('files.getUploadURLExternal');
      const title = 'Site down: since Mon 5 Jan, 08:00; dashed: the limit, 3 s';
      expect(asked?.input).toMatchObject({ filename: 'chart.png', length: String(picture?.length), alt_txt: title });
      expect(slack.called('files.completeUploadExternal')[0]?.input).toMatchObject({
        files: [{ id: 'F0CHART', title }],
        channel_id: 'C0CRITICALALERTS',
        thread_ts: '1767603600.000001',
      });
    });

    it.each([
      [
        'the scope is missing',
        { ok: false, error: 'missing_scope', needed: 'files:write' },
        /lacks the scope files:write\. Add it in Slack/,
      ],
      ['Slack gives no address', { ok: true }, /Slack answered no_upload_url/],
      ['the address is in the clear', { ok: true, upload_url: 'http://files.example.org/x', file_id: 'F1' }, /plain http/],
    ])('arrives without it where %s, and says so', async (_, body, why) => {
      const slack = await slackOf();
      slack.answers.set('files.getUploadURLExternal', [{ body }]);
      const outcome = await send(botOf(slack), { known });
      expect(outcome.ok).toBe(true);
      expect(said(outcome)).toMatch(/^taken by Slack in #critical-alerts; without its chart: /);
      expect(said(outcome)).toMatch(why);
      expect(references(outcome)).toHaveLength(1);
    });

    it.each([
      ['history cannot be read', { chart: () => Promise.reject(new Error('the disk is gone')) }],
      ['no line could show it', { chart: async () => null }],
    ])('is sent as ever where %s', async (_, nothing) => {
      const slack = await slackOf();
      expect(said(await send(botOf(slack), { known: nothing }))).toBe('taken by Slack in #critical-alerts');
      expect(slack.calls.map(({ method }) => method)).toEqual(['chat.postMessage']);
    });
  });

  it('shows no buttons where nobody would hear of them', async () => {
    const slack = await slackOf();
    await send(botOf(slack, { appToken: null }));
    expect(JSON.stringify(slack.calls[0]?.input)).not.toContain('watchroom.acknowledge');
  });

  it('puts the end into the thread and edits the first message: green, and without buttons', async () => {
    const slack = await slackOf();
    const channel = botOf(slack);
    const first = await send(channel);
    const shown = [{ alert: 'a1-1' as never, references: references(first) }];
    const news = { title: 'Recovered: Site down', severity: 'ok' } as const;
    // Another process: nothing but the reference is known of what was posted.
    const outcome = await send(botOf(slack), { over: RECOVERED, message: news, known: { alerts: [OVER], shown } });
    expect(said(outcome)).toBe('taken by Slack in #critical-alerts, in the thread');
    const [, reply] = slack.called('chat.postMessage');
    expect(reply?.input).toMatchObject({ channel: 'C0CRITICALALERTS', thread_ts: '1767603600.000001' });
    expect(reply?.input).not.toHaveProperty('reply_broadcast');
    const [edit] = slack.called('chat.update');
    expect(edit?.input).toMatchObject({
      channel: 'C0CRITICALALERTS',
      ts: '1767603600.000001',
      attachments: [{ color: '#079455' }],
    });
    expect(JSON.stringify(edit?.input)).toContain('Recovered: Site down');
    expect(JSON.stringify(edit?.input)).not.toContain('watchroom.');
    expect(references(outcome)).toEqual([]);
  });

  it.each(['escalated', 'repeated', 'suppression-ended'] as const)(
    'shows what is %s in the channel too: a thread calls nobody',
    async (reason) => {
      const slack = await slackOf();
      const channel = botOf(slack);
      const shown = [{ alert: 'a1-1' as never, references: references(await send(channel)) }];
      await send(channel, { over: { id: `a1-1:${reason}:slack`, reason }, known: { shown } });
      expect(slack.called('chat.postMessage')[1]?.input).toMatchObject({ reply_broadcast: 'true' });
    },
  );

  it('tells another channel by a message of its own, and edits both at the end', async () => {
    const slack = await slackOf();
    const channel = botOf(slack);
    const first = references(await send(channel));
    const escalation = { id: 'a1-1:escalated-1:slack', reason: 'escalated', recipients: ['#senior'] } as const;
    const second = references(
      await send(channel, { over: escalation, known: { shown: [{ alert: 'a1-1' as never, references: first }] } }),
    );
    expect(slack.called('chat.postMessage')[1]?.input).toMatchObject({ channel: '#senior' });
    expect(slack.called('chat.postMessage')[1]?.input).not.toHaveProperty('thread_ts');
    const shown = [{ alert: 'a1-1' as never, references: [...first, ...second] }];
    const before = slack.called('chat.update').length;
    await send(channel, { over: RECOVERED, known: { alerts: [OVER], shown } });
    expect(
      slack
        .called('chat.update')
        .slice(before)
        .map(({ input }) => input.channel),
    ).toEqual(['C0CRITICALALERTS', 'C0SENIOR']);
  });

  it('does not edit a message about several for one of them, and answers in its thread', async () => {
    const slack = await slackOf();
    const channel = botOf(slack);
    const alerts = [rowOf(), makeAlert(2, NINE_O_CLOCK) as never];
    const both = references(await send(channel, { over: { alerts: alerts.map(({ id }) => id) }, known: { alerts } }));
    await send(channel, {
      over: RECOVERED,
      known: { alerts: [OVER], shown: [{ alert: 'a1-1' as never, references: both }] },
    });
    expect(slack.called('chat.postMessage')[1]?.input).toMatchObject({ thread_ts: '1767603600.000001' });
    expect(slack.called('chat.update')).toEqual([]);
  });

  it('edits each one’s own message where several are over at once', async () => {
    const slack = await slackOf();
    const channel = botOf(slack);
    const other = { ...OVER, id: 'a2-1' } as AlertRow;
    const shown = [
      { alert: 'a1-1' as never, references: references(await send(channel)) },
      {
        alert: 'a2-1' as never,
        references: references(await send(channel, { over: { id: 'a2-1:firing:slack', alerts: ['a2-1' as never] } })),
      },
    ];
    const over = { ...RECOVERED, alerts: ['a1-1', 'a2-1'] as never };
    await send(channel, {
      over,
      message: { title: '2 alerts have recovered', severity: 'ok' },
      known: { alerts: [OVER, other], shown },
    });
    expect(slack.called('chat.postMessage')[2]?.input).not.toHaveProperty('thread_ts');
    expect(slack.called('chat.update').map(({ input }) => input.ts)).toEqual(['1767603600.000001', '1767603600.000002']);
  });

  it('stands by itself where somebody deleted the first message', async () => {
    const slack = await slackOf();
    const channel = botOf(slack);
    const shown = [{ alert: 'a1-1' as never, references: references(await send(channel)) }];
    slack.answers.set('chat.postMessage', [{ body: { ok: false, error: 'thread_not_found' } }]);
    slack.answers.set('chat.update', [{ body: { ok: false, error: 'message_not_found' } }]);
    const outcome = await send(channel, { over: RECOVERED, known: { alerts: [OVER], shown } });
    expect(outcome).toMatchObject({ ok: true });
    expect(slack.called('chat.postMessage').at(-1)?.input).not.toHaveProperty('thread_ts');
  });

  it('edits the first message a little later where Slack asks to wait', async () => {
    const slack = await slackOf();
    const channel = botOf(slack);
    const shown = [{ alert: 'a1-1' as never, references: references(await send(channel)) }];
    slack.answers.set('chat.update', [{ status: 429, headers: { 'retry-after': '1' } }]);
    const outcome = await send(channel, { over: RECOVERED, known: { alerts: [OVER], shown } });
    expect(said(outcome)).toBe('taken by Slack in #critical-alerts, in the thread');
    expect(slack.called('chat.update')).toHaveLength(2);
    expect(slack.called('chat.postMessage')).toHaveLength(2);
  });

  it('has told even where the first message could not be edited, and says so', async () => {
    const slack = await slackOf();
    const channel = botOf(slack);
    const shown = [{ alert: 'a1-1' as never, references: references(await send(channel)) }];
    slack.answers.set('chat.update', [{ body: { ok: false, error: 'cant_update_message' } }]);
    const outcome = await send(channel, { over: RECOVERED, known: { alerts: [OVER], shown } });
    expect(outcome).toMatchObject({ ok: true });
    expect(said(outcome)).toContain('could not be edited: Slack answered cant_update_message');
  });

  it('ignores a reference that it cannot read', async () => {
    const slack = await slackOf();
    const known = { alerts: [OVER], shown: [{ alert: 'a1-1' as never, references: ['from another version'] }] };
    expect(await send(botOf(slack), { over: RECOVERED, known })).toMatchObject({ ok: true });
    expect(slack.calls).toHaveLength(1);
  });
});

describe('what was posted', () => {
  const acknowledged = rowOf({
    acknowledged: { by: 'Ana', at: NINE_O_CLOCK, note: '', end: { kind: 'resolved' } },
  });

  it('is edited to what is known now, and nothing is posted', async () => {
    const slack = await slackOf();
    const channel = botOf(slack);
    const shown = [{ alert: 'a1-1' as never, references: references(await send(channel)) }];
    const problem = await channel.refresh?.(backgroundOf({ alerts: [acknowledged], shown }), patient());
    expect(problem).toBeNull();
    expect(slack.called('chat.postMessage')).toHaveLength(1);
    const [edit] = slack.called('chat.update');
    expect(edit?.input.ts).toBe('1767603600.000001');
    expect(JSON.stringify(edit?.input)).toContain('Ana');
    expect(JSON.stringify(edit?.input)).not.toContain('watchroom.acknowledge');
  });

  it('stays as it was by a webhook, which cannot edit', async () => {
    const channel = channelWith({ webhookUrl: stored('hook') }, { hook: 'https://127.0.0.1:9/services/x' });
    expect(await channel.refresh?.(backgroundOf({ alerts: [acknowledged] }), patient())).toBeNull();
  });
});

describe('a look at the set-up', () => {
  const checked = async (channel: Channel) =>
    ((await channel.check?.(patient())) ?? []).map(({ what, state, text }) => `${what} ${state}: ${text}`);
  const known = (scopes: string) => ({
    headers: { 'x-oauth-scopes': scopes },
    body: { ok: true, user: 'watchroom', team: 'Royal' },
  });

  it('asks who the tokens are and what they may, and posts nothing', async () => {
    const slack = await slackOf();
    slack.answers.set('auth.test', [known('chat:write,chat:write.public')]);
    const points = await checked(botOf(slack));
    expect(points).toEqual([
      'Bot token ok: Slack knows it as watchroom in Royal.',
      'Scopes ok: chat:write and chat:write.public are there.',
      'Charts unknown: Messages come without a chart: add the scope files:write in Slack, then reinstall the app.',
      'Buttons ok: Slack lets this app connect by Socket Mode.',
      expect.stringMatching(/^Channels unknown/),
    ]);
    expect(slack.calls.map(({ method }) => method)).toEqual(['auth.test', 'apps.connections.open']);
    expect(slack.connections()).toBe(0);
  });

  it.each([
    ['channels:read', /^Scopes failed: The app lacks the scope chat:write\. Add it/],
    ['chat:write', /^Scopes ok: .*must be invited to each channel/],
  ])('judges the scopes %s', async (scopes, words) => {
    const slack = await slackOf();
    slack.answers.set('auth.test', [known(scopes)]);
    expect((await checked(botOf(slack)))[1]).toMatch(words);
  });

  it('says that charts may be sent', async () => {
    const slack = await slackOf();
    slack.answers.set('auth.test', [known('chat:write,files:write')]);
    expect(await checked(botOf(slack))).toContain('Charts ok: files:write is there: a chart stands in each alert’s thread.');
  });

  it('says what is wrong with either token', async () => {
    const slack = await slackOf();
    slack.answers.set('auth.test', [{ body: { ok: false, error: 'token_revoked' } }]);
    expect(await checked(botOf(slack))).toEqual([expect.stringMatching(/^Bot token failed: .*was revoked/)]);
    slack.answers.set('auth.test', [known('chat:write')]);
    slack.answers.set('apps.connections.open', [{ body: { ok: false, error: 'not_allowed_token_type' } }]);
    expect((await checked(botOf(slack)))[3]).toMatch(/^Buttons failed: .*xapp-.*connections:write/);
  });

  it('says that a webhook cannot be looked at', async () => {
    const points = await checked(channelWith({ webhookUrl: stored('hook') }, { hook: 'https://127.0.0.1:9/services/x' }));
    expect(points).toEqual([expect.stringMatching(/^Webhook unknown: .*only be tried with a message/)]);
  });
});

describe('a Slack that does not take it', () => {
  it.each([
    ['invalid_auth', 'does not accept the token', 'never'],
    ['token_revoked', 'Reinstall the app', 'never'],
    ['channel_not_found', 'invite the app', 'never'],
    ['not_in_channel', 'chat:write.public', 'never'],
    ['is_archived', 'Unarchive it', 'never'],
    ['restricted_action', 'Ask its administrator', 'never'],
    ['something_new', 'Slack answered something_new.', 'never'],
    ['internal_error', 'internal_error', 'later'],
    ['ratelimited', 'ratelimited', 'later'],
  ] as const)('says what to do about %s, though the status is 200', async (error, words, retry) => {
    const slack = await slackOf();
    slack.answers.set('chat.postMessage', [{ body: { ok: false, error } }]);
    const outcome = await send(botOf(slack));
    expect(outcome).toMatchObject({ ok: false, error: { retry, code: error } });
    expect(said(outcome)).toContain(`#critical-alerts: `);
    expect(said(outcome)).toContain(words);
    expect(slack.calls).toHaveLength(1);
  });

  it('names the scope that is missing', async () => {
    const slack = await slackOf();
    slack.answers.set('chat.postMessage', [
      { body: { ok: false, error: 'missing_scope', needed: 'chat:write.public', provided: 'chat:write' } },
    ]);
    expect(said(await send(botOf(slack)))).toContain('lacks the scope chat:write.public');
  });

  it.each([
    ['asks to wait', { status: 429, headers: { 'retry-after': '7' } }, { retry: 'later', code: '429', retryAfter: 7_000 }],
    ['asks to wait and does not say how long', { status: 429 }, { retry: 'later' }],
    ['is down', { status: 503, body: 'upstream connect error' }, { retry: 'later', code: '503' }],
    ['is a page that asks to sign in', { body: '<html>' }, { retry: 'later', code: 'not-slack' }],
    ['redirects', { status: 302, headers: { location: 'http://127.0.0.1:9/' } }, { retry: 'later' }],
  ] as const)('%s', async (_, answer, error) => {
    const slack = await slackOf();
    slack.answers.set('chat.postMessage', [answer]);
    expect(await send(botOf(slack))).toMatchObject({ ok: false, error });
    expect(slack.calls).toHaveLength(1);
  });

  it('is not there, or never answers', async () => {
    const slack = await slackOf();
    slack.answers.set('chat.postMessage', ['hang']);
    expect(await send(botOf(slack), { signal: AbortSignal.timeout(200) })).toMatchObject({
      ok: false,
      error: { retry: 'later', code: 'timeout' },
    });
    await slack.stop();
    const gone = await send(botOf(slack));
    expect(gone).toMatchObject({ ok: false, error: { retry: 'later', code: 'econnrefused' } });
    expect(said(gone)).toContain('nothing listens there');
  });

  it('is not encrypted and not of this machine: nothing is sent', async () => {
    const outcome = await send(botOf({ url: 'http://slack.example.org/api/' }));
    expect(outcome).toMatchObject({ ok: false, error: { retry: 'never', code: 'unencrypted' } });
  });

  it('lacks its secret: says which', async () => {
    const outcome = await send(channelWith({ botToken: stored('gone') }, {}));
    expect(outcome).toMatchObject({ ok: false, error: { retry: 'later', code: 'secret' } });
    expect(said(outcome)).toContain('gone');
  });

  it('says nothing of a token, whatever happens', async () => {
    const slack = await slackOf();
    const channel = botOf(slack, {}, { bot: 'xoxb-wrong-hunter2', app: 'xapp-hunter2' });
    slack.answers.set('chat.postMessage', [
      { status: 500, body: 'xoxb-wrong-hunter2' },
      { body: { ok: false, error: 'xoxb-wrong-hunter2' } },
    ]);
    const outcomes = [await send(channel), await send(channel), await send(channel)];
    expect(outcomes.at(-1)).toMatchObject({ ok: false, error: { code: 'invalid_auth' } });
    expect(JSON.stringify(outcomes)).not.toContain('hunter2');
  });
});
