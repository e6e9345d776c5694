import { expect, type Page } from '@playwright/test';
import { pageAsked } from '../../../src/main/app/asked.js';
import { asked, test } from './console.js';

const rows = (page: Page) => page.getByRole('list', { name: 'Alerts' }).getByRole('listitem');
const view = (page: Page) => page.getByLabel('View', { exact: true });

/** Saves the list as it stands under a name. */
const save = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('button', { name: 'Save this view' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await page.keyboard.press('Enter');
};

test('a view is saved with its matchers, grouping and order, kept, and chosen from the list and the palette', async ({
  openConsole,
}) => {
  const { page, complaints } = await openConsole('problem', '/alerts');
  await page.keyboard.press('/');
  await page.keyboard.type('severity=warning');
  await page.keyboard.press('Tab');
  await page.getByLabel('Grouping').selectOption({ label: 'By target' });
  await page.getByLabel('Order').selectOption({ label: 'Oldest first' });
  await expect(rows(page)).toHaveText([/^Home\d/, /Home: 3 of 42/, /^Search\d/, /Search answers/]);
  await save(page, 'Warnings by target');
  await expect(view(page)).toHaveValue('Warnings by target');

  await page.reload();
  await expect(view(page)).toHaveValue('Warnings by target');
  await expect(rows(page)).toHaveCount(4);
  await view(page).selectOption('');
  await expect(page).toHaveURL(/#\/alerts$/);
  await expect(rows(page)).toHaveCount(4);
  await expect(rows(page).first()).toContainText('Booking form is down');

  await page.keyboard.press('Control+k');
  await page.keyboard.type('warnings by');
  await page.keyboard.press('Enter');
  await expect(view(page)).toHaveValue('Warnings by target');
  expect(complaints).toEqual([]);
});

test('its address is a link to it, also for a desk that has not saved it, and an opened alert keeps it', async ({
  openConsole,
}) => {
  const { page } = await openConsole('problem', '/alerts?severity=critical&group=page');
  await expect(rows(page)).toHaveText([/^booking/, /Booking form is down/]);
  await expect(view(page)).toHaveValue('');
  await rows(page).nth(1).getByRole('link').click();
  await expect(page.getByRole('complementary', { name: 'Alert' })).toContainText('Booking form is down');
  await expect(page).toHaveURL(/#\/alerts\/a17-1\?severity=critical&group=page$/);
  await page.keyboard.press('Escape');
  await expect(page).toHaveURL(/#\/alerts\?severity=critical&group=page$/);
});

test('a view is renamed, and removed with a way back', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/alerts?stage=held');
  await save(page, 'In hand');
  await page.getByRole('button', { name: 'Rename the view In hand' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Held by somebody');
  await page.getByRole('button', { name: 'Rename', exact: true }).click();
  await expect(view(page)).toHaveValue('Held by somebody');
  await page.getByRole('button', { name: 'Remove the view Held by somebody' }).click();
  await expect(view(page)).toHaveValue('');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(view(page)).toHaveValue('Held by somebody');
});

test('a view that names a label which nothing has says so, and what comes of it', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/alerts?text=campaign%3Dspring&group=region');
  await expect(page.getByText('No alert and no target here has the label “campaign” or “region”')).toBeVisible();
  await expect(page.getByText(/campaign=spring matches nothing, and grouping by region makes one group/)).toBeVisible();
  await page.getByLabel('Filter alerts by text').fill('page=~(');
  await expect(page.getByText('“(” is no regular expression. It matches nothing.')).toBeVisible();
});

test('groups are walked through with the keys, from alert to alert', async ({ openConsole }) => {
  const { page } = await openConsole('problem', '/alerts?group=severity');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('complementary', { name: 'Alert' })).toContainText('Search answers in 4.23 s');
});

test('an alert that goes over to another group is never painted at the height of a heading, nor a heading at its own', async ({
  openConsole,
}) => {
  const { page, main } = await openConsole('problem', '/alerts?group=severity');
  const headings = page.getByRole('list', { name: 'Alerts' }).getByRole('heading');
  await expect(headings).toHaveText([/^critical/, /^warning/, /^info/]);
  const heights = await page.evaluateHandle(() => {
    const seen = new Set<number>();
    const look = (): void => {
      for (const heading of document.querySelectorAll('[aria-label="Alerts"] h2')) seen.add(heading.clientHeight);
    };
    look();
    new MutationObserver(look).observe(document.body, { subtree: true, childList: true, attributes: true });
    return seen;
  });
  const found = Object.values(main.scene.view.alerts).find((row) => row.state === 'firing' && row.severity === 'warning');
  if (found === undefined) throw new Error('nothing warns');
  const before = await headings.allTextContents();
  main.change({ part: 'alerts', key: found.id, value: { ...found, severity: 'critical' } });
  await expect(headings).not.toHaveText(before);
  await expect(headings).toHaveCount(3);
  expect(await heights.evaluate((seen) => seen.size)).toBe(1);
});

const list = (page: Page, name: string) => page.getByRole('list', { name }).getByRole('listitem');

test('the targets are narrowed in their address: a link shows the same list, and the way back leads to it', async ({
  openConsole,
}) => {
  const { page, main, complaints } = await openConsole('problem', '/targets');
  const all = await list(page, 'Targets').count();
  await page.getByLabel('State', { exact: true }).selectOption('up');
  await page.keyboard.press('/');
  await page.keyboard.type('form & more');
  await expect(page).toHaveURL(/#\/targets\?state=up&text=form%20%26%20more$/);
  await expect(page.getByText('No target matches this filter')).toBeVisible();
  await page.getByLabel('Filter targets').fill('form');
  await expect(list(page, 'Targets')).toHaveText([/Inquiry form/]);
  await expect(page.getByText('1 shown')).toBeVisible();

  await list(page, 'Targets').getByRole('link').click();
  await expect(page).toHaveURL(/#\/targets\/inquiry-form\?.*text=form/);
  await page.goto(`${main.address}#/rules`);
  await page.goBack();
  await expect(page.getByLabel('Filter targets')).toHaveValue('form');
  await expect(page.getByRole('complementary', { name: 'Target' })).toContainText('Inquiry form');
  await page.goBack();
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await expect(list(page, 'Targets')).toHaveText([/Inquiry form/]);

  await page.getByLabel('Filter targets').fill('nothing of the sort');
  await page.getByRole('button', { name: 'Show all targets' }).click();
  await expect(page).toHaveURL(/#\/targets$/);
  expect(await list(page, 'Targets').count()).toBe(all);
  // What an address says wrongly is not asked for.
  await page.goto(`${main.address}#/targets?state=sideways`);
  await expect(page.getByLabel('State', { exact: true })).toHaveValue('');
  expect(await list(page, 'Targets').count()).toBe(all);
  expect(complaints).toEqual([]);
});

test('a view of the rules is saved, found in the palette, and apart from those of other lists', async ({ openConsole }) => {
  const { page, main, complaints } = await openConsole('problem', '/rules?sort=-name&severity=critical');
  await page.getByLabel('State', { exact: true }).selectOption('waiting');
  await expect(list(page, 'Rules')).toHaveText([/Error rate spike/]);
  await save(page, 'Not fed yet');
  await expect(view(page)).toHaveValue('Not fed yet');
  await page.reload();
  await expect(view(page)).toHaveValue('Not fed yet');
  await view(page).selectOption('');
  await expect(page).toHaveURL(/#\/rules$/);

  await page.goto(`${main.address}#/targets?state=down`);
  await expect(view(page).getByRole('option')).toHaveText(['No saved view']);
  await save(page, 'Not fed yet');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('not fed');
  await expect(page.getByRole('option', { name: /Not fed yet view of the targets/ })).toBeVisible();
  await page.getByRole('option', { name: /Not fed yet view of the rules/ }).click();
  await expect(page).toHaveURL(/#\/rules\?severity=critical&state=waiting&sort=-name$/);
  await page.getByRole('button', { name: 'Remove the view Not fed yet' }).click();
  await page.goto(`${main.address}#/targets?state=down`);
  await expect(view(page)).toHaveValue('Not fed yet');
  expect(complaints).toEqual([]);
});

test('a rule that has seen nothing yet is not taken for one that no source feeds', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/rules?state=waiting');
  const rules = Object.values(main.scene.view.rules);
  const fed = rules.find(({ enabled, health }) => enabled && health.state === 'ok');
  if (fed === undefined) throw new Error('no rule judges');
  main.change({ part: 'rules', key: fed.id, value: { ...fed, firing: 0, health: { state: 'never', text: '' } } });
  const n = rules.filter(({ enabled, health }) => enabled && health.state === 'no-source').length;
  await expect(page.getByText(`${n} waiting for a source`, { exact: false })).toBeVisible();
  await expect(list(page, 'Rules')).toHaveCount(n);
  await page.getByLabel('State', { exact: true }).selectOption('Nothing seen yet');
  await expect(list(page, 'Rules')).toHaveText([/Nothing seen yet/]);
  await expect(list(page, 'Rules')).toContainText(fed.name);
});

test('the rules are counted by what is true of each: one that cannot be judged, or has seen nothing, does not judge', async ({
  openConsole,
}) => {
  const { page, main } = await openConsole('problem', '/rules');
  const rules = Object.values(main.scene.view.rules);
  const judging = rules.filter(({ enabled, health }) => enabled && health.state === 'ok');
  const failed = rules.filter(({ enabled, health }) => enabled && health.state === 'failed');
  const [one, other] = judging;
  if (one === undefined || other === undefined) throw new Error('fewer than two rules judge');
  main.change({ part: 'rules', key: one.id, value: { ...one, firing: 0, health: { state: 'never', text: '' } } });
  main.change({ part: 'rules', key: other.id, value: { ...other, firing: 0, health: { state: 'failed', text: '' } } });
  const waiting = rules.filter(({ enabled, health }) => enabled && health.state === 'no-source').length;
  const off = rules.filter(({ enabled }) => !enabled).length;
  const counts = [
    `${judging.length - 2} judging`,
    `${failed.length + 1} cannot be judged`,
    '1 with nothing seen yet',
    `${waiting} waiting for a source`,
    ...(off > 0 ? [`${off} off`] : []),
  ];
  await expect(page.getByText(`${rules.length} rules · ${counts.join(' · ')}`, { exact: true })).toBeVisible();
  for (const [theme, width, height] of [
    ['dark', 1_440, 900],
    ['light', 1_024, 700],
  ] as const) {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `test-results/screens/rules-counted-${theme}-${width}.png` });
  }
});

test('views that were kept while only alerts had them are still there', async ({ openConsole, page }) => {
  await page.addInitScript(() =>
    localStorage.setItem('watchroom.alert-views', JSON.stringify([{ name: 'In hand', query: 'stage=held' }])),
  );
  await openConsole('problem', '/alerts?stage=held');
  await expect(view(page)).toHaveValue('In hand');
});

for (const [theme, width, height] of [
  ['dark', 1_440, 900],
  ['light', 1_440, 900],
  ['dark', 1_024, 700],
  ['light', 1_024, 700],
] as const) {
  test(`narrowed lists stand well (${theme}, ${width})`, async ({ openConsole, page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await page.setViewportSize({ width, height });
    const { main } = await openConsole('problem', '/targets?state=problem');
    for (const [name, place] of [
      ['targets', '/targets?state=problem'],
      ['rules', '/rules/disk-nearly-full?severity=warning&state=judging'],
    ] as const) {
      await page.goto(`${main.address}#${place}`);
      await expect(page.getByRole('button', { name: 'Save this view' })).toBeVisible();
      await page.waitForTimeout(400);
      await page.screenshot({ path: `test-results/screens/views-${name}-${theme}-${width}.png` });
    }
  });
}

test('the link of a view is its address in a browser, and in the desktop app one that the system opens with it', async ({
  openConsole,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const views = [
    '/alerts?stage=all&severity=critical&text=page%3Dbooking&group=target&sort=oldest&columns=since%2Crule',
    '/targets?text=tutor+%26+more&state=down&sort=name',
    '/rules?text=slow&severity=warning&state=judging&sort=-state',
  ];
  const { page, main } = await openConsole('problem', views[0]);
  const copied = async (): Promise<string> => {
    await page.getByRole('button', { name: 'Copy a link to this view' }).click();
    await expect(page.getByText('Link copied.').last()).toBeVisible();
    return page.evaluate(() => navigator.clipboard.readText());
  };
  expect(await copied()).toBe(`${main.address}#${views[0]}`);
  main.setShell('desktop');
  for (const view of views) {
    await page.goto(`${main.address}#${view}`);
    await page.reload();
    await asked(main);
    const link = await copied();
    expect(link).toMatch(/^watchroom:\/\/list\//);
    const shown = pageAsked(link);
    expect(shown).toMatchObject({ kind: 'list' });
    await page.goto(`${main.address}#/`);
    if (shown !== null) main.push({ kind: 'show', page: shown });
    await expect(page).toHaveURL(`${main.address}#${view}`);
  }
});
