import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';

export interface MailServer {
  readonly port: number;
  /** What was handed in, oldest first. */
  readonly mails: ParsedMail[];
  /** Whom the sender named to the server, mail by mail. */
  readonly recipients: (readonly string[])[];
  stop(): Promise<void>;
}

/** A real mail server on loopback that keeps what it is given. */
export const startMailServer = async (options: SMTPServerOptions = {}): Promise<MailServer> => {
  const mails: ParsedMail[] = [];
  const recipients: (readonly string[])[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: options.onAuth === undefined ? ['AUTH', 'STARTTLS'] : [],
    onData: (stream, session, done) => {
      simpleParser(stream).then(
        (mail) => {
          mails.push(mail);
          recipients.push(session.envelope.rcptTo.map(({ address }) => address));
          done();
        },
        (problem: Error) => done(problem),
      );
    },
    ...options,
  });
  server.on('error', () => undefined);
  const listening = server.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  return {
    port: (listening.address() as AddressInfo).port,
    mails,
    recipients,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
};
