import { afterAll, describe, it } from 'vitest';
import { createDataFolder, onWatch, startConsole } from '../support/process.js';
import { fillDay } from './day.js';
import { machineLoad } from './process-figures.js';
import { PAGES, startBenchSite, watchingPages } from './site.js';
import { measure, printTable } from './support.js';

const site = await startBenchSite();
afterAll(() => site.stop());

describe('the API of a console with 1,000 targets and a day of availability', () => {
  it('answers', async () => {
    const { folder, remove } = await createDataFolder(watchingPages(site.url, PAGES, 'royal-client'));
    await fillDay(folder, PAGES, site.url, 'availability alone');
    const load = machineLoad();
    const console = await startConsole({ dataFolder: folder });
    await onWatch(console, 120_000);
    const get = (type: string) => async () => {
      const { status, body } = await console.get(`/api/monitoring/dashboard?type=${type}`);
      if (status !== 200) throw new Error(body);
    };
    const first = await measure('summary, asked for the first time', get('summary'), { n: 1, warmUp: 0 });
    const again = [];
    for (const type of ['summary', 'dashboard', 'alerts', 'system']) again.push(await measure(type, get(type), { n: 50 }));
    printTable(`From the question to the whole answer (load of the machine before: ${load}, after: ${machineLoad()})`, [
      first,
      ...again,
    ]);
    await console.stop();
    await remove();
  });
});
