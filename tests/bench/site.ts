import { createLoopback } from '../support/servers/loopback.js';

export interface Arrival {
  readonly id: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** A site of a thousand pages on loopback, each of which can be broken. */
export interface BenchSite {
  readonly url: string;
  /** Every look so far. */
  readonly arrivals: Arrival[];
  /** From now on the page answers 500. Resolves once it has answered so, to milliseconds since the epoch. */
  breakPage(id: string): Promise<number>;
  closedPort(): Promise<number>;
  stop(): Promise<unknown>;
}

export const PAGES: readonly string[] = Array.from({ length: 1_000 }, (_, n) => `page-${n}`);
const BODY = 'x'.repeat(20_000);

/** The wall clock with fractions of a millisecond. */
const wallClock = (): number => performance.timeOrigin + performance.now();

export const startBenchSite = async (): Promise<BenchSite> => {
  const loopback = createLoopback();
  const arrivals: Arrival[] = [];
  const broken = new Map<string, (at: number) => void>();
  const url = await loopback.http((request, response) => {
    const id = (request.url ?? '').slice(1);
    arrivals.push({ id, at: Date.now() });
    response.statusCode = broken.has(id) ? 500 : 200;
    response.end(BODY, () => broken.get(id)?.(wallClock()));
  });
  return {
    url,
    arrivals,
    breakPage: (id) => new Promise((resolve) => broken.set(id, resolve)),
    closedPort: loopback.closedPort,
    stop: loopback.stop,
  };
};

/** A configuration that reads these pages (default: once a minute), and fires as soon as one is down; with the built-in rules, or with that one. */
export const watchingPages = (site: string, ids: readonly string[], profile: 'royal-client' | 'none', every = '60s'): string =>
  JSON.stringify({
    version: 1,
    profile,
    site: { name: 'Bench', timeZone: 'UTC' },
    connectivity: { probes: [] },
    channels: { desktop: { enabled: true, sound: false } },
    // One rule here speaks more often than the limit allows; what is measured is how soon, not whether.
    rateLimits: { perRule: '1000/h' },
    rules: [
      {
        id: 'bench-down',
        severity: 'critical',
        category: 'availability',
        when: { metric: 'up', below: 1 },
        resolve: { auto: true, after: 0, goodReadings: 1 },
      },
    ],
    targets: ids.map((id) => ({ id, url: `${site}/${id}`, every })),
  });
