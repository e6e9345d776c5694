import type { Page } from '@playwright/test';
import type { Instant, SystemView } from '../../../src/preload/contract/views.js';
import type { ScriptedMain } from '../../support/scripted-main.js';
import { makeScene } from '../../support/scripted-main-scenes.js';

type Channels = SystemView['channels'];

/** Brings the guide of an empty desk to one of its states. */
export type ToState = (page: Page, main: ScriptedMain) => Promise<void>;

const give = async (page: Page, address: string): Promise<void> => {
  await page.getByLabel('Address of the site').fill(address);
  await page.getByRole('button', { name: 'Look at it' }).click();
};

const checksOf =
  (address: string): ToState =>
  async (page) => {
    await give(page, address);
    await page.getByRole('list', { name: 'Proposed checks' }).waitFor();
  };

/** As if the desk had begun to read what was picked. */
const WATCHED = Object.values(makeScene('healthy', Date.now()).view.targets).slice(0, 5);

const toChannels: ToState = async (page, main) => {
  await checksOf('www.example.org')(page, main);
  await page.getByRole('button', { name: /^Watch/ }).click();
  for (const row of WATCHED) main.change({ part: 'targets', key: row.id, value: row });
  await page.getByText('5 targets:').waitFor();
};

const withChannels =
  (channels: Channels): ToState =>
  async (page, main) => {
    main.change({ part: 'system', value: { ...main.scene.view.system, channels } });
    await toChannels(page, main);
  };

const channel = (kind: string, state: Channels[number]['state'], text = ''): Channels[number] => ({
  kind,
  state,
  text,
  lastAt: state === 'unused' ? null : ((Date.now() - 60_000) as Instant),
  doNotDisturb: null,
});

const toTest: ToState = async (page, main) => {
  await toChannels(page, main);
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'Send a test alert' }).waitFor();
};

const answers =
  (call: string, body: unknown): ToState =>
  async (page) => {
    await page.route(`**/call/${call}`, (route) =>
      route.fulfill({ contentType: 'application/json', body: JSON.stringify(body) }),
    );
  };

const sent: ToState = async (page, main) => {
  await toTest(page, main);
  await page.getByRole('button', { name: 'Send a test alert' }).click();
};

export const GUIDE_STATES: readonly { readonly name: string; readonly to: ToState }[] = [
  { name: 'guide-site', to: async () => undefined },
  {
    name: 'guide-site-looking',
    to: async (page) => {
      await page.route('**/call/site.look', () => undefined);
      await give(page, 'www.example.org');
      await page.getByText('Half a minute at most').waitFor();
    },
  },
  { name: 'guide-site-no-address', to: (page) => give(page, 'my site') },
  {
    name: 'guide-site-refused',
    to: async (page, main) => {
      const message = 'That begins with ftp: instead of http: or https:.';
      await answers('site.look', { ok: false, error: { code: 'bad-input', message, field: 'url' } })(page, main);
      await give(page, 'ftp://example.org');
      await page.getByText(message).waitFor();
    },
  },
  {
    name: 'guide-site-not-admin',
    to: async (page, main) => {
      main.setActor('ana', 'responder');
      await page.getByText('is set up by an admin').waitFor();
    },
  },
  {
    name: 'guide-site-forbidden',
    to: async (page, main) => {
      const message = 'This needs the role admin; Ana Ruiz is responder.';
      await answers('site.look', { ok: false, error: { code: 'forbidden', message } })(page, main);
      await give(page, 'www.example.org');
      await page.getByText('could not be looked at').waitFor();
    },
  },
  { name: 'guide-checks', to: checksOf('www.example.org') },
  { name: 'guide-checks-many', to: checksOf('many.example.org') },
  {
    name: 'guide-checks-many-end',
    to: async (page, main) => {
      await checksOf('many.example.org')(page, main);
      await page.getByText('For search engines').scrollIntoViewIfNeeded();
      await page.getByRole('checkbox', { name: /^robots/ }).uncheck();
    },
  },
  { name: 'guide-checks-one', to: checksOf('single.example.org') },
  {
    name: 'guide-checks-none-picked',
    to: async (page, main) => {
      await checksOf('single.example.org')(page, main);
      for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
    },
  },
  { name: 'guide-checks-nothing-found', to: checksOf('down.example.org') },
  { name: 'guide-checks-known', to: checksOf('known.example.org') },
  { name: 'guide-channels-none', to: withChannels([]) },
  { name: 'guide-channels-untried', to: withChannels([channel('desktop', 'unused'), channel('email', 'unused')]) },
  {
    name: 'guide-channels-mixed',
    to: withChannels([
      { ...channel('desktop', 'ok'), doNotDisturb: { kind: 'on', text: 'GNOME' } },
      channel('email', 'failing', 'The server refused the password. Check channels.email.smtp.user and password.'),
      channel('slack', 'ok'),
      channel('sms', 'off'),
      channel('webhook', 'unused'),
    ]),
  },
  { name: 'guide-test', to: toTest },
  {
    name: 'guide-test-sent',
    to: async (page, main) => {
      await sent(page, main);
      await page.getByText('Did a pop-up appear?').waitFor();
    },
  },
  {
    name: 'guide-test-not-sent',
    to: async (page, main) => {
      const message = 'The store cannot write: the disk is full.';
      await answers('alert.test', { ok: false, error: { code: 'unavailable', message } })(page, main);
      await sent(page, main);
      await page.getByText('It could not be sent').waitFor();
    },
  },
  {
    name: 'guide-test-not-delivered',
    to: async (page, main) => {
      await page.route('**/call/alert.read', async (route) => {
        const answered = await route.fetch();
        const read = await answered.json();
        const [first] = read.value.deliveries;
        const why = 'The server cannot be reached. Check channels.email.smtp.host and port.';
        const failed = { ...first, id: 'd-2', channel: 'email', state: { kind: 'abandoned', at: first.createdAt, why } };
        await route.fulfill({ json: { ...read, value: { ...read.value, deliveries: [first, failed] } } });
      });
      await sent(page, main);
      await page.getByText('Not everybody was told').waitFor();
    },
  },
];
