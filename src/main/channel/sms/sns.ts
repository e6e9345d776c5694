import { fail, ok } from '../../core/model/result.js';
import type { SendError } from '../../core/port/channel.js';
import type { Secrets } from '../../core/port/secrets.js';
import type { SmsTransport } from '../../core/port/transports.js';
import type { SendSms } from './provider.js';

type Sns = NonNullable<SmsTransport['sns']>;

/** Sends by AWS SNS, as a transactional message. The SDK is large and is loaded with the first one. */
export const bySns =
  (settings: Sns, secrets: Secrets): SendSms =>
  async ({ to, text, signal }) => {
    const key = await secrets.read(settings.accessKeyId);
    const secret = await secrets.read(settings.secretAccessKey);
    if (!key.ok) return fail(noSecret(key.error.message));
    if (!secret.ok) return fail(noSecret(secret.error.message));
    const { SNSClient, PublishCommand } = await import('@aws-sdk/client-sns');
    const client = new SNSClient({
      region: settings.region,
      credentials: { accessKeyId: key.value, secretAccessKey: secret.value },
      // The outbox tries again, and says so.
      maxAttempts: 1,
      ...(settings.url === null ? {} : { endpoint: settings.url }),
    });
    try {
      const attributes = {
        'AWS.SNS.SMS.SMSType': 'Transactional',
        ...(settings.senderId === null ? {} : { 'AWS.SNS.SMS.SenderID': settings.senderId }),
      };
      const answer = await client.send(
        new PublishCommand({
          PhoneNumber: to,
          Message: text,
          MessageAttributes: Object.fromEntries(
            Object.entries(attributes).map(([name, value]) => [name, { DataType: 'String', StringValue: value }]),
          ),
        }),
        { abortSignal: signal },
      );
      return ok(answer.MessageId === undefined ? 'taken by AWS SNS' : `taken by AWS SNS as ${answer.MessageId}`);
    } catch (problem) {
      return fail(failureOf(problem, signal));
    } finally {
      client.destroy();
    }
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
