import { createHash } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
import type { Delivery } from '../../core/model/notification.js';
import type { DailyReport } from '../../core/model/report.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Background, Channel, Receipt, SendError } from '../../core/port/channel.js';
import type { Secrets } from '../../core/port/secrets.js';
import type { EmailTransport } from '../../core/port/transports.js';
import { seconds } from '../../core/time/instant.js';
import type { FirstSteps } from '../facts.js';
import { isLoopback } from '../loopback.js';
import { checkServer } from './check.js';
import { sendErrorOf } from './failure.js';
import { type Letter, letterOf } from './letter.js';

export interface EmailChannelParts {
  /** As configured now; null: off. */
  readonly transport: () => EmailTransport | null;
  readonly secrets: Secrets;
  readonly firstSteps: FirstSteps;
  /** PEM certificates of authorities that are trusted besides the built-in ones. */
  readonly authorities?: readonly string[];
}

type Smtp = NonNullable<EmailTransport['smtp']>;

/** Mails by SMTP: encrypted before anything is said, unless the server is this machine or plain text was allowed. */
export const createEmailChannel = ({ transport, secrets, firstSteps, authorities }: EmailChannelParts): Channel => {
  const send = async (
    delivery: Delivery,
    signal: AbortSignal,
    background: () => Background,
  ): Promise<Result<Receipt, SendError>> => {
    const way = await openWay();
    if (!way.ok) return way;
    const known = background();
    const letter = letterOf(delivery, known, firstSteps, await reportIn(known));
    return handIn(way.value.mailer, mailOf(delivery, known, way.value.from, letter), signal);
  };
  const openWay = async (): Promise<Result<Way, SendError>> => {
    const settings = transport();
    if (settings?.smtp == null || settings.from === null) return fail(notConfigured(settings));
    const password = settings.smtp.password === null ? ok('') : await secrets.read(settings.smtp.password);
    if (!password.ok)
      return fail({ retry: 'later', code: 'secret', text: `The password cannot be had: ${password.error.message}.` });
    const mailer = createTransport(optionsOf(settings.smtp, password.value, authorities));
    return ok({ mailer, smtp: settings.smtp, from: settings.from });
  };
  const check: Channel['check'] = async (signal) => {
    const way = await openWay();
    return way.ok ? checkServer(way.value, signal) : [{ what: 'Settings', state: 'failed', text: way.error.text }];
  };
  const lacks = (): string | null => {
    const settings = transport();
    return settings !== null && (settings.smtp === null || settings.from === null) ? notConfigured(settings).text : null;
  };
  return { kind: 'email', pace: PACE, send, lacks, check, stop: async () => undefined };
};

/** A connection to be made, and what it is made with. */
interface Way {
  readonly mailer: Transporter;
  readonly smtp: Smtp;
  readonly from: string;
}

/** Few connections and no bursts: mail servers take more of either for an attack, and send nothing at all for a while. */
const PACE = { atOnce: 3, ahead: 0, rate: { count: 5, per: seconds(1) } };

const notConfigured = (settings: EmailTransport | null): SendError => {
  const missing =
    settings?.smtp == null ? 'a server. Add channels.email.smtp: { host: … }' : 'a sender. Add channels.email.from: …';
  return { retry: 'never', code: 'not-configured', text: `Email lacks ${missing}.` };
};

const TLS_FROM_THE_START = 465;
/** Less than a delivery may take in all, so that the failure says at which step it was. */
const STEP_LIMIT = 10_000;
/** How long a server has to say goodbye, in milliseconds: one that hangs does not. */
const FAREWELL = 250;

const optionsOf = (smtp: Smtp, password: string, authorities: readonly string[] | undefined) => ({
  host: smtp.host,
  port: smtp.port,
  secure: smtp.port === TLS_FROM_THE_START,
  requireTLS: !isLoopback(smtp.host) && !smtp.allowInsecure,
  ...(smtp.user === null ? {} : { auth: { user: smtp.user, pass: password } }),
  tls: { minVersion: 'TLSv1.2' as const, ...(authorities === undefined ? {} : { ca: [...authorities] }) },
  connectionTimeout: STEP_LIMIT,
  greetingTimeout: STEP_LIMIT,
  socketTimeout: STEP_LIMIT,
  socketCloseTimeout: FAREWELL,
  disableFileAccess: true,
  disableUrlAccess: true,
});

/** The signal is the library's as well: what is given up is closed at once, and not when the server's own time is over. */
const handIn = async (mailer: Transporter, mail: SendMailOptions, signal: AbortSignal): Promise<Result<Receipt, SendError>> => {
  const given: SendMailOptions & { readonly signal: AbortSignal } = { ...mail, signal };
  try {
    const { response, rejected } = (await mailer.sendMail(given)) as Answered;
    const refused = rejected?.length ?? 0;
    return ok({ text: refused === 0 ? response : `${response} (${refused} of the recipients were refused)` });
  } catch (problem) {
    return fail(sendErrorOf(problem, signal.aborted));
  } finally {
    mailer.close();
  }
};

interface Answered {
  readonly response: string;
  readonly rejected?: readonly unknown[];
}

/** Milliseconds that figures may take to reckon: the attempt they belong to has to end in time. */
const MOST_RECKONING = 5_000;

/** A summary that cannot be drawn in time is sent in words: no charts are no reason for silence. */
const reportIn = async ({ report }: Background): Promise<DailyReport | null> => {
  const ended = new AbortController();
  try {
    const late = wait(MOST_RECKONING, null, { signal: ended.signal }).catch(() => null);
    return await Promise.race([report?.() ?? null, late]);
  } catch {
    return null;
  } finally {
    ended.abort();
  }
};

const mailOf = (delivery: Delivery, background: Background, from: string, letter: Letter): SendMailOptions => {
  const { subject, text, html } = letter;
  const first = delivery.follows === undefined ? null : messageIdOf(delivery.follows, from);
  return {
    from: { name: 'Watchroom', address: from },
    to: [...delivery.recipients],
    subject,
    text,
    html,
    messageId: messageIdOf(delivery.id, from),
    ...(first === null ? {} : { inReplyTo: first, references: [first] }),
    date: new Date(background.now),
    headers: {
      ...(delivery.message.severity === 'critical' ? URGENT : {}),
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'X-Watchroom-Delivery': delivery.id,
    },
  };
};

/** How mail programs know that it should not wait. */
const URGENT = { Importance: 'high', 'X-Priority': '1' };

/** The same for every try of a delivery, so that a mailbox which got it twice shows it once; and known to what follows it. */
const messageIdOf = (delivery: string, from: string): string => {
  const domain = from.slice(from.lastIndexOf('@') + 1);
  return `<${createHash('sha256').update(delivery).digest('hex').slice(0, 32)}@${domain}>`;
};
