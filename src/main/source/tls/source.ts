import { TLSSocket } from 'node:tls';
import type { Problem } from '../../core/model/reading.js';
import { fail, ok } from '../../core/model/result.js';
import type { TlsTarget, TlsVersion } from '../../core/model/target.js';
import type { Source } from '../../core/port/source.js';
import { shownEndpoint } from '../net/endpoint.js';
import { timeoutFailure } from '../net/failure.js';
import { openSocket } from '../net/open.js';
import { certificateProblem } from '../net/problem.js';
import { createServiceSource, type Probe, type ServiceOptions } from '../net/service.js';
import { tlsVersionOf } from '../net/version.js';

/** Reads ports that speak TLS: who answers, by which certificate, and in which version. Nothing is sent inside. */
export const createTlsSource = (options: ServiceOptions = {}): Source<TlsTarget> => createServiceSource('tls', options, probe);

const probe: Probe<TlsTarget> = async (target, probing) => {
  const { host, port, serverName, ip, timeout, expect } = target;
  const at = { host, port, ...(serverName === null ? {} : { serverName }) };
  const opened = await openSocket(at, {
    ...probing,
    ip,
    cover: { trust: probing.trust },
    whenCut: (stage) => timeoutFailure(at, stage, timeout / 1_000),
  });
  if (!opened.ok) return opened;
  const { socket, stopwatch, address, certificate } = opened.value;
  stopwatch.mark('end');
  const version = socket instanceof TLSSocket ? tlsVersionOf(socket) : null;
  socket.destroy();
  // A connection without a certificate is not one that can be trusted, whatever else it is.
  if (certificate === null) return fail({ kind: 'target', code: 'tls', text: `${shownEndpoint(at)} shows no certificate` });
  const problems = [
    expect.certificateDays === null ? null : certificateProblem(certificate, expect.certificateDays, probing.clock.now()),
    expect.version === null ? null : versionProblem(version, expect.version),
  ].filter((problem) => problem !== null);
  const facts = { certificate, ...(address === null ? {} : { address }), ...(version === null ? {} : { protocol: version }) };
  return ok({ took: stopwatch.took(), phases: stopwatch.phases(), problems, facts });
};

const versionProblem = (spoken: string | null, least: TlsVersion): Problem | null =>
  (spoken ?? '') >= `TLS ${least}`
    ? null
    : { code: 'protocol', text: `speaks ${spoken ?? 'an unknown version of TLS'}, expected at least TLS ${least}` };
