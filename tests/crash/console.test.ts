import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, it } from 'vitest';
import type { AlertRow } from '../../src/main/core/model/alert-view.js';
import type { Store } from '../../src/main/core/port/journal.js';
import { seriesId } from '../../src/main/core/sample/series.js';
import { openEmbeddedStore } from '../../src/main/store/embedded/open.js';
import { createPopupCounter } from '../support/popups.js';
import { type Console, createDataFolder, spawnConsole, startConsole, until } from '../support/process.js';
import { silentLog } from '../support/store.js';
import { createBeliefs, createShown } from './support/beliefs.js';
import { auditFaults, deliveryFaults, episodeFaults, ledgerFaults, sampleFaults, timelineFaults } from './support/findings.js';
import { type Act, operate, sendTests } from './support/operator.js';
import { createFlippingSite } from './support/site.js';

const KILLS = 50;
const OPERATORS = 3;
/** Of these many kills one comes while the console starts. */
const EARLY = 5;

const belongsTo =
  (operator: number) =>
  ({ target, isTest }: AlertRow): boolean =>
    !isTest && Number(target?.split('-')[1]) % OPERATORS === operator;

it.skipIf(process.platform !== 'linux')(
  `loses and doubles nothing over ${KILLS} kills under load`,
  async () => {
    const site = await createFlippingSite();
    const { folder, remove } = await createDataFolder(site.config);
    const popups = await createPopupCounter(folder);
    const options = { dataFolder: folder, environment: popups.environment };
    const shown = createShown(site.targets.map((target) => seriesId({ name: 'up', labels: { source: 'http', target } })));
    const beliefs = createBeliefs();
    const all: Act[] = [];
    let repeated = 0;
    /** What was shown just as the console died, before that could be written down, is shown once more: one message at most. */
    const expectOneRepeatAtMost = async (): Promise<void> => {
      const before = repeated;
      // The program that shows it may outlive the console for a moment.
      await wait(100);
      repeated = (await popups.count()) - (await readStore(folder, async (store) => (await deliveryFaults(store)).shown));
      expect(repeated - before).toBeGreaterThanOrEqual(0);
      expect(repeated - before).toBeLessThanOrEqual(1);
    };

    const underLoad = async (console: Console): Promise<void> => {
      const acts = Array.from({ length: OPERATORS }, (): Act[] => []);
      const load = Promise.all([
        ...acts.map((own, operator) => operate(console, belongsTo(operator), own)),
        sendTests(console),
        shown.look(console),
      ]);
      await wait(200 + Math.random() * 1_000);
      await console.kill();
      await load;
      beliefs.learn(acts.flat());
      all.push(...acts.flat());
    };

    for (let kill = 0; kill < KILLS; kill += 1) {
      if (kill % EARLY === EARLY - 1) {
        await killWhileStarting(options);
      } else {
        const console = await startConsole(options);
        expect(await beliefs.compare(console)).toEqual([]);
        await underLoad(console);
      }
      await expectOneRepeatAtMost();
    }

    const last = await startConsole(options);
    expect(await beliefs.compare(last)).toEqual([]);
    // While pages go on failing, messages may come as fast as a busy machine shows them, one at a time.
    site.calm();
    await until(
      () => last.read('view.read', {}).then(({ view }) => view.system.outbox.waiting),
      (waiting) => waiting === 0,
      120_000,
    );
    expect(await last.read('audit.verify', {})).toMatchObject({ kind: 'intact' });
    expect(await last.stop()).toBe(0);

    await readStore(folder, async (store) => {
      expect(await store.journal.verifyAudit()).toMatchObject({ kind: 'intact' });
      expect(await auditFaults(store, all)).toEqual([]);
      expect(await timelineFaults(store, all)).toEqual([]);
      expect(await episodeFaults(store)).toEqual([]);
      expect(await ledgerFaults(store)).toEqual([]);
      expect(await sampleFaults(store, shown.samples)).toEqual([]);
      const deliveries = await deliveryFaults(store);
      expect(deliveries.faults).toEqual([]);
      expect(all.filter(({ answer }) => answer === 'done').length).toBeGreaterThan(KILLS);
      console.log(sum(all, shown.samples.values(), deliveries.shown, repeated));
    });

    await remove();
    await site.stop();
  },
  480_000,
);

const readStore = async <Value>(folder: string, read: (store: Store) => Promise<Value>): Promise<Value> => {
  const file = join(folder, 'watchroom.db');
  const store = await openEmbeddedStore({ file, access: 'read', log: silentLog, thread: 'inline' });
  return read(store).finally(() => store.stop());
};

const killWhileStarting = async (options: Parameters<typeof spawnConsole>[0]): Promise<void> => {
  const child = spawnConsole(options);
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await wait(Math.random() * 1_000);
  child.kill('SIGKILL');
  await ended;
};

const sum = (
  acts: readonly Act[],
  seen: Iterable<ReadonlyMap<number, number>>,
  delivered: number,
  repeated: number,
): string => {
  const count = (answer: Act['answer']): number => acts.filter((act) => act.answer === answer).length;
  const samples = [...seen].reduce((total, { size }) => total + size, 0);
  return `acts: ${count('done')} done, ${count('refused')} refused, ${count('unknown')} cut off; samples seen: ${samples}; messages: ${delivered}, shown again: ${repeated}`;
};
