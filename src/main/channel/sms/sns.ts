import type { SNSClient } from '@aws-sdk/client-sns';
import type { CheckPoint } from '../../core/model/notification.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { SendError } from '../../core/port/channel.js';
import type { Secrets } from '../../core/port/secrets.js';
import type { SmsTransport } from '../../core/port/transports.js';
import type { SmsProvider } from './provider.js';

type Sns = NonNullable<SmsTransport['sns']>;

/** Carries messages by AWS SNS, as transactional ones. The SDK is large and is loaded with the first use. */
export const bySns = (settings: Sns, secrets: Secrets): SmsProvider => {
  const withClient: WithClient = async (use, signal) => {
    const key = await secrets.read(settings.accessKeyId);
    const secret = await secrets.read(settings.secretAccessKey);
    if (!key.ok) return fail(noSecret(key.error.message));
    if (!secret.ok) return fail(noSecret(secret.error.message));
    const sdk = await import('@aws-sdk/client-sns');
    const client = new sdk.SNSClient({
      region: settings.region,
      credentials: { accessKeyId: key.value, secretAccessKey: secret.value },
      // The outbox tries again, and says so.
      maxAttempts: 1,
      ...(settings.url === null ? {} : { endpoint: settings.url }),
    });
    try {
      return ok(await use(client, sdk));
    } catch (problem) {
      return fail(failureOf(problem, signal));
    } finally {
      client.destroy();
    }
  };
  return {
    send: async ({ to, text, signal }) => {
      const input = { PhoneNumber: to, Message: text, MessageAttributes: attributesOf(settings.senderId) };
      const answer = await withClient(
        (client, { PublishCommand }) => client.send(new PublishCommand(input), { abortSignal: signal }),
        signal,
      );
      if (!answer.ok) return answer;
      const { MessageId: id } = answer.value;
      return ok(id === undefined ? 'taken by AWS SNS' : `taken by AWS SNS as ${id}`);
    },
    check: async (signal) => [await accessPoint(withClient, signal)],
  };
};

type Sdk = typeof import('@aws-sdk/client-sns');

type WithClient = <Answer>(
  use: (client: SNSClient, sdk: Sdk) => Promise<Answer>,
  signal: AbortSignal,
) => Promise<Result<Answer, SendError>>;

const attributesOf = (senderId: string | null): Readonly<Record<string, { DataType: string; StringValue: string }>> => ({
  'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
  ...(senderId === null ? {} : { 'AWS.SNS.SMS.SenderID': { DataType: 'String', StringValue: senderId } }),
});

/** Asks for the account's standing, which sends nothing. A key that may only publish is refused that, and is a good key all the same. */
const accessPoint = async (withClient: WithClient, signal: AbortSignal): Promise<CheckPoint> => {
  const what = 'Access key';
  const asked = await withClient(
    (client, { GetSMSSandboxAccountStatusCommand }) =>
      client.send(new GetSMSSandboxAccountStatusCommand({}), { abortSignal: signal }),
    signal,
  );
  if (asked.ok)
    return asked.value.IsInSandbox === true
      ? SANDBOX
      : { what, state: 'ok', text: 'AWS knows the key, and the account may send.' };
  return asked.error.code === '403' && asked.error.text === REMEDIES.AuthorizationError
    ? { what, state: 'unknown', text: 'AWS knows the key. Whether it may publish, only a test message shows.' }
    : { what, state: 'failed', text: asked.error.text };
};

const SANDBOX: CheckPoint = {
  what: 'Access key',
  state: 'failed',
  text: 'AWS knows the key, but the account is in the SMS sandbox: it sends to verified numbers only. Ask AWS to move it out.',
};

const noSecret = (why: string): SendError => ({
  retry: 'later',
  code: 'secret',
  text: `A secret of AWS cannot be had: ${why}.`,
});

interface AwsProblem {
  readonly name?: string;
  readonly message?: string;
  readonly $metadata?: { readonly httpStatusCode?: number };
}

const REMEDIES: Readonly<Record<string, string>> = {
  InvalidClientTokenId: 'AWS does not know the access key. Check channels.sms.sns.accessKeyId.',
  SignatureDoesNotMatch: 'AWS refuses the signature. Check channels.sms.sns.secretAccessKey.',
  AuthorizationError: 'The access key may not publish. Give it the permission sns:Publish.',
  AccessDenied: 'The access key may not publish. Give it the permission sns:Publish.',
  InvalidParameter: 'AWS SNS says that this is no telephone number, or that the sender’s name is not allowed.',
  OptedOut: 'The person has opted out, and AWS SNS sends nothing more to this number.',
};

const failureOf = (problem: unknown, signal: AbortSignal): SendError => {
  if (signal.aborted) return { retry: 'later', code: 'timeout', text: 'AWS SNS did not answer in time.' };
  const { name = 'failed', message = '', $metadata } = problem as AwsProblem;
  const status = $metadata?.httpStatusCode;
  const isForGood =
    status !== undefined && status >= 400 && status < 500 && status !== 408 && status !== 429 && !/Throttl/.test(name);
  const known = REMEDIES[name.replace(/Exception$/, '')];
  return {
    retry: isForGood ? 'never' : 'later',
    code: status === undefined ? name : String(status),
    text: known ?? `AWS SNS: ${message.slice(0, 200)}`,
  };
};
