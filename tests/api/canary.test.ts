import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { hashToken } from '../../src/main/api/access/tokens.js';
import type { ChannelKind } from '../../src/main/core/model/reason.js';
import { everythingOf, filesOf, forms, leaksOf, listen, printedBy, repeating } from '../support/canary.js';
import { type Console, createDataFolder, onWatch, runCommand, startConsole } from '../support/process.js';
import { createAuthority } from '../support/servers/authority.js';
import { createLoopback } from '../support/servers/loopback.js';
import { type MailServer, startMailServer } from '../support/servers/mail.js';
import { startReceiver } from '../support/servers/receiver.js';
import { startSlack } from '../support/servers/slack.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** A secret of each kind: whichever is found somewhere names its own leak. */
const CANARIES = {
  smtpPassword: 'canary-smtp-aa11 &<"',
  slackBotToken: 'xoxb-canary-bot-bb22',
  slackAppToken: 'xapp-canary-app-cc33',
  slackWebhook: 'canaryhookpathdd44canaryhookpath',
  twilioSid: 'ACcanarysidee55',
  twilioToken: 'canary-twilio-ff66',
  awsKey: 'AKIACANARYGG77',
  awsSecret: 'canary-aws-hh88/+x',
  bearer: 'canary-bearer-ii99',
  basicPassword: 'canary-basic-jj00',
  signingKey: 'canary-hmac-kk12',
  queryToken: 'canary-query-ll23',
  apiToken: 'canary-api-token-mm34',
  storeKey: 'canary passphrase nn45',
} as const;

const ENVIRONMENT = {
  SLACK_BOT: CANARIES.slackBotToken,
  SLACK_APP: CANARIES.slackAppToken,
  TWILIO_SID: CANARIES.twilioSid,
  TWILIO_TOKEN: CANARIES.twilioToken,
  AWS_KEY: CANARIES.awsKey,
  AWS_SECRET: CANARIES.awsSecret,
  HOOK_BEARER: CANARIES.bearer,
  HOOK_KEY: CANARIES.signingKey,
  WATCHROOM_SECRET_KEY: CANARIES.storeKey,
};

const CREDENTIALS = [
  `watch:${CANARIES.basicPassword}`,
  `${CANARIES.twilioSid}:${CANARIES.twilioToken}`,
  `\0watch\0${CANARIES.smtpPassword}`,
].map((text) => Buffer.from(text).toString('base64').replace(/=+$/, ''));

const startPlaces = async () => {
  const loopback = createLoopback();
  stops.push(() => loopback.stop());
  const site = await startReceiver({ status: 200 });
  const slack = await startSlack({ bot: CANARIES.slackBotToken, app: CANARIES.slackAppToken });
  const logins: string[] = [];
  const strict: MailServer = await startMailServer({
    authOptional: false,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (auth, _session, done) => {
      logins.push(auth.password ?? '');
      done(new Error(`${auth.username} with ${auth.password} is unknown`));
    },
  });
  const picky = await startMailServer({
    authOptional: true,
    allowInsecureAuth: true,
    disabledCommands: ['STARTTLS'],
    onAuth: (auth, _session, done) => done(null, { user: auth.username ?? '' }),
    onMailFrom: ({ address }, _session, done) =>
      done(Object.assign(new Error(`${address} is not verified`), { responseCode: 550 })),
  });
  stops.push(() => Promise.all([site.stop(), slack.stop(), strict.stop(), picky.stop()]));
  return {
    site,
    slack,
    logins,
    mail: { strict: strict.port, picky: picky.port },
    closed: await loopback.closedPort(),
    forbidding: await loopback.http(repeating(403)),
    failing: await loopback.http(repeating(503)),
    selfSigned: await loopback.https(createAuthority().selfSigned, repeating(200)),
    errorPage: await loopback.http((_, answer) => answer.end('invalid_token')),
    twilio: await loopback.http(async (asked, answer) => {
      const decoded = Buffer.from((asked.headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString();
      answer.writeHead(400, { 'content-type': 'application/json' });
      answer.end(JSON.stringify({ code: 99999, message: `${decoded} may not send from this number` }));
    }),
    unverified: await loopback.http((_, answer) => answer.writeHead(400).end('{"code":21606,"message":"no"}')),
    aws: await loopback.http((asked, answer) => {
      const said = `${asked.headers.authorization} ${CANARIES.awsSecret} ${CANARIES.awsKey}`;
      answer.writeHead(403, { 'content-type': 'text/xml' });
      answer.end(`<ErrorResponse><Error><Type>Sender</Type><Code>Odd</Code><Message>${said}</Message></Error></ErrorResponse>`);
    }),
  };
};

type Places = Awaited<ReturnType<typeof startPlaces>>;

const SMTP = { user: 'watch', password: { stored: 'email.smtp.password' } };
const emailBy = (host: string, port: number) => ({
  smtp: { host, port, ...SMTP },
  from: 'watch@example.org',
  to: ['ops@example.org'],
});
const hookTo = (url: string, auth: unknown = { bearer: { env: 'HOOK_BEARER' } }) => ({
  endpoints: [{ url, auth, allowPrivate: true }],
  secret: { env: 'HOOK_KEY' },
});
const twilioBy = (url: string) => ({
  to: ['+441234567890'],
  provider: 'twilio',
  twilio: { accountSid: { env: 'TWILIO_SID' }, authToken: { env: 'TWILIO_TOKEN' }, from: '+441110000000', url },
});
const botBy = (url: string) => ({ botToken: { env: 'SLACK_BOT' }, appToken: { env: 'SLACK_APP' }, url });

interface Way {
  readonly kind: ChannelKind;
  readonly settings: unknown;
  /** What of the answer tells the person what to do. */
  readonly advice: RegExp;
  readonly slackSays?: Readonly<Record<string, unknown>>;
}

/** How each channel fails. */
const waysToFail = (places: Places): Readonly<Record<string, Way>> => ({
  'a wrong host': { kind: 'email', settings: emailBy('mail.invalid', 587), advice: /Check channels\.email\.smtp\.host/ },
  'nobody listens': {
    kind: 'email',
    settings: emailBy('127.0.0.1', places.closed),
    advice: /Check channels\.email\.smtp\.host/,
  },
  'a refused login': { kind: 'email', settings: emailBy('127.0.0.1', places.mail.strict), advice: /Check user and password/ },
  'an unverified sender': { kind: 'email', settings: emailBy('127.0.0.1', places.mail.picky), advice: /refuses the sender/ },
  'an expired token': {
    kind: 'slack',
    settings: botBy(places.slack.url),
    slackSays: { ok: false, error: 'token_expired', token: CANARIES.slackBotToken },
    advice: /has expired\. Reinstall/,
  },
  'a missing scope': {
    kind: 'slack',
    settings: botBy(places.slack.url),
    slackSays: { ok: false, error: 'missing_scope', needed: `chat:write for ${CANARIES.slackBotToken}` },
    advice: /lacks the scope chat:write/,
  },
  'an unknown channel, said with status 200': {
    kind: 'slack',
    settings: botBy(places.slack.url),
    slackSays: { ok: false, error: 'channel_not_found', detail: CANARIES.slackAppToken },
    advice: /invite the app/,
  },
  'an answer that is none': {
    kind: 'slack',
    settings: botBy(places.slack.url),
    slackSays: { ok: false, error: CANARIES.slackBotToken },
    advice: /Check the address/,
  },
  'a webhook of Slack that was revoked, said with status 200': {
    kind: 'slack',
    settings: { webhookUrl: `${places.errorPage}/services/T1/B1/${CANARIES.slackWebhook}` },
    advice: /Make a new webhook/,
  },
  'an unverified sender’s number': {
    kind: 'sms',
    settings: twilioBy(places.unverified),
    advice: /Check channels\.sms\.twilio\.from/,
  },
  'a provider that repeats the login': {
    kind: 'sms',
    settings: twilioBy(places.twilio),
    advice: /may not send from this number/,
  },
  'a cloud that repeats its keys': {
    kind: 'sms',
    settings: {
      to: ['+441234567890'],
      provider: 'sns',
      sns: { region: 'eu-west-2', accessKeyId: { env: 'AWS_KEY' }, secretAccessKey: { env: 'AWS_SECRET' }, url: places.aws },
    },
    advice: /AWS SNS/,
  },
  'a certificate of its own': {
    kind: 'webhook',
    settings: hookTo(places.selfSigned),
    advice: /Give it one of a known authority/,
  },
  'a receiver that repeats the bearer token': {
    kind: 'webhook',
    settings: hookTo(places.forbidding),
    advice: /answered 403/,
  },
  'a receiver that repeats the login': {
    kind: 'webhook',
    settings: hookTo(`${places.failing}/hook?token=${CANARIES.queryToken}`, {
      basic: { user: 'watch', password: CANARIES.basicPassword },
    }),
    advice: /answered 503/,
  },
});

const watching = (url: string): string => `version: 1
profile: none
site: { name: Albion Tutors, timeZone: Europe/London }
sources: { host: { enabled: false } }
connectivity: { probes: [] }
api: { tokens: [{ name: wall, role: viewer, hash: "${hashToken(CANARIES.apiToken)}" }] }
targets: [{ id: home, url: "${url}/", every: 1s, timeout: 900ms }]
teams: { senior: { email: [senior@example.org], sms: ["+441234567891"] } }
rules:
  - { id: site-down, name: Site down, severity: critical, category: availability, when: { metric: up, below: 1 }, playbook: site-down }
channels: { desktop: { enabled: false } }
`;

const setChannel = async (console: Console, kind: ChannelKind, value: unknown): Promise<void> => {
  const { revision } = await console.read('config.read', {});
  const saved = await console.read('config.edit', { edits: [{ path: ['channels', kind], value }], revision });
  expect(saved).toMatchObject({ saved: true });
};

const leaksIn = leaksOf([...Object.values(CANARIES).flatMap(forms), ...CREDENTIALS]);

it('however a channel fails, no secret stands in anything that is shown, answered, printed or kept', async () => {
  const places = await startPlaces();
  const { folder, remove } = await createDataFolder(watching(places.site.url));
  stops.push(remove);
  const first = await startConsole({ dataFolder: folder, environment: ENVIRONMENT });
  stops.push(() => first.kill());
  await onWatch(first, 20_000);
  const { heard, stop } = await listen(first, CANARIES.apiToken);
  stops.push(stop);
  expect(await first.read('secret.keep', { name: 'email.smtp.password', value: CANARIES.smtpPassword })).toBeTruthy();

  const answers: Record<string, string> = {};
  for (const [name, { kind, settings, advice, slackSays }] of Object.entries(waysToFail(places))) {
    await setChannel(first, kind, settings);
    const script = slackSays === undefined ? [] : [{ body: slackSays }];
    for (const method of ['auth.test', 'chat.postMessage', 'apps.connections.open'])
      places.slack.answers.set(method, [...script]);
    const checked = JSON.stringify(await first.read('channel.check', { channel: kind }));
    const tried = await first.read('channel.try', { channel: kind });
    answers[name] = checked + JSON.stringify(tried);
    expect
      .soft({ name, isSent: tried.isSent, text: tried.text })
      .toEqual({ name, isSent: false, text: expect.stringMatching(advice) });
  }
  expect(leaksIn(answers)).toEqual([]);

  // Documents that cannot be: what is said of them is read by everybody, too.
  const { text } = await first.read('config.read', {});
  const wrong = {
    'a number that is none': text.replace('"+441234567891"', '"01234 567891"'),
    'an unknown variable': `${text}templates: { email: { subject: "{sevrity}" } }\n`,
    'a secret under a wrong key': `${text.replace('channels:', 'channel:')}`,
  };
  for (const [name, document] of Object.entries(wrong)) {
    const said = await first.read('config.check', { text: document });
    expect.soft({ name, errors: said.filter(({ severity }) => severity === 'error').length }).not.toMatchObject({ errors: 0 });
    answers[name] = JSON.stringify(said);
    await writeFile(join(folder, 'wrong.yml'), document);
    const printed = await runCommand(['check-config', join(folder, 'wrong.yml')], ENVIRONMENT);
    answers[`${name}, by command`] = printed.out + printed.error;
  }

  // The real thing: an alert and a drill that cannot be told.
  places.slack.answers.set(
    'chat.postMessage',
    Array.from({ length: 50 }, () => ({ body: { ok: false, error: 'fatal_error', token: CANARIES.slackBotToken } })),
  );
  await setChannel(first, 'email', emailBy('127.0.0.1', places.mail.strict));
  await setChannel(first, 'slack', botBy(places.slack.url));
  await setChannel(first, 'sms', twilioBy(places.twilio));
  places.site.answers = [{ status: 500 }];
  await first.read('drill.start', { over: 30_000 });
  const triedBy = async (): Promise<readonly string[]> => {
    const made = (await first.read('delivery.list', { limit: 1_000 })).rows.filter(({ attempts }) => attempts.length > 0);
    return [...new Set(made.map(({ channel }) => channel))].sort();
  };
  await expect.poll(triedBy, { timeout: 30_000 }).toEqual(['email', 'slack', 'sms', 'webhook']);

  const before = await everythingOf(first);
  await first.kill();
  const second = await startConsole({ dataFolder: folder, environment: ENVIRONMENT });
  stops.push(() => second.stop());
  await onWatch(second, 20_000);
  const after = await everythingOf(second);
  const printed = await printedBy(folder);
  expect(await second.stop()).toBe(0);
  const exported = await runCommand(['export', '--data', folder]);
  const texts = {
    ...answers,
    ...before,
    ...printed,
    ...Object.fromEntries(Object.entries(after).map(([name, said]) => [`after a crash: ${name}`, said])),
    'the stream of changes': heard(),
    'what it printed': first.said() + second.said(),
    'export where none runs': exported.out + exported.error,
    ...(await filesOf(folder)),
  };
  expect(leaksIn(texts)).toEqual([]);

  // Nothing was searched in vain: the secrets were in use, and the places hold what they should.
  expect(places.logins).toContain(CANARIES.smtpPassword);
  expect(places.slack.calls.map(({ token }) => token)).toEqual(
    expect.arrayContaining([CANARIES.slackBotToken, CANARIES.slackAppToken]),
  );
  expect(heard()).toContain('site-down');
  expect(exported.out).toContain('•••');
}, 180_000);
