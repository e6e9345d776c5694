import type { Transporter } from 'nodemailer';
import type { CheckPoint } from '../../core/model/notification.js';
import type { EmailTransport } from '../../core/port/transports.js';
import { isLoopback } from '../loopback.js';
import { cutOff } from './cut-off.js';
import { sendErrorOf } from './failure.js';

interface Way {
  readonly mailer: Transporter;
  readonly smtp: NonNullable<EmailTransport['smtp']>;
  readonly from: string;
}

/** Shakes hands with the mail server as before a message: connects, encrypts and logs in, and hands in nothing. */
export const checkServer = async ({ mailer, smtp, from }: Way, signal: AbortSignal): Promise<readonly CheckPoint[]> => {
  const cut = cutOff(signal);
  try {
    await Promise.race([mailer.verify(), cut.off]);
    return [{ what: 'Server', state: 'ok', text: greeted(smtp) }, encryptionOf(smtp), loginOf(smtp), senderOf(from)];
  } catch (problem) {
    return [
      { what: 'Server', state: 'failed', text: `${smtp.host}:${smtp.port}. ${sendErrorOf(problem, signal.aborted).text}` },
    ];
  } finally {
    cut.forget();
    mailer.close();
  }
};

type Smtp = Way['smtp'];

const greeted = ({ host, port }: Smtp): string => `${host}:${port} answers as a mail server.`;

const encryptionOf = ({ host, allowInsecure }: Smtp): CheckPoint => {
  const what = 'Encryption';
  if (isLoopback(host)) return { what, state: 'ok', text: 'Not asked for: the server is this machine.' };
  if (!allowInsecure) return { what, state: 'ok', text: 'The connection is encrypted before anything is said.' };
  return { what, state: 'unknown', text: 'allowInsecure is set: where the server offers none, mails go in the clear.' };
};

const loginOf = ({ user }: Smtp): CheckPoint => {
  const what = 'Login';
  return user === null
    ? { what, state: 'unknown', text: 'No user is set. Some servers take mail without, many do not.' }
    : { what, state: 'ok', text: `The server takes the login of ${user}.` };
};

const senderOf = (from: string): CheckPoint => ({
  what: 'Sender',
  state: 'unknown',
  text: `Whether the server takes mail from ${from}, and delivers it, only a test message shows.`,
});
