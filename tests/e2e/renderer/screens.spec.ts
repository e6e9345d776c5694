import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import { startScriptedMain } from '../../support/scripted-main.js';
import type { SceneName } from '../../support/scripted-main-scenes.js';
import { asked } from './console.js';
import { GUIDE_STATES, type ToState } from './guide-states.js';

const SHOTS = resolve(import.meta.dirname, '../../../test-results/screens');
const SIZES = [
  { width: 1440, height: 900 },
  { width: 1024, height: 700 },
];

interface Screen {
  readonly name: string;
  readonly scene: SceneName;
  readonly hash: string;
  /** What is done there before it is looked at. */
  readonly act?: ToState;
}

/** Changes a rule in its form, down to what the change would have done. */
const changeRule = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Edit' }).click();
  await page.getByLabel('for at least').first().fill('10m');
  await page
    .getByRole('region', { name: 'Over recorded history' })
    .getByText(/It would have fired|nothing to play/)
    .waitFor();
  await page.getByRole('button', { name: 'Save' }).scrollIntoViewIfNeeded();
};

/** Fills in a new rule that waits for something. */
const ruleOf =
  (condition: string, texts: Readonly<Record<string, string>> = {}, isShare = false) =>
  async (page: Page): Promise<void> => {
    await page.getByLabel('Name').fill('Booking form fails more often than it did');
    const region = page.getByRole('region', { name: 'It fires when' });
    await region.getByLabel('It waits for').selectOption(condition);
    if (isShare) await region.getByText('A share of two counters').click();
    for (const [label, value] of Object.entries(texts)) await region.getByLabel(label, { exact: true }).fill(value);
    await page.waitForTimeout(700);
  };

const SHARE = {
  'Bad events': 'form_failures_total',
  'of all events': 'form_submissions_total',
  'over the last': '15m',
  'is above': '3%',
};

const changeText = async (page: Page): Promise<void> => {
  const text = page.getByLabel('Configuration document');
  await text.fill((await text.inputValue()).replace('above: 0.9', 'above: 0.95'));
  await page.getByText(/It would have fired/).waitFor();
  await page.getByRole('region', { name: 'Over recorded history' }).scrollIntoViewIfNeeded();
};

/** Asks the report page for a calendar month or a year. */
const serviceLevels =
  (length: 'Month' | 'Year', top = 'Promises') =>
  async (page: Page): Promise<void> => {
    await page.getByText(length, { exact: true }).click();
    await page.getByRole('region', { name: 'Promises', exact: true }).waitFor();
    await section(top)(page);
  };

/** Brings a part of a panel to its top. */
const part =
  (name: string) =>
  async (page: Page): Promise<void> =>
    page.getByRole('heading', { name }).evaluate((heading) => {
      const pane = heading.closest('.overflow-y-auto');
      pane?.scrollBy(0, heading.getBoundingClientRect().top - pane.getBoundingClientRect().top - 8);
    });

/** Shows an example of a channel's messages. */
const messages =
  (channel: string, example: string) =>
  async (page: Page): Promise<void> => {
    const region = page.getByRole('region', { name: 'Message templates' });
    await region.getByText(channel, { exact: true }).first().click();
    await region.getByLabel('Example').selectOption({ label: example });
    await page.waitForTimeout(700);
    await region.evaluate((section) => {
      const pane = section.closest('.overflow-y-auto');
      pane?.scrollBy(0, section.getBoundingClientRect().top - pane.getBoundingClientRect().top - 48);
    });
  };

/** Brings a section of the page to its top, below the index that may stand there. */
const section =
  (name: string) =>
  async (page: Page): Promise<void> =>
    page.getByRole('region', { name, exact: true }).evaluate((region) => {
      const pane = region.closest('.overflow-y-auto');
      pane?.scrollBy(0, region.getBoundingClientRect().top - pane.getBoundingClientRect().top - 48);
    });

/** The names of tables whose last columns lie out of sight. */
const tablesCutOff = (): readonly string[] =>
  [...document.querySelectorAll('table')]
    .filter((table) => {
      const frame = table.parentElement?.getBoundingClientRect();
      return frame !== undefined && frame.width > 0 && table.getBoundingClientRect().right > frame.right + 1;
    })
    .map((table) => table.getAttribute('aria-label') ?? 'a table without a name');

/** Picks the first three alerts of the list. */
const pickThree = async (page: Page): Promise<void> => {
  for (const key of ['j', 'x', 'j', 'j', 'Shift+X']) await page.keyboard.press(key);
};

const SCREENS: readonly Screen[] = [
  { name: 'overview', scene: 'problem', hash: '/' },
  { name: 'overview-healthy', scene: 'healthy', hash: '/' },
  { name: 'overview-blind', scene: 'blind', hash: '/' },
  { name: 'overview-extreme', scene: 'extreme', hash: '/' },
  { name: 'overview-empty', scene: 'empty', hash: '/' },
  ...GUIDE_STATES.map(({ name, to }): Screen => ({ name, scene: 'first-run', hash: '/', act: to })),
  { name: 'overview-failing', scene: 'failing', hash: '/' },
  { name: 'overview-full', scene: 'full', hash: '/' },
  { name: 'alerts', scene: 'problem', hash: '/alerts' },
  { name: 'alerts-full', scene: 'full', hash: '/alerts' },
  {
    name: 'chart-zoom',
    scene: 'problem',
    hash: '/infrastructure',
    act: async (page) => {
      const chart = page.locator('figure[aria-keyshortcuts]').first();
      await chart.focus();
      for (const key of [...Array(8).fill('Shift+ArrowLeft'), 'Enter', ...Array(8).fill('Shift+ArrowRight')])
        await page.keyboard.press(key);
      await page.waitForTimeout(500);
    },
  },
  { name: 'keys', scene: 'problem', hash: '/alerts', act: (page) => page.keyboard.press('?') },
  { name: 'alerts-flood', scene: 'flood', hash: '/alerts', act: (page) => page.keyboard.press('j') },
  {
    name: 'alerts-flood-open',
    scene: 'flood',
    hash: '/alerts',
    act: async (page) => {
      for (const key of ['j', 'j', 'ArrowRight', 'j', 'j']) await page.keyboard.press(key);
    },
  },
  { name: 'alerts-picked', scene: 'problem', hash: '/alerts', act: pickThree },
  {
    name: 'alerts-picked-act',
    scene: 'problem',
    hash: '/alerts',
    act: async (page) => {
      await pickThree(page);
      await page.keyboard.press('a');
    },
  },
  { name: 'alerts-grouped', scene: 'problem', hash: '/alerts?stage=all&group=target&sort=newest' },
  {
    name: 'alerts-columns',
    scene: 'problem',
    hash: '/alerts',
    act: (page) => page.getByRole('button', { name: 'Columns' }).click(),
  },
  { name: 'alerts-gone-label', scene: 'problem', hash: '/alerts?text=campaign%3Dspring' },
  { name: 'palette', scene: 'problem', hash: '/alerts/a17-1', act: (page) => page.keyboard.press('Control+k') },
  { name: 'alert', scene: 'problem', hash: '/alerts/a17-1' },
  { name: 'alert-escalate', scene: 'problem', hash: '/alerts/a17-1', act: (page) => page.keyboard.press('e') },
  { name: 'alert-company', scene: 'problem', hash: '/alerts/a17-1', act: part('Related alerts') },
  { name: 'alert-why', scene: 'problem', hash: '/alerts/a17-1', act: part('Why?') },
  { name: 'alert-why-over', scene: 'problem', hash: '/alerts/a8-1', act: part('Why did it fire?') },
  { name: 'alert-slow', scene: 'problem', hash: '/alerts/a18-1' },
  { name: 'alert-extreme', scene: 'extreme', hash: '/alerts/a9999999-9999' },
  { name: 'alerts-healthy', scene: 'healthy', hash: '/alerts' },
  { name: 'targets', scene: 'problem', hash: '/targets' },
  { name: 'targets-sorted', scene: 'problem', hash: '/targets/search?sort=-answer' },
  { name: 'target', scene: 'problem', hash: '/targets/search' },
  { name: 'target-usual', scene: 'problem', hash: '/targets/home' },
  { name: 'handover', scene: 'problem', hash: '/handover' },
  { name: 'handover-clear', scene: 'healthy', hash: '/handover' },
  { name: 'report', scene: 'problem', hash: '/report' },
  { name: 'service-levels-month', scene: 'problem', hash: '/report', act: serviceLevels('Month') },
  { name: 'service-levels-year', scene: 'problem', hash: '/report', act: serviceLevels('Year') },
  {
    name: 'service-levels-by-month',
    scene: 'problem',
    hash: '/report',
    act: serviceLevels('Year', 'Response time within 2 s, by month'),
  },
  { name: 'report-pages', scene: 'problem', hash: '/report', act: section('Pages, worst first') },
  { name: 'rules', scene: 'problem', hash: '/rules' },
  { name: 'rules-sorted', scene: 'problem', hash: '/rules?sort=name' },
  { name: 'rule', scene: 'problem', hash: '/rules/disk-nearly-full' },
  {
    name: 'rule-scenario',
    scene: 'problem',
    hash: '/rules/disk-nearly-full',
    act: async (page) => {
      await page.getByRole('button', { name: 'Edit' }).click();
      await page.getByRole('button', { name: 'Try a scenario' }).click();
      await page
        .getByRole('img', { name: /Latest values/ })
        .last()
        .scrollIntoViewIfNeeded();
      await page.waitForTimeout(500);
    },
  },
  { name: 'rule-change', scene: 'problem', hash: '/rules/disk-nearly-full', act: changeRule },
  { name: 'rule-new', scene: 'problem', hash: '/rules/+' },
  { name: 'rule-new-share', scene: 'problem', hash: '/rules/+', act: ruleOf('above', SHARE, true) },
  {
    name: 'rule-new-usual',
    scene: 'problem',
    hash: '/rules/+',
    act: ruleOf('increaseBy', { 'is further above usual than': '2%' }),
  },
  { name: 'rule-new-band', scene: 'problem', hash: '/rules/+', act: ruleOf('outsideBand', { 'of the newest': '2' }) },
  { name: 'rule-new-trend', scene: 'problem', hash: '/rules/+', act: ruleOf('trend') },
  { name: 'rule-new-silence', scene: 'problem', hash: '/rules/+', act: ruleOf('absent', { 'has no reading for': '10s' }) },
  { name: 'rule-new-burn', scene: 'problem', hash: '/rules/+', act: ruleOf('burnRate') },
  { name: 'rule-new-event', scene: 'problem', hash: '/rules/+', act: ruleOf('event', { 'has the status': 'failed' }) },
  { name: 'settings-change', scene: 'problem', hash: '/settings', act: changeText },
  { name: 'rules-quality', scene: 'problem', hash: '/rules/=' },
  { name: 'rule-baseline', scene: 'problem', hash: '/rules/slower-than-usual' },
  { name: 'objectives', scene: 'problem', hash: '/objectives' },
  { name: 'objectives-empty', scene: 'empty', hash: '/objectives' },
  { name: 'objectives-blind', scene: 'blind', hash: '/objectives/uptime' },
  { name: 'objectives-wide', scene: 'wide', hash: '/objectives' },
  { name: 'objectives-extreme', scene: 'extreme', hash: '/objectives/uptime' },
  { name: 'objective', scene: 'problem', hash: '/objectives/uptime' },
  { name: 'objective-burning', scene: 'problem', hash: '/objectives/latency' },
  { name: 'objective-parts', scene: 'problem', hash: '/objectives/web-vitals' },
  { name: 'performance', scene: 'problem', hash: '/performance' },
  { name: 'performance-budgets', scene: 'problem', hash: '/performance', act: section('Budgets') },
  { name: 'performance-few', scene: 'failing', hash: '/performance' },
  { name: 'performance-empty', scene: 'empty', hash: '/performance' },
  { name: 'infrastructure', scene: 'problem', hash: '/infrastructure' },
  { name: 'infrastructure-empty', scene: 'empty', hash: '/infrastructure' },
  { name: 'business', scene: 'problem', hash: '/business' },
  { name: 'business-revenue', scene: 'problem', hash: '/business', act: section('Revenue') },
  { name: 'business-scores', scene: 'problem', hash: '/business', act: section('Scores') },
  { name: 'business-experiment', scene: 'problem', hash: '/business', act: section('Experiment') },
  { name: 'business-others', scene: 'problem', hash: '/business', act: section('The web at large') },
  { name: 'business-young', scene: 'healthy', hash: '/business' },
  { name: 'business-few', scene: 'failing', hash: '/business' },
  { name: 'business-empty', scene: 'empty', hash: '/business' },
  { name: 'rule-why', scene: 'problem', hash: '/rules/disk-nearly-full', act: part('Why is it silent?') },
  { name: 'settings', scene: 'problem', hash: '/settings' },
  { name: 'messages-email', scene: 'problem', hash: '/settings', act: messages('Email', 'A critical alert fires') },
  { name: 'messages-slack', scene: 'problem', hash: '/settings', act: messages('Slack', 'A critical alert fires') },
  { name: 'messages-sms', scene: 'problem', hash: '/settings', act: messages('SMS', 'One with very long words') },
  { name: 'messages-webhook', scene: 'problem', hash: '/settings', act: messages('Webhook', 'A critical alert fires') },
  {
    name: 'settings-found',
    scene: 'problem',
    hash: '/settings',
    act: (page) => page.getByLabel('Find a setting').fill('time zone'),
  },
  { name: 'system', scene: 'failing', hash: '/system' },
  { name: 'calendar', scene: 'problem', hash: '/system', act: section('Calendar') },
  { name: 'calendar-new', scene: 'first-run', hash: '/system', act: section('Calendar') },
  { name: 'calendar-all-done', scene: 'healthy', hash: '/system', act: section('Calendar') },
  { name: 'calendar-forgotten', scene: 'extreme', hash: '/system', act: section('Calendar') },
  { name: 'calendar-off', scene: 'empty', hash: '/system' },
  { name: 'calendar-in-report', scene: 'problem', hash: '/report', act: section('Care of the watch') },
  { name: 'system-calendar', scene: 'failing', hash: '/system?part=calendar' },
  { name: 'system-form', scene: 'problem', hash: '/system/email' },
  { name: 'drill', scene: 'problem', hash: '/system', act: section('Fire drill') },
];

/** What is printed, at the width of a sheet. */
const SHEETS: readonly Screen[] = [
  { name: 'paper-handover', scene: 'problem', hash: '/handover' },
  { name: 'paper-report', scene: 'problem', hash: '/report' },
  { name: 'paper-service-levels', scene: 'problem', hash: '/report', act: serviceLevels('Year') },
  { name: 'paper-alerts', scene: 'many', hash: '/alerts' },
];

test('sheets of paper are as wide as their text', async ({ browser }) => {
  mkdirSync(SHOTS, { recursive: true });
  for (const sheet of SHEETS) {
    const main = await startScriptedMain(sheet.scene);
    const page = await browser.newPage({ colorScheme: 'dark', viewport: { width: 720, height: 1_400 } });
    await page.goto(`${main.address}#${sheet.hash}`);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await asked(main);
    await sheet.act?.(page, main);
    await page.emulateMedia({ media: 'print' });
    await page.screenshot({ path: join(SHOTS, `${sheet.name}.png`), fullPage: sheet.act !== undefined });
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await page.close();
    await main.stop();
  }
});

test('the strip in dark and light', async ({ browser }) => {
  mkdirSync(SHOTS, { recursive: true });
  for (const scene of ['problem', 'healthy', 'blind', 'extreme'] as const) {
    const main = await startScriptedMain(scene);
    const page = await browser.newPage({ viewport: { width: 460, height: 46 } });
    await page.goto(`${main.address}#/strip`);
    await page.getByRole('status').waitFor();
    for (const theme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme: theme });
      await page.screenshot({ path: join(SHOTS, `strip-${scene}-${theme}.png`) });
    }
    expect(await page.evaluate(() => document.documentElement.scrollHeight - window.innerHeight)).toBeLessThanOrEqual(0);
    await page.close();
    await main.stop();
  }
});

/** The wall, one panel after another. */
const WALLS: readonly (readonly [scene: SceneName, panels: number, width: number, height: number])[] = [
  ['problem', 1, 1_920, 1_080],
  ['healthy', 5, 1_920, 1_080],
  ['blind', 1, 1_920, 1_080],
  ['many', 1, 1_920, 1_080],
  ['extreme', 1, 1_024, 700],
  ['healthy', 2, 1_024, 700],
];

test('the wall in dark and light', async ({ browser }) => {
  mkdirSync(SHOTS, { recursive: true });
  for (const [scene, panels, width, height] of WALLS) {
    const main = await startScriptedMain(scene);
    const page = await browser.newPage({ viewport: { width, height } });
    await page.goto(`${main.address}#/wall`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await asked(main);
    for (let at = 0; at < panels; at += 1) {
      for (const theme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme: theme });
        await page.screenshot({ path: join(SHOTS, `wall-${scene}-${at}-${theme}-${width}.png`) });
      }
      await page.keyboard.press('ArrowRight');
    }
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0);
    await page.close();
    await main.stop();
  }
});

for (const size of SIZES) {
  for (const screen of SCREENS) {
    test(`${screen.name} in dark and light at ${size.width}×${size.height}`, async ({ browser }) => {
      const main = await startScriptedMain(screen.scene);
      const context = await browser.newContext({ colorScheme: 'dark', viewport: size });
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (failure) => complaints.push(failure.message));
      await page.goto(`${main.address}#${screen.hash}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      await asked(main);
      await screen.act?.(page, main);
      mkdirSync(SHOTS, { recursive: true });
      // The system's own change of theme, as it comes in the evening: nothing is opened anew.
      for (const theme of ['dark', 'light'] as const) {
        await page.emulateMedia({ colorScheme: theme });
        await page.waitForTimeout(300);
        await page.screenshot({ path: join(SHOTS, `${screen.name}-${theme}-${size.width}.png`) });
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect({ theme, isTooWide: overflow > 0 }).toEqual({ theme, isTooWide: false });
      }
      expect(await page.evaluate(tablesCutOff)).toEqual([]);
      expect(complaints).toEqual([]);
      await context.close();
      await main.stop();
    });
  }
}
