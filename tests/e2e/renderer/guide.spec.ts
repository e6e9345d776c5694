import { expect } from '@playwright/test';
import type { TargetRow } from '../../../src/preload/contract/views.js';
import { makeScene } from '../../support/scripted-main-scenes.js';
import { test } from './console.js';

const HOME = Object.values(makeScene('healthy', Date.now()).view.targets)[0] as TargetRow;

test('a first run is led from an address over checks and channels to a test alert', async ({ openConsole }) => {
  const { page, main } = await openConsole('first-run');
  await page.getByLabel('Address of the site').fill('www.example.org');
  await page.getByRole('button', { name: 'Look at it' }).click();
  const checks = page.getByRole('list', { name: 'Proposed checks' });
  await expect(checks.getByRole('checkbox')).toHaveCount(6);
  await expect(checks.getByRole('checkbox', { name: /Prices.*Answered 500/ })).not.toBeChecked();
  await checks.getByRole('checkbox', { name: /^Name/ }).uncheck();
  await page.getByRole('button', { name: 'Watch 4 checks' }).click();
  await expect(page.getByRole('list', { name: 'Channels' })).toContainText('Pop-up');
  await page.getByRole('button', { name: 'Set up Email' }).click();
  await expect(page.getByRole('heading', { name: 'Set up Email' })).toBeVisible();
  await page.getByRole('button', { name: 'Close' }).first().click();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'Send a test alert' }).click();
  await expect(page.getByText('Did a pop-up appear?')).toBeVisible();
  await page.getByRole('button', { name: 'Send it again' }).click();
  await expect(page.getByText('Did a pop-up appear?')).toBeVisible();
  await page.getByRole('button', { name: 'Go to the overview' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
  await expect.poll(() => main.calls.filter(({ name }) => name === 'alert.resolve')).toHaveLength(2);
  expect(main.calls.filter(({ name }) => name === 'site.look')).toMatchObject([{ input: { url: 'https://www.example.org' } }]);
  const edits = main.calls.filter((call) => call.name === 'config.edit');
  expect(edits).toHaveLength(1);
  expect(edits[0]?.input).toMatchObject({
    edits: [
      { path: ['targets', { id: 'home' }], value: { id: 'home', url: 'https://www.example.org/' } },
      { path: ['targets', { id: 'book' }] },
      { path: ['targets', { id: 'contact' }] },
      { path: ['targets', { id: 'certificate' }] },
      { path: ['site', 'url'], value: 'https://www.example.org' },
    ],
  });
});

test('a first run whose site does not answer says so, and can watch its address all the same', async ({ openConsole }) => {
  const { page } = await openConsole('first-run');
  await page.getByLabel('Address of the site').fill('https://down.example.org/');
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByText('Its page could not be read')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Pick what to watch' })).toBeDisabled();
  await page.getByRole('checkbox', { name: /^Home/ }).check();
  await page.getByRole('button', { name: 'Watch 1 check' }).click();
  await expect(page.getByRole('list', { name: 'Channels' })).toBeVisible();
});

test('the guide says whom alerts reach beyond those who were named in it, by the channels that there are', async ({
  openConsole,
}) => {
  const { page, main } = await openConsole('first-run');
  await page.getByLabel('Address of the site').fill('www.example.org');
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByRole('button', { name: 'Watch 5 checks' }).click();
  const { system } = main.scene.view;
  const email = { kind: 'email', state: 'ok', text: '250 OK', lastAt: null, doNotDisturb: null } as const;
  main.change({ part: 'system', value: { ...system, channels: [email] } });
  await expect(page.getByText('are also told to')).toHaveText(
    'Alerts of high impact, and those that nobody takes, are also told to senior (senior@example.org), management (head@example.org, deputy@example.org). Teams and escalation names others.',
  );
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'Send a test alert' }).click();
  const judging = Object.values(main.scene.view.rules).filter(({ enabled, health }) => enabled && health.state !== 'no-source');
  await expect(page.getByText(/rules? looks? at what is watched/)).toHaveText(new RegExp(`^Rules: ${judging.length} rule`));
  expect(judging.length).toBeLessThan(Object.keys(main.scene.view.rules).length);
  await page.getByRole('link', { name: 'Escalation' }).click();
  await expect(page.getByRole('heading', { name: 'Teams and escalation' })).toBeVisible();
});

test('who leaves the guide at its third step finds it there, with what was done, and saves nothing twice', async ({
  openConsole,
}) => {
  const { page, main } = await openConsole('first-run');
  await page.getByLabel('Address of the site').fill('www.example.org');
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByRole('button', { name: 'Watch 5 checks' }).dblclick();
  const channels = page.getByRole('list', { name: 'Channels' });
  await expect(channels).toBeVisible();
  const home = HOME;
  main.change({ part: 'targets', key: home.id, value: home });
  await page.getByRole('link', { name: 'Targets' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Targets');
  await page.getByRole('link', { name: 'Overview' }).click();
  await expect(channels).toBeVisible();
  await page.reload();
  await expect(channels).toBeVisible();
  await expect(page.getByText(`1 target: ${home.name}`)).toBeVisible();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Send a test alert' })).toBeVisible();
  await page.getByRole('button', { name: 'Go to the overview' }).click();
  await page.reload();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
  expect(main.calls.filter(({ name }) => name === 'config.edit')).toHaveLength(1);
});

test('the guide can be opened again, and proposes nothing that is watched', async ({ openConsole }) => {
  const { page, main } = await openConsole('healthy', '/targets');
  await page.getByRole('button', { name: 'Look at a site' }).click();
  await page.getByLabel('Address of the site').fill('known.example.org');
  await page.getByRole('button', { name: 'Look at it' }).click();
  await expect(page.getByText('All that was found is watched already.')).toBeVisible();
  const boxes = page.getByRole('list', { name: 'Proposed checks' }).getByRole('checkbox');
  for (const box of await boxes.all()) await expect(box).toBeDisabled();
  await page.getByRole('button', { name: 'Go on' }).click();
  await expect(page.getByRole('list', { name: 'Channels' })).toBeVisible();
  await page.getByRole('button', { name: 'Skip the rest' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Overview');
  expect(main.calls.filter(({ name }) => name === 'config.edit')).toEqual([]);
});

test('a channel that nothing was sent by is not called ready', async ({ openConsole }) => {
  const { page, main } = await openConsole('first-run');
  await page.getByLabel('Address of the site').fill('www.example.org');
  await page.getByRole('button', { name: 'Look at it' }).click();
  await page.getByRole('button', { name: 'Watch 5 checks' }).click();
  const channels = page.getByRole('list', { name: 'Channels' }).getByRole('listitem');
  await expect(channels.filter({ hasText: 'Pop-up' })).toContainText('Works');
  await expect(channels.filter({ hasText: 'Email' })).toContainText('Not tried yet');
  await expect(channels.filter({ hasText: 'Slack' })).toContainText('Not set up');
  main.change({ part: 'system', value: { ...main.scene.view.system, channels: [] } });
  await expect(channels.filter({ hasText: 'Pop-up' })).toContainText('Not on this machine');
  await expect(page.getByText('Ready')).toHaveCount(0);
});
