import type { SendError } from '../../core/port/channel.js';

interface SmtpFailure {
  readonly code?: string;
  readonly responseCode?: number;
  readonly response?: string;
  readonly message?: string;
}

const REMEDIES: Readonly<Record<string, string>> = {
  EAUTH: 'The server refuses the login. Check user and password; many providers want a password made for this purpose.',
  EDNS: 'The server’s name is not known (DNS). Check channels.email.smtp.host.',
  ECONNECTION: 'The server cannot be reached. Check channels.email.smtp.host and port.',
  ESOCKET: 'The connection to the server failed. Check its port, and that it speaks TLS there.',
  ETLS: 'The server offers no encryption (STARTTLS). Use one that does, or set allowInsecure: true beside its host.',
  ETIMEDOUT: 'The server did not answer in time.',
  EENVELOPE: 'The server refuses the sender or the recipients.',
};

/** What went wrong, in words, and whether another try may help. Holds no password: servers do not repeat it, and nothing of ours is quoted. */
export const sendErrorOf = (problem: unknown, isAborted: boolean): SendError => {
  const { code = '', responseCode, response, message = String(problem) } = problem as SmtpFailure;
  if (isAborted) return { retry: 'later', code: 'timeout', text: 'The mail server did not answer in time.' };
  const said = response === undefined ? '' : ` It said: ${response.slice(0, 200)}`;
  const text = `${wordsOf(code, message)}${said}`;
  // 5xx is for good, but a login that is refused now may be mended while the message waits.
  const isForGood = responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH';
  return {
    retry: isForGood ? 'never' : 'later',
    code: responseCode === undefined ? code.toLowerCase() || 'failed' : String(responseCode),
    text,
  };
};

/** The library names every trouble of a connection alike; what the system said stands in the message. */
const UNREACHED = /ECONNREFUSED|EHOSTUNREACH|ENETUNREACH/;

const wordsOf = (code: string, message: string): string => {
  if (/certificate/i.test(message)) return `The server’s certificate is not trusted: ${message}.`;
  if (UNREACHED.test(message)) return REMEDIES.ECONNECTION as string;
  return REMEDIES[code] ?? message;
};
