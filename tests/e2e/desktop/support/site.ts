import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A page on loopback that a test breaks and mends. */
export interface Site {
  readonly url: string;
  breakIt(): void;
  mend(): void;
  stop(): Promise<void>;
}

export const startSite = async (): Promise<Site> => {
  let status = 200;
  const server: Server = createServer((_request, response) => {
    response.writeHead(status, { 'Content-Type': 'text/html', Connection: 'close' });
    response.end('<!doctype html><title>Shop</title>Book a lesson');
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    breakIt: () => {
      status = 503;
    },
    mend: () => {
      status = 200;
    },
    stop: () => new Promise((done) => server.close(() => done())),
  };
};

/** A desk that watches one page every second, fires at once, and resolves as soon as the product allows. */
export const watching = (url: string, extra = ''): string => `version: 1
site: { name: Test site, timeZone: Europe/London }
operator: { name: Ann, role: admin }
profile: none
sources: { host: { enabled: false } }
connectivity: { probes: [] }
targets:
  - { id: booking, name: Booking page, url: "${url}", every: 1s, timeout: 900ms }
rules:
  - id: site-down
    name: Site down
    severity: critical
    category: availability
    impact: high
    when: { metric: up, below: 1 }
    resolve: { auto: true, after: 5m, goodReadings: 3 }
channels:
  desktop: { enabled: true, sound: false }
${extra}`;
