import { createLoopback } from '../../support/servers/loopback.js';

export interface FlippingSite {
  readonly targets: readonly string[];
  /** The configuration of a console that watches all of it, each page once a second. */
  readonly config: string;
  /** From now on every page stays as it is. */
  calm(): void;
  stop(): Promise<void>;
}

const PAGES = 16;
const MOODS = [350, 550, 750];

/** Every fourth page is always down; the others are well and down in turn, each at its own pace of a few hundred milliseconds. */
const isDown = (page: number, at: number): boolean => {
  if (page % 4 === 0) return true;
  const mood = MOODS[page % MOODS.length] as number;
  return Math.floor((at + page * 137) / mood) % 2 === 1;
};

/** A real server whose pages fail and recover all the time, so that the engine never rests. */
export const createFlippingSite = async (): Promise<FlippingSite> => {
  const loopback = createLoopback();
  let calmSince = Number.POSITIVE_INFINITY;
  const url = await loopback.http((request, response) => {
    response.statusCode = isDown(Number(request.url?.slice(1)), Math.min(Date.now(), calmSince)) ? 503 : 200;
    response.end('hello');
  });
  const targets = Array.from({ length: PAGES }, (_, page) => `page-${page}`);
  const calm = (): void => {
    calmSince = Date.now();
  };
  return { targets, config: configOf(url, targets), calm, stop: loopback.stop };
};

const configOf = (url: string, targets: readonly string[]): string =>
  JSON.stringify({
    version: 1,
    profile: 'none',
    operator: { name: 'Ann', role: 'admin' },
    sources: { host: { enabled: false } },
    connectivity: { probes: [] },
    channels: { desktop: { enabled: true, sound: false } },
    rules: [
      {
        id: 'down',
        severity: 'critical',
        category: 'availability',
        when: { metric: 'up', below: 1 },
        resolve: { auto: true, after: 0, goodReadings: 1 },
      },
      {
        id: 'failing',
        severity: 'warning',
        category: 'infrastructure',
        when: { metric: 'http_status_code', above: 499 },
        resolve: { auto: false },
      },
    ],
    targets: targets.map((id, page) => ({
      id,
      url: `${url}/${page}`,
      every: '1s',
      timeout: '900ms',
      confirm: { tries: 1, wait: 0 },
    })),
  });
