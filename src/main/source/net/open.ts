import { isIP, type LookupFunction, connect as plainConnect, type Socket } from 'node:net';
import { type ConnectionOptions, type SecureContext, connect as secureConnect, TLSSocket } from 'node:tls';
import type { CertificateFacts } from '../../core/model/reading.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Clock } from '../../core/port/clock.js';
import { certificateOf, type Secured } from './certificate.js';
import { describeError, type Failure } from './failure.js';
import { type Stage, type Stopwatch, startStopwatch } from './stopwatch.js';

/** How a connection is opened. */
export interface Opening {
  readonly clock: Clock;
  /** Ends the attempt at once. */
  readonly signal: AbortSignal;
  /** What to answer when the signal ends it. */
  readonly whenCut: (stage: Stage) => Failure;
  readonly lookup: LookupFunction;
  /** The only version of IP that is tried; null: whichever answers. */
  readonly ip: 4 | 6 | null;
  /** What TLS is spoken with; null: it is a plain connection. */
  readonly cover: { readonly trust: SecureContext; readonly protocols?: readonly string[] } | null;
  /** Says what an error does that is none of the connection's own. */
  readonly otherwise?: (code: string) => string;
}

/** An open connection, which whoever asked for it must destroy. */
export interface Opened {
  readonly socket: Socket;
  readonly stopwatch: Stopwatch;
  readonly address: string | null;
  /** What it showed, verified; null on a plain connection. */
  readonly certificate: CertificateFacts | null;
}

/** Opens one connection and, where it is covered, verifies who answers, with each phase timed. */
export const openSocket = (at: Secured, opening: Opening): Promise<Result<Opened, Failure>> =>
  new Promise((resolve) => {
    const { signal, cover } = opening;
    const stopwatch = startStopwatch(opening.clock, at, cover === null ? 'plain' : 'tls');
    const socket = connectTo(at, opening);
    const settle = (outcome: Result<Opened, Failure>): void => {
      signal.removeEventListener('abort', cut);
      if (!outcome.ok) socket.destroy();
      resolve(outcome);
    };
    const cut = (): void => settle(fail(opening.whenCut(stopwatch.stage())));
    stopwatch.follow(socket);
    // Stays for as long as the socket does: a late error must find a listener.
    socket.on('error', (error) => settle(fail(describeError(error, at, stopwatch.stage(), opening.otherwise))));
    socket.once(cover === null ? 'connect' : 'secureConnect', () => settle(ok(openedOf(socket, stopwatch))));
    if (signal.aborted) return cut();
    signal.addEventListener('abort', cut, { once: true });
  });

const connectTo = ({ host, port, serverName = host }: Secured, { lookup, ip, cover }: Opening): Socket => {
  const common = { host, port, lookup, ...(ip === null ? {} : { family: ip }) };
  if (cover === null) return plainConnect(common);
  // An address is no name to ask for; which one the certificate must be of is still checked.
  const named: ConnectionOptions = isIP(serverName) === 0 ? { servername: serverName } : {};
  const protocols: ConnectionOptions = cover.protocols === undefined ? {} : { ALPNProtocols: [...cover.protocols] };
  return secureConnect({ ...common, ...named, ...protocols, secureContext: cover.trust });
};

const openedOf = (socket: Socket, stopwatch: Stopwatch): Opened => ({
  socket,
  stopwatch,
  address: socket.remoteAddress ?? null,
  certificate: socket instanceof TLSSocket && socket.authorized ? certificateOf(socket, null) : null,
});
