import { Agent, request } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, it } from 'vitest';
import { createDataFolder, startConsole } from '../support/process.js';
import { machineLoad, processorSeconds, residentMegabytes } from './process-figures.js';
import { printTable, summarise } from './support.js';

const LINES_A_SECOND = 20_000;
/** Lines that are sent at once. */
const LINES = 200;
/** `INGEST_SECONDS` asks for a longer stretch: whether memory is flat shows only then. */
const SECONDS = Number(process.env.INGEST_SECONDS ?? 60);
const EVERY = (1_000 * LINES) / LINES_A_SECOND;

const PAGES = ['home', 'tutors', 'tutors/maths', 'inquire', 'book', 'about', 'prices', 'contact'];
const DEVICES = ['mobile', 'desktop', 'tablet'];
const COUNTRIES = ['GB', 'FR', 'US', 'AE', 'HK'];

const pick = (from: readonly string[], n: number): string => from[n % from.length] ?? '';

/** What visitors send: Web Vitals by page, device and country, page views, and now and then a form. */
const lineOf = (n: number): string => {
  const where = { page: `/${pick(PAGES, n)}`, device: pick(DEVICES, n >> 3), country: pick(COUNTRIES, n >> 5) };
  if (n % 50 === 0)
    return JSON.stringify({
      event: 'form_submission',
      form: 'inquiry',
      outcome: n % 100 === 0 ? 'failure' : 'success',
      ...where,
    });
  if (n % 5 === 0) return JSON.stringify({ event: 'page_view', ...where });
  return JSON.stringify({
    name: pick(['LCP', 'INP', 'CLS', 'FCP', 'TTFB'], n >> 1),
    value: n % 5 === 2 ? 0.05 : 1_500 + (n % 900),
    ...where,
  });
};

const CONFIG = 'version: 1\nprofile: royal-client\nsources: { ingest: {} }\n';

describe('what is sent to the desk', () => {
  it(
    `is taken at ${LINES_A_SECOND} lines a second`,
    async () => {
      const { folder, remove } = await createDataFolder(CONFIG);
      const load = machineLoad();
      const console = await startConsole({ dataFolder: folder });
      const agent = new Agent({ keepAlive: true, maxSockets: 64 });
      const bodies = Array.from({ length: 50 }, (_, round) =>
        Array.from({ length: LINES }, (_, n) => lineOf(round * LINES + n)).join('\n'),
      );
      const took: number[] = [];
      const answers = new Map<number, number>();
      const [memory, shares]: [number[], number[]] = [[], []];

      const send = (body: string): Promise<void> =>
        new Promise((done) => {
          const begun = performance.now();
          const asked = request(new URL('/api/monitoring/ingest', console.url), { method: 'POST', agent }, (answer) => {
            answer.resume().once('end', () => {
              took.push(performance.now() - begun);
              answers.set(answer.statusCode ?? 0, (answers.get(answer.statusCode ?? 0) ?? 0) + 1);
              done();
            });
          });
          asked.once('error', () => done()).end(body);
        });

      const sending: Promise<void>[] = [];
      const begun = performance.now();
      const before = processorSeconds(console.pid);
      let [mark, used] = [begun, before];
      for (let sent = 0; sent < (SECONDS * 1_000) / EVERY; sent += 1) {
        sending.push(send(bodies[sent % bodies.length] ?? ''));
        const late = performance.now() - begun - (sent + 1) * EVERY;
        if (late < 0) await wait(-late);
        if (performance.now() - mark < 5_000) continue;
        const now = processorSeconds(console.pid);
        shares.push(((now - used) / (performance.now() - mark)) * 100_000);
        memory.push(residentMegabytes(console.pid).now);
        [mark, used] = [performance.now(), now];
      }
      const rate = (LINES * sending.length) / ((performance.now() - begun) / 1_000);
      await Promise.all(sending);
      const spent = processorSeconds(console.pid) - before;
      const sorted = [...took].sort((a, b) => a - b);
      printTable(
        `${LINES} lines a request, ${LINES_A_SECOND} lines a second for ${SECONDS} s (load ${load})`,
        [
          summarise('answered, and on the disk, after', took),
          summarise('percent of a core', shares),
          summarise('megabytes', memory),
        ],
        [
          { name: 'sent', value: rate, unit: 'lines a second' },
          { name: 'processor time', value: (1e6 * spent) / (LINES * sending.length), unit: 'ms for 1,000 lines' },
          { name: 'p99', value: sorted[Math.ceil(0.99 * sorted.length) - 1] ?? Number.NaN, unit: 'ms' },
          { name: 'answered 202', value: answers.get(202) ?? 0, unit: `of ${took.length}` },
          {
            name: 'memory at first and last',
            value: memory.at(-1) ?? Number.NaN,
            unit: `MB, each minute ${memory
              .filter((_, piece) => piece % 12 === 0)
              .map((megabytes) => Math.round(megabytes))
              .join(', ')}`,
          },
        ],
      );
      agent.destroy();
      await console.stop();
      await remove();
    },
    (SECONDS + 120) * 1_000,
  );
});
