import type { Step, Steps } from '../../../src/main/cli/simulate/notation.js';
import type { InputSeries } from '../../../src/main/cli/simulate/scenario.js';
import type { Series } from '../../../src/main/core/model/sample.js';
import { seriesId } from '../../../src/main/core/sample/series.js';
import type { Sky } from './happenings.js';

/** How a target behaves for some turns, and whether anything of it is read: `stale` announces the end of its series, once. */
export interface Stretch {
  readonly turns: number;
  readonly sky: Sky;
  readonly seen: 'read' | 'gap' | 'stale';
}

const PAGES = ['home', 'shop'] as const;
const FORMS = ['inquiry', 'booking'] as const;

const CALM: Sky = {
  ...{ target: '', up: true, failure: 'status', seconds: 0.3, submissions: 30, failing: 1, drift: 0, deploy: null },
  isReset: false,
};

/** What a scenario reads of two pages: `before` calm turns, up and down with the hour, then the stretches. */
export const inputOf = (before: number, stretches: readonly Stretch[]): readonly InputSeries[] => {
  const written = new Map<string, { readonly series: Series; readonly steps: Step[] }>();
  let turn = 0;
  const write = (series: Series, step: Step): void => {
    const found = written.get(seriesId(series)) ?? { series, steps: [] };
    written.set(seriesId(series), found);
    while (found.steps.length < turn) found.steps.push('gap');
    found.steps.push(step);
  };
  const pages = PAGES.map((page) => createPage(page, write));
  for (; turn < before; turn += 1) for (const page of pages) page.read(wave(turn));
  for (const { turns, sky, seen } of stretches) {
    for (const page of pages) if (page.name === sky.target) page.turn(sky, seen);
    for (const end = turn + turns; turn < end; turn += 1) for (const page of pages) page.read(0);
  }
  return [...written].map(([, { series, steps }]) => ({ id: seriesId(series), series, steps: stepsOf(steps) }));
};

/** A little up and down with the hour and from one reading to the next, without chance. */
const wave = (index: number): number => Math.sin((index * Math.PI) / 48) + ((index * 7) % 5) / 10;

const stepsOf = (steps: readonly Step[]): Steps => ({ length: steps.length, at: (index) => steps[index] });

interface Page {
  readonly name: string;
  turn(sky: Sky, seen: Stretch['seen']): void;
  read(wave: number): void;
}

const createPage = (name: string, write: (series: Series, step: Step) => void): Page => {
  let sky = CALM;
  let seen: Stretch['seen'] = 'read';
  let counts = { submissions: 0, failures: 0 };
  let queue = 20;
  let deploy: Sky['deploy'] = null;
  const put = (metric: string, value: number, labels: Readonly<Record<string, string>> = {}): void =>
    write({ name: metric, labels: { ...labels, target: name } }, seen === 'read' ? value : seen);
  return {
    name,
    turn: (next, howSeen) => {
      sky = next;
      seen = howSeen;
      deploy = next.deploy;
      if (next.isReset) counts = { submissions: 0, failures: 0 };
    },
    read: (wave) => {
      counts = {
        submissions: counts.submissions + sky.submissions,
        failures: counts.failures + Math.min(sky.failing, sky.submissions),
      };
      queue += sky.drift;
      put('up', sky.up ? 1 : 0);
      if (sky.up || sky.failure === 'status') put('http_response_seconds', sky.seconds + 0.05 * wave);
      put('queue_items', queue + 2 * wave);
      for (const form of FORMS) {
        put('form_submissions_total', counts.submissions, { form });
        put('form_failures_total', counts.failures, { form });
      }
      if (deploy !== null) put('deploys', 1, { status: deploy });
      deploy = null;
      if (seen === 'stale') seen = 'gap';
    },
  };
};
