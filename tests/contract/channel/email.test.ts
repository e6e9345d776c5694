import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { createEmailChannel } from '../../../src/main/channel/email/channel.js';
import { exampleDay } from '../../../src/main/channel/preview/day.js';
import type { EmailTransport } from '../../../src/main/core/port/transports.js';
import { minutes } from '../../../src/main/core/time/instant.js';
import { backgroundOf } from '../../support/background.js';
import { deliveryOf } from '../../support/delivery.js';
import { NINE_O_CLOCK } from '../../support/engine.js';
import { makeAlert } from '../../support/scripted-main-scenes.js';
import { scriptedSecrets } from '../../support/secrets.js';
import { type MailServer, startMailServer } from '../../support/servers/mail.js';

const servers: { stop(): Promise<void> }[] = [];
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.stop()));
});

const started = async (options?: Parameters<typeof startMailServer>[0]): Promise<MailServer> => {
  const server = await startMailServer(options);
  servers.push(server);
  return server;
};

const FIRST_STEPS = (playbook: string): readonly string[] =>
  playbook === 'site-down' ? ['Open the address in a private window.', 'Look at what changed in the last hour.'] : [];

type Smtp = NonNullable<EmailTransport['smtp']>;

const channelTo = (port: number, smtp: Partial<Smtp> = {}, secrets: Readonly<Record<string, string>> = {}) =>
  createEmailChannel({
    transport: () => ({
      smtp: { host: '127.0.0.1', port, user: null, password: null, allowInsecure: false, ...smtp },
      from: 'watch@example.org',
    }),
    secrets: scriptedSecrets(secrets),
    firstSteps: FIRST_STEPS,
  });

const patient = (): AbortSignal => new AbortController().signal;

const checked = async (channel: ReturnType<typeof channelTo>, signal = patient()) =>
  ((await channel.check?.(signal)) ?? []).map(({ what, state, text }) => `${what} ${state}: ${text}`);

describe('a look at the set-up', () => {
  const login = { user: 'watch', password: { kind: 'stored', name: 'mail' } as const };
  const guarded = (takes: boolean) =>
    started({
      authOptional: false,
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
      onAuth: (auth, _session, done) =>
        takes && auth.password === 'hunter2' ? done(null, { user: 'watch' }) : done(new Error('no')),
    });

  it('shakes hands, logs in and hands in nothing', async () => {
    const server = await guarded(true);
    const points = await checked(channelTo(server.port, login, { mail: 'hunter2' }));
    expect(points.map((point) => point.split(':')[0])).toEqual(['Server ok', 'Encryption ok', 'Login ok', 'Sender unknown']);
    expect(points.join()).not.toContain('hunter2');
    expect(server.mails).toEqual([]);
  });

  it('says that a login is refused, and what to do', async () => {
    const server = await guarded(false);
    const points = await checked(channelTo(server.port, login, { mail: 'hunter2' }));
    expect(points).toHaveLength(1);
    expect(points[0]).toMatch(/^Server failed: 127\.0\.0\.1:\d+\. The server refuses the login\. Check user and password/);
    expect(points[0]).not.toContain('hunter2');
  });

  it('says where nothing listens, and gives up where nobody greets', async () => {
    expect((await checked(channelTo(1)))[0]).toContain('cannot be reached');
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    expect((await checked(channelTo(port), AbortSignal.timeout(100)))[0]).toContain('did not answer in time');
    silent.close();
  });

  it('names a password that is not there', async () => {
    expect((await checked(channelTo(1, login)))[0]).toMatch(/^Settings failed: The password cannot be had/);
  });
});

describe('a mail about an alert', () => {
  it('has the template’s heading and fields, what to do first, and both forms', async () => {
    const server = await started();
    const sent = await channelTo(server.port).send(deliveryOf('email'), patient(), () => backgroundOf());
    expect(sent).toMatchObject({ ok: true });
    const [mail] = server.mails;
    expect(server.recipients).toEqual([['ops@example.org']]);
    expect(mail?.from?.value).toEqual([{ name: 'Watchroom', address: 'watch@example.org' }]);
    expect(mail?.subject).toBe('Critical: Site down');
    for (const form of [mail?.text ?? '', String(mail?.html)]) {
      expect(form).toContain('🚨 Royal Client Service Alert');
      for (const field of ['Alert Type', 'Severity', 'Metric', 'Current Value', 'Threshold', 'Business Impact']) {
        expect(form).toContain(`${field}:`);
      }
      expect(form).toContain('Parents cannot book a lesson. (high impact)');
      expect(form).toContain('Open the address in a private window.');
      expect(form).toContain('management');
    }
    expect(String(mail?.html)).toContain('<h2');
    expect(mail?.headers.get('auto-submitted')).toBe('auto-generated');
    expect(mail?.headers.get('priority')).toBe('high');
  });

  it('is one thread with what follows it', async () => {
    const server = await started();
    const channel = channelTo(server.port);
    await channel.send(deliveryOf('email'), patient(), () => backgroundOf());
    const over = makeAlert(1, NINE_O_CLOCK, { state: 'resolved', resolvedAt: NINE_O_CLOCK as never });
    const recovery = deliveryOf(
      'email',
      { id: 'a1-1:recovered:email', reason: 'recovered', follows: 'a1-1:firing:email' },
      { title: 'Recovered: Site down', severity: 'ok' },
    );
    await channel.send(recovery, patient(), () => backgroundOf({ alerts: [over as never] }));
    const [first, second] = server.mails;
    expect(second?.inReplyTo).toBe(first?.messageId);
    expect(second?.references).toBe(first?.messageId);
    expect(second?.text).toContain('✅ Royal Client Service: Recovered');
    expect(second?.text).not.toContain('🚨');
    expect(second?.text).not.toContain('Look first');
  });

  it('has the same identity in every try', async () => {
    const server = await started();
    const channel = channelTo(server.port);
    await channel.send(deliveryOf('email'), patient(), () => backgroundOf());
    await channel.send(deliveryOf('email'), patient(), () => backgroundOf());
    expect(new Set(server.mails.map(({ messageId }) => messageId)).size).toBe(1);
  });

  it('makes no markup of anybody’s words', async () => {
    const server = await started();
    const row = makeAlert(1, NINE_O_CLOCK, { name: '<img src=x onerror=alert(1)>', businessImpact: '"><script>1</script>' });
    const delivery = deliveryOf('email', {}, { title: '<b>bold</b>', body: '<a href="https://evil.example">here</a>' });
    await channelTo(server.port).send(delivery, patient(), () => backgroundOf({ alerts: [row as never] }));
    const page = String(server.mails[0]?.html);
    expect(page).not.toMatch(/<(img|script|a|b)\b/);
    expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it('of very many says how many they are, and stays short', async () => {
    const server = await started();
    const alerts = Array.from({ length: 300 }, (_, n) => makeAlert(n, NINE_O_CLOCK)) as never;
    const grouped = deliveryOf(
      'email',
      {},
      { title: '300 alerts are firing, 300 critical', body: '· one\n· two\nand 298 more' },
    );
    await channelTo(server.port).send(grouped, patient(), () => backgroundOf({ alerts, count: 300 }));
    expect(server.mails[0]?.text).toContain('and 298 more');
    expect(server.mails[0]?.text?.length).toBeLessThan(1_000);
  });

  it('says the next escalation by the site’s clock', async () => {
    const server = await started();
    const next = {
      level: 2,
      at: (NINE_O_CLOCK + minutes(42)) as never,
      team: 'management',
      done: false,
      channels: [],
    } as const;
    const row = makeAlert(1, NINE_O_CLOCK, { escalation: [next as never] });
    await channelTo(server.port).send(deliveryOf('email'), patient(), () => backgroundOf({ alerts: [row as never] }));
    expect(server.mails[0]?.text).toContain('Next escalation: management at Mon 5 Jan, 09:42 (in 42 min)');
  });
});

describe('the mail of the day', () => {
  const summary = () =>
    deliveryOf(
      'email',
      { reason: 'daily-summary', alerts: [] },
      { title: 'Daily summary: nothing is open', body: 'Nothing fired.' },
    );

  it('draws each page’s hours, says what was not seen, and fits on a phone', async () => {
    const server = await started();
    const report = async () => exampleDay([makeAlert(1, NINE_O_CLOCK)], NINE_O_CLOCK);
    await channelTo(server.port).send(summary(), patient(), () => backgroundOf({ alerts: [], report }));
    const [mail] = server.mails;
    const page = String(mail?.html);
    // Three pages of 24 hours and one with a single reading, each with three hours asleep.
    expect(page.match(/class="(?:bar|slow|failed|unseen)"/g)).toHaveLength(3 * 24 + 1 + 3);
    expect(page).not.toMatch(/<(?:img|svg|script)\b/);
    expect(Buffer.byteLength(page)).toBeLessThan(100_000);
    for (const form of [mail?.text ?? '', page.replaceAll('\u00a0', ' ')]) {
      expect(form).toContain('The watch looked for 87.5 % of it');
      expect(form).toContain('n = 1,260');
      expect(form).toContain('too few to judge');
      expect(form).toContain('overspent by 26 %');
      expect(form).toContain('Care of the watch (1 overdue)');
      expect(form).toMatch(/The whole report(<\/strong> · |: )overdue since Sat 3 Jan/);
      expect(form).toContain('Report, npm run monitoring:comprehensive');
    }
    expect(mail?.text).toMatch(/[▁▂▃▄▅▆▇█]{3}.*░░░.*××/);
  });

  it('is sent in words where history cannot be read', async () => {
    const server = await started();
    const report = () => Promise.reject(new Error('the disk is gone'));
    const sent = await channelTo(server.port).send(summary(), patient(), () => backgroundOf({ alerts: [], report }));
    expect(sent).toMatchObject({ ok: true });
    expect(server.mails[0]?.text).toContain('Nothing fired.');
  });
});

describe('a mail server that does not take it', () => {
  it.each([
    ['for now', 451, 'later'],
    ['for good', 550, 'never'],
  ] as const)('%s, is told apart', async (_, responseCode, retry) => {
    const server = await started({
      onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no such mailbox here'), { responseCode })),
    });
    const outcome = await channelTo(server.port).send(deliveryOf('email'), patient(), () => backgroundOf());
    expect(outcome).toMatchObject({ ok: false, error: { retry, code: String(responseCode) } });
    expect(outcome.ok ? '' : outcome.error.text).toContain('no such mailbox here');
  });

  it('refuses a login: says what to check, and never the password', async () => {
    const server = await started({
      onAuth: (_auth, _session, done) => done(Object.assign(new Error('bad credentials'), { responseCode: 535 })),
      allowInsecureAuth: true,
      disabledCommands: ['STARTTLS'],
    });
    const smtp = { user: 'watch', password: { kind: 'stored', name: 'mail' } } as const;
    const outcome = await channelTo(server.port, smtp, { mail: 'hunter2hunter2' }).send(deliveryOf('email'), patient(), () =>
      backgroundOf(),
    );
    expect(outcome).toMatchObject({ ok: false, error: { retry: 'later' } });
    expect(outcome.ok ? '' : outcome.error.text).toContain('refuses the login');
    expect(JSON.stringify(outcome)).not.toMatch(/hunter2|aHVudGVy/);
  });

  it('speaks no TLS: nothing is said to it unless that is allowed', async () => {
    const server = await started();
    // An address of this machine that is not known to be one.
    const elsewhere = { host: '::ffff:127.0.0.1' };
    const outcome = await channelTo(server.port, elsewhere).send(deliveryOf('email'), patient(), () => backgroundOf());
    expect(outcome).toMatchObject({ ok: false });
    expect(outcome.ok ? '' : outcome.error.text).toContain('encryption');
    expect(server.mails).toEqual([]);
    const allowed = await channelTo(server.port, { ...elsewhere, allowInsecure: true }).send(
      deliveryOf('email'),
      patient(),
      () => backgroundOf(),
    );
    expect(allowed).toMatchObject({ ok: true });
  });

  it('has a certificate that nobody knows: says so', async () => {
    const server = await started({ disabledCommands: ['AUTH'] });
    const outcome = await channelTo(server.port, { host: '::ffff:127.0.0.1' }).send(deliveryOf('email'), patient(), () =>
      backgroundOf(),
    );
    expect(outcome).toMatchObject({ ok: false, error: { retry: 'later' } });
    expect(outcome.ok ? '' : outcome.error.text).toContain('certificate is not trusted');
  });

  it('is not there, or never answers', async () => {
    const gone = await started();
    await gone.stop();
    expect(await channelTo(gone.port).send(deliveryOf('email'), patient(), () => backgroundOf())).toMatchObject({
      ok: false,
      error: { retry: 'later' },
    });
    const callers = new Set<Socket>();
    const silent = createServer((caller) => callers.add(caller)).listen(0, '127.0.0.1');
    servers.push({
      stop: () => {
        for (const caller of callers) caller.destroy();
        return new Promise((done) => silent.close(() => done()));
      },
    });
    await once(silent, 'listening');
    const { port } = silent.address() as { port: number };
    const limit = new AbortController();
    const sending = channelTo(port).send(deliveryOf('email'), limit.signal, () => backgroundOf());
    setTimeout(() => limit.abort(), 300);
    expect(await sending).toMatchObject({ ok: false, error: { retry: 'later', code: 'timeout' } });
    // Given up is hung up: the server is not left with a connection that nobody uses.
    const [caller] = callers;
    caller?.resume();
    if (caller?.readableEnded === false) await once(caller, 'end');
    expect(caller?.readableEnded).toBe(true);
  }, 8_000);

  it('is not named at all: says what to add', async () => {
    const channel = createEmailChannel({ transport: () => null, secrets: scriptedSecrets(), firstSteps: () => [] });
    const outcome = await channel.send(deliveryOf('email'), patient(), () => backgroundOf());
    expect(outcome).toMatchObject({ ok: false, error: { retry: 'never', code: 'not-configured' } });
    expect(outcome.ok ? '' : outcome.error.text).toContain('channels.email.smtp');
  });
});
