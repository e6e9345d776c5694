import { createHash, createHmac } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createPoster } from '../../../src/main/channel/poster.js';
import { createSmsChannel } from '../../../src/main/channel/sms/channel.js';
import type { SmsTransport } from '../../../src/main/core/port/transports.js';
import { backgroundOf } from '../../support/background.js';
import { deliveryOf } from '../../support/delivery.js';
import { scriptedSecrets } from '../../support/secrets.js';
import { type Answering, type Received, type Receiver, startReceiver } from '../../support/servers/receiver.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const receiverOf = async (...answers: readonly Answering[]): Promise<Receiver> => {
  const receiver = await startReceiver(...answers);
  stops.push(() => receiver.stop());
  return receiver;
};

const SECRETS = { sid: 'AC00112233445566778899aabbccddeeff', token: 'token-hunter2', id: 'AKIDEXAMPLE', key: 'key-hunter2' };
const stored = (name: keyof typeof SECRETS) => ({ kind: 'stored', name }) as const;

const channelWith = (transport: Partial<SmsTransport>) => {
  const poster = createPoster({ version: '1.2.3' });
  stops.push(() => poster.stop());
  return createSmsChannel({
    transport: () => ({ provider: null, twilio: null, sns: null, ...transport }),
    secrets: scriptedSecrets(SECRETS),
    poster,
    firstSteps: () => [],
  });
};

const twilio = (url: string) =>
  channelWith({
    provider: 'twilio',
    twilio: { accountSid: stored('sid'), authToken: stored('token'), from: '+441110000000', url },
  });
const sns = (url: string) =>
  channelWith({
    provider: 'sns',
    sns: { region: 'eu-west-2', accessKeyId: stored('id'), secretAccessKey: stored('key'), senderId: 'Watchroom', url },
  });

const NUMBERS = ['+441234567890', '+441234567891'];
const patient = (): AbortSignal => new AbortController().signal;
const send = (channel: ReturnType<typeof channelWith>, recipients: readonly string[] = NUMBERS.slice(0, 1)) =>
  channel.send(deliveryOf('sms', { recipients }), patient(), () => backgroundOf());

const TEXT = 'Critical: Booking form is down: answered 503 (expected 200-399) (for 14 min, a1-1)';

const checked = async (channel: ReturnType<typeof channelWith>) =>
  ((await channel.check?.(patient())) ?? []).map(({ what, state, text }) => `${what} ${state}: ${text}`);

describe('a look at the set-up', () => {
  const json = (body: unknown, status = 200): Answering => ({ status, body: JSON.stringify(body) });

  it('asks Twilio for the account and the sender’s number, and sends nothing', async () => {
    const receiver = await receiverOf(json({ status: 'active', type: 'Full' }), json({ incoming_phone_numbers: [{}] }));
    expect(await checked(twilio(receiver.url))).toEqual([
      'Account ok: Twilio knows the account, and it is active.',
      'Sender ok: +441110000000 belongs to the account.',
    ]);
    const account = `/2010-04-01/Accounts/${SECRETS.sid}`;
    expect(receiver.received.map(({ path }) => path)).toEqual([
      `${account}.json`,
      `${account}/IncomingPhoneNumbers.json?PhoneNumber=%2B441110000000`,
    ]);
    expect(receiver.received[0]?.headers.authorization).toBe(`Basic ${btoa(`${SECRETS.sid}:${SECRETS.token}`)}`);
  });

  it('says what to do about a wrong token, a closed account, a trial and a number of another', async () => {
    const refused = await receiverOf(json({ code: 20_003, message: 'Authenticate' }, 401));
    expect((await checked(twilio(refused.url)))[0]).toMatch(/^Account failed: .*accountSid and authToken/);
    const closed = await receiverOf(json({ status: 'suspended' }), json({ incoming_phone_numbers: [] }));
    expect(await checked(twilio(closed.url))).toEqual([
      'Account failed: Twilio says that the account is suspended.',
      expect.stringMatching(/^Sender failed: .*does not belong/),
    ]);
    const trial = await receiverOf(json({ status: 'active', type: 'Trial' }), json({}, 503));
    expect(await checked(twilio(trial.url))).toEqual([
      expect.stringContaining('verified numbers only'),
      expect.stringMatching(/^Sender unknown/),
    ]);
  });

  it.each([
    ['<IsInSandbox>false</IsInSandbox>', 200, /^Access key ok: .*may send/],
    ['<IsInSandbox>true</IsInSandbox>', 200, /^Access key failed: .*sandbox/],
    ['AuthorizationError', 403, /^Access key unknown: AWS knows the key/],
    ['InvalidClientTokenId', 403, /^Access key failed: .*accessKeyId/],
    ['SignatureDoesNotMatch', 403, /^Access key failed: .*secretAccessKey/],
  ])('asks AWS where the account stands (%s)', async (answer, status, words) => {
    const result = `<GetSMSSandboxAccountStatusResult>${answer}</GetSMSSandboxAccountStatusResult>`;
    const body =
      status === 200
        ? `<GetSMSSandboxAccountStatusResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/">${result}</GetSMSSandboxAccountStatusResponse>`
        : `<ErrorResponse><Error><Type>Sender</Type><Code>${answer}</Code><Message>no</Message></Error></ErrorResponse>`;
    const receiver = await receiverOf({ status, headers: { 'content-type': 'text/xml' }, body });
    expect((await checked(sns(receiver.url)))[0]).toMatch(words);
    expect(receiver.received[0]?.body).toContain('Action=GetSMSSandboxAccountStatus');
    expect(receiver.received).toHaveLength(1);
  });

  it('says that no provider is set', async () => {
    expect(await checked(channelWith({}))).toEqual([expect.stringMatching(/^Settings failed: SMS lacks a provider/)]);
  });
});

describe('by Twilio', () => {
  it('asks for a message as its documentation has it', async () => {
    const receiver = await receiverOf({ status: 201, body: JSON.stringify({ sid: 'SM123', status: 'queued' }) });
    expect(await send(twilio(receiver.url))).toEqual({ ok: true, value: { text: 'taken by Twilio as SM123' } });
    const [got] = receiver.received;
    expect(got?.path).toBe(`/2010-04-01/Accounts/${SECRETS.sid}/Messages.json`);
    expect(got?.headers.authorization).toBe(`Basic ${btoa(`${SECRETS.sid}:${SECRETS.token}`)}`);
    expect(Object.fromEntries(new URLSearchParams(got?.body))).toEqual({ To: NUMBERS[0], From: '+441110000000', Body: TEXT });
  });

  it('gives a number that has it no second one while another fails', async () => {
    const receiver = await receiverOf({ status: 201 }, { status: 503 }, { status: 201 });
    const channel = twilio(receiver.url);
    expect(await send(channel, NUMBERS)).toMatchObject({ ok: false, error: { retry: 'later' } });
    expect(await send(channel, NUMBERS)).toMatchObject({ ok: true });
    expect(receiver.received).toHaveLength(3);
  });

  it.each([
    ['a wrong token', 401, 20_003, 'authToken', 'never'],
    ['a number of another', 400, 21_606, 'channels.sms.twilio.from', 'never'],
    ['a trial account', 400, 21_608, 'Verify the number', 'never'],
    ['someone who answered STOP', 400, 21_610, 'START', 'never'],
    ['too many', 429, 20_429, 'Too many requests', 'later'],
  ] as const)('says what to do about %s', async (_, status, code, words, retry) => {
    const receiver = await receiverOf({ status, body: JSON.stringify({ code, message: 'Too many requests', status }) });
    const outcome = await send(twilio(receiver.url));
    expect(outcome).toMatchObject({ ok: false, error: { retry, code: String(status) } });
    expect(outcome.ok ? '' : outcome.error.text).toContain(words);
    expect(JSON.stringify(outcome)).not.toMatch(/hunter2|234567890/);
  });
});

/** The signature that AWS would reckon for this request (Signature Version 4), from its documentation. */
const signatureOf = ({ path, headers, body }: Received): string => {
  const authorization = headers.authorization ?? '';
  const signed = /SignedHeaders=([^,]+)/.exec(authorization)?.[1] ?? '';
  const scope = /Credential=[^/]+\/([^,]+)/.exec(authorization)?.[1] ?? '';
  const [date = '', region = '', service = ''] = scope.split('/');
  const sha = (text: string): string => createHash('sha256').update(text).digest('hex');
  const hmac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest();
  const canonicalHeaders = signed
    .split(';')
    .map((name) => `${name}:${String(headers[name]).trim()}\n`)
    .join('');
  const canonical = ['POST', path, '', canonicalHeaders, signed, sha(body)].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha(canonical)].join('\n');
  const key = hmac(hmac(hmac(hmac(`AWS4${SECRETS.key}`, date), region), service), 'aws4_request');
  return hmac(key, toSign).toString('hex');
};

describe('by AWS SNS', () => {
  const TAKEN =
    '<PublishResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><PublishResult><MessageId>m-1</MessageId></PublishResult></PublishResponse>';

  it('publishes a transactional message, signed', async () => {
    const receiver = await receiverOf({ status: 200, body: TAKEN, headers: { 'content-type': 'text/xml' } });
    expect(await send(sns(receiver.url))).toEqual({ ok: true, value: { text: 'taken by AWS SNS as m-1' } });
    const [got] = receiver.received as [Received];
    const asked = Object.fromEntries(new URLSearchParams(got.body));
    expect(asked).toMatchObject({ Action: 'Publish', PhoneNumber: NUMBERS[0], Message: TEXT });
    expect(Object.values(asked)).toEqual(
      expect.arrayContaining(['AWS.SNS.SMS.SMSType', 'Transactional', 'AWS.SNS.SMS.SenderID', 'Watchroom']),
    );
    expect(got.headers.authorization).toContain(`Signature=${signatureOf(got)}`);
    expect(got.headers.authorization).toContain('/eu-west-2/sns/');
  });

  it.each([
    [403, 'SignatureDoesNotMatch', 'secretAccessKey', 'never'],
    [403, 'AuthorizationError', 'sns:Publish', 'never'],
    [400, 'InvalidParameter', 'telephone number', 'never'],
    [400, 'Throttling', 'AWS SNS', 'later'],
    [500, 'InternalError', 'AWS SNS', 'later'],
  ] as const)('says what %i %s means', async (status, code, words, retry) => {
    const body = `<ErrorResponse xmlns="http://sns.amazonaws.com/doc/2010-03-31/"><Error><Type>Sender</Type><Code>${code}</Code><Message>said</Message></Error></ErrorResponse>`;
    const receiver = await receiverOf({ status, body, headers: { 'content-type': 'text/xml' } });
    const outcome = await send(sns(receiver.url));
    expect(outcome).toMatchObject({ ok: false, error: { retry } });
    expect(outcome.ok ? '' : outcome.error.text).toContain(words);
    expect(JSON.stringify(outcome)).not.toMatch(/hunter2|234567890/);
    expect(receiver.received).toHaveLength(1);
  });
});

describe('before anything is sent', () => {
  it('a number that is none is refused', async () => {
    const receiver = await receiverOf();
    expect(await send(twilio(receiver.url), ['+44XXXXXXXXX'])).toMatchObject({
      ok: false,
      error: { retry: 'never', code: 'number' },
    });
    expect(receiver.received).toEqual([]);
  });

  it('a provider must be named', async () => {
    expect(await send(channelWith({}))).toMatchObject({ ok: false, error: { retry: 'never', code: 'not-configured' } });
  });
});
