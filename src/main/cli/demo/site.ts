import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer, type Server as SecureServer } from 'node:https';
import type { Result } from '../../core/model/result.js';
import type { Clock } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import { after, days } from '../../core/time/instant.js';
import { systemClock } from '../../platform/clock.js';
import { createBuilds } from './builds.js';
import { type Identity, issueCertificate } from './certificate/certificate.js';
import type { FaultName, FaultState, FaultValue } from './fault.js';
import { createFaults } from './faults.js';
import { type Listener, startListener } from './listener.js';
import { createPanel, type DemoState } from './panel/service.js';
import { createShopFront } from './shop-front.js';
import { createSubmissions } from './submissions.js';
import { startVisitors } from './visitors.js';
import { createVisits, type Visits } from './visits.js';

export interface DemoSiteOptions {
  /** The site's port; the secure site takes the next one and the panel the one after. Default: any free ones. */
  readonly port?: number;
  readonly log: Log;
  readonly clock?: Clock;
  /** Whether make-believe visitors send a form every second; default `none`. */
  readonly visitors?: 'sending' | 'none';
}

export interface DemoSite {
  /** Addresses end in a slash, but for the panel's. */
  readonly url: string;
  readonly httpsUrl: string;
  readonly panelUrl: string;
  /** PEM certificate of the authority that vouches for the secure site, made anew at each start. */
  readonly authority: string;
  /** What visitors do, for a console that is told of it. */
  readonly visits: Visits;
  /** True: on, at its last value. False: off. A number or a text: on, with that value. Resolves once the site behaves so. */
  set(fault: FaultName, value: FaultValue): Promise<Result<FaultState, string>>;
  state(): DemoState;
  stop(): Promise<void>;
}

/** Starts a small real site on loopback that can be broken on purpose. Rejects where a port is taken. */
export const startDemoSite = async (options: DemoSiteOptions): Promise<DemoSite> => {
  const { port = 0, log, clock = systemClock() } = options;
  const submissions = createSubmissions();
  const faults = createFaults(({ fault, on, value }) => log.info('demo.fault', { fault, on, value }));
  const identities = makeIdentities(clock);
  const front = createShopFront({ faults, submissions }, clock, () => panelUrl);
  const secureServer = createSecureServer(contextOf(identities.valid), front);
  const panelServer = createServer(
    createPanel({ state: () => state(), set: (fault, value) => set(fault, value), builds: createBuilds(faults, clock) }),
  );
  const [site, secure, panel] = await startAll([createServer(front), secureServer, panelServer], port);
  const url = `http://127.0.0.1:${site.port}/`;
  const httpsUrl = `https://127.0.0.1:${secure.port}/`;
  const panelUrl = `http://127.0.0.1:${panel.port}/break-it`;

  const state = (): DemoState => ({
    site: url,
    secureSite: httpsUrl,
    faults: faults.list(),
    submissions: submissions.counts(),
  });
  let lane: Promise<unknown> = Promise.resolve();
  const set = (fault: string, value: FaultValue): Promise<Result<FaultState, string>> => {
    // One after the other: a server must have closed before it can open again.
    const turning = lane.then(async () => {
      const turned = faults.set(fault, value);
      if (turned.ok) await apply(turned.value, { site, secure, secureServer, identities });
      return turned;
    });
    lane = turning;
    return turning;
  };
  const stopVisitors = options.visitors === 'sending' ? startVisitors(url, clock) : () => undefined;
  log.info('demo.started', { url, httpsUrl, panelUrl });
  const stop = async (): Promise<void> => {
    stopVisitors();
    await Promise.all([panel.close(), secure.close(), site.close()]);
  };
  return {
    url,
    httpsUrl,
    panelUrl,
    visits: createVisits({ faults, submissions }),
    authority: identities.authority.certificate,
    set,
    state,
    stop,
  };
};

type Three<T> = readonly [T, T, T];

/** All of them or none: those that already listen are closed where a later one cannot. */
const startAll = async (servers: Three<Server>, port: number): Promise<Three<Listener>> => {
  const portOf = (index: number): number => (port === 0 ? 0 : port + index);
  const started = await Promise.allSettled(servers.map((server, index) => startListener(server, portOf(index))));
  const failed = started.find((outcome) => outcome.status === 'rejected');
  const listeners = started.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  if (failed === undefined) return listeners as unknown as Three<Listener>;
  await Promise.all(listeners.map((listener) => listener.close()));
  throw failed.reason;
};

interface Machinery {
  readonly site: Listener;
  readonly secure: Listener;
  readonly secureServer: SecureServer;
  readonly identities: Identities;
}

/** Two faults are not in what the site answers but in how it can be reached. */
const apply = async ({ fault, on }: FaultState, { site, secure, secureServer, identities }: Machinery): Promise<void> => {
  if (fault === 'refused') {
    await Promise.all([site, secure].map((listener) => (on ? listener.close() : listener.open())));
  }
  if (fault === 'expired-certificate') {
    secureServer.setSecureContext(contextOf(on ? identities.expired : identities.valid));
    secureServer.closeAllConnections(); // An open connection would go on under the old certificate.
  }
};

interface Identities {
  readonly authority: Identity;
  readonly valid: Identity;
  readonly expired: Identity;
}

const HOSTS = ['localhost', '127.0.0.1'];

const makeIdentities = (clock: Clock): Identities => {
  const now = clock.now();
  const name = 'Albion Demo Authority';
  const span = (from: number, to: number) => ({ from: after(now, days(from)), to: after(now, days(to)) });
  const authority = issueCertificate({ name, hosts: [], ...span(-400, 400), use: 'authority' });
  const server = { name: 'Albion Tutors', hosts: HOSTS, use: 'server' } as const;
  return {
    authority,
    valid: issueCertificate({ ...server, ...span(-1, 90) }, authority),
    expired: issueCertificate({ ...server, ...span(-91, -1) }, authority),
  };
};

const contextOf = ({ certificate, key }: Identity): { readonly cert: string; readonly key: string } => ({
  cert: certificate,
  key,
});
