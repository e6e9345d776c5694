import { afterEach, expect, it } from 'vitest';
import { everythingOf, filesOf, leaksOf, printedBy, repeating } from '../support/canary.js';
import { createDataFolder, onWatch, startConsole, until } from '../support/process.js';
import { createLoopback } from '../support/servers/loopback.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0).reverse()) await stop();
});

/** A secret of each place in an address: whichever is found somewhere names its own leak. */
const CANARIES = ['canarypass', 'canaryquery', 'canarykey', 'canaryuser', 'canary’smongo', "canary'smongo"];

it('what proves in the address of a target who calls is found nowhere but in the configuration', async () => {
  const loopback = createLoopback();
  stops.push(() => loopback.stop());
  const { host } = new URL(await loopback.http(repeating(503)));
  const page = { every: '1s', timeout: '900ms', confirm: { tries: 1, wait: 0 } };
  const { folder, remove } = await createDataFolder(
    JSON.stringify({
      ...{ version: 1, profile: 'none', operator: { name: 'Ana', role: 'admin' }, connectivity: { probes: [] } },
      sources: { host: { enabled: false }, mongodb: { uri: "mongodb://ann:canary'smongo@127.0.0.1:1/x" } },
      channels: { desktop: { enabled: false } },
      targets: [
        { id: 'login', url: `http://ann:canarypass@${host}/x?token=canaryquery&key=canarykey`, ...page },
        { id: 'user', url: `http://canaryuser@${host}/x?lang=en`, ...page },
      ],
      rules: [{ id: 'site-down', severity: 'critical', category: 'availability', when: { metric: 'up', below: 1 } }],
    }),
  );
  stops.push(remove);
  const console = await startConsole({ dataFolder: folder });
  stops.push(() => console.stop());
  await onWatch(console);
  const { view } = await until(
    () => console.read('view.read', {}),
    (found) => Object.keys(found.view.alerts).length === 2,
    20_000,
  );
  const shown = Object.values(view.targets).map(({ url }) => url);
  expect(shown).toEqual(expect.arrayContaining([`http://${host}/x?token=…&key=…`, `http://${host}/x?lang=en`]));
  const leaks = leaksOf(CANARIES);
  expect(leaks(await everythingOf(console))).toEqual([]);
  expect(leaks(await printedBy(folder))).toEqual([]);
  expect(leaks(await filesOf(folder))).toEqual([]);
}, 90_000);
