import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import type { Role } from '../../../src/preload/contract/views.js';
import type { ScriptedMain } from '../../support/scripted-main.js';
import type { SceneName } from '../../support/scripted-main-scenes.js';
import { asked, test } from './console.js';

const SHOTS = resolve(import.meta.dirname, '../../../test-results/screens');

/** Every page, and each kind of details that asks for more. */
const PLACES = {
  overview: '/',
  alerts: '/alerts',
  alert: '/alerts/a17-1',
  episode: '/alerts/a17-1/page',
  targets: '/targets',
  target: '/targets/search',
  objectives: '/objectives',
  objective: '/objectives/uptime',
  performance: '/performance',
  business: '/business',
  infrastructure: '/infrastructure',
  handover: '/handover',
  report: '/report',
  rules: '/rules',
  rule: '/rules/disk-nearly-full',
  'rules-quality': '/rules/=',
  settings: '/settings',
  'settings-form': '/settings/quiet-hours',
  'target-form': '/targets/+',
  'rule-form': '/rules/+',
  'channel-form': '/system/email',
  'source-form': '/system/sentry',
  system: '/system',
} as const;
type Place = keyof typeof PLACES;

/** What the pages are made of comes with the view; only the view is answered then. */
const VIEW = 'view.read';
const WHY = 'The store does not answer.';

const nameOf = (url: string): string => new URL(url).pathname.split('/').at(-1) ?? '';

/** Whatever is asked beside the view is still on its way. */
const holdAnswers = async (page: Page): Promise<void> => {
  await page.route('**/api/console/call/*', (route) => (nameOf(route.request().url()) === VIEW ? route.continue() : undefined));
};

const failAnswers = async (page: Page): Promise<void> => {
  await page.route('**/api/console/call/*', (route) =>
    nameOf(route.request().url()) === VIEW
      ? route.continue()
      : route.fulfill({ status: 400, json: { ok: false, error: { code: 'failed', message: WHY } } }),
  );
};

const loseConnection = async (page: Page, main: ScriptedMain): Promise<void> => {
  main.setReachable(false);
  await expect(page.getByText('Connection lost')).toBeVisible();
};

interface State {
  readonly name: string;
  readonly scene: SceneName;
  readonly query?: string;
  readonly role?: Role;
  readonly before?: (page: Page) => Promise<void>;
  readonly act?: (page: Page, main: ScriptedMain) => Promise<void>;
  /** The pages of which a picture is made; all unless told. */
  readonly places?: readonly Place[];
}

const STATES: readonly State[] = [
  { name: 'loading', scene: 'problem', before: holdAnswers },
  { name: 'unread', scene: 'problem', before: failAnswers },
  { name: 'lost', scene: 'problem', act: loseConnection },
  { name: 'viewer', scene: 'problem', role: 'viewer' },
  { name: 'responder', scene: 'problem', role: 'responder' },
  { name: 'blind', scene: 'blind' },
  { name: 'past', scene: 'problem', query: '?at=9m%20ago' },
  {
    name: 'empty',
    scene: 'empty',
    places: ['alerts', 'targets', 'rules', 'rules-quality', 'handover', 'report', 'settings', 'system'],
  },
  { name: 'young', scene: 'healthy', places: ['performance', 'infrastructure', 'report', 'rule', 'system'] },
];

/** Words that run out of their box without a way to read the rest; those that only a screen reader is told have none. */
const cutOff = (): readonly string[] =>
  [...document.querySelectorAll<HTMLElement>('main button, main h1, main h2')]
    .filter((element) => element.offsetParent !== null && element.scrollWidth > element.clientWidth + 1)
    .filter((element) => !element.matches('.truncate, [title], .sr-only') && element.querySelector('.truncate') === null)
    .map((element) => element.textContent ?? '');

for (const { name, scene, query = '', role, before, act, places } of STATES) {
  for (const place of places ?? (Object.keys(PLACES) as Place[])) {
    test(`${place} while it is ${name} keeps its shape in both themes and sizes`, async ({ openConsole, page }) => {
      mkdirSync(SHOTS, { recursive: true });
      await page.emulateMedia({ colorScheme: 'dark' });
      await before?.(page);
      const { main } = await openConsole(scene, `${PLACES[place]}${query}`, role);
      await asked(main);
      await act?.(page, main);
      for (const [width, height, theme] of [
        [1_440, 900, 'dark'],
        [1_024, 700, 'light'],
      ] as const) {
        await page.setViewportSize({ width, height });
        await page.emulateMedia({ colorScheme: theme });
        await page.waitForTimeout(300);
        await page.screenshot({ path: join(SHOTS, `state-${place}-${name}-${theme}-${width}.png`) });
        const tooWide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect({ width, isTooWide: tooWide > 0, cut: await page.evaluate(cutOff) }).toEqual({
          width,
          isTooWide: false,
          cut: [],
        });
      }
      // What cannot be read is said with its reason, and never drawn as nothing.
      if (name === 'unread' && !WITH_THE_VIEW.includes(place)) await expect(page.getByText(WHY).first()).toBeAttached();
    });
  }
}

test('a viewer reads why nothing can be done, and no button pretends otherwise', async ({ openConsole, page }) => {
  const { main } = await openConsole('problem', '/alerts/a17-1', 'viewer');
  for (const name of ['Acknowledge', 'Resolve', 'Suppress', 'Add a note', 'Escalate now', 'Send a test alert'])
    await expect(page.getByRole('button', { name: new RegExp(`^${name}( |$)`) })).toBeDisabled();
  await expect(page.getByText('You look at this desk as a viewer.', { exact: false })).toBeVisible();
  await page.keyboard.press('a');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('option', { name: /^Copy as text/ })).toBeVisible();
  await expect(page.getByRole('option', { name: /^Acknowledge/ })).toHaveCount(0);
  await page.keyboard.press('Escape');
  for (const [hash, name] of [
    ['/targets', 'Add a target'],
    ['/rules', 'Add a rule'],
  ] as const) {
    await page.goto(`${main.address}#${hash}`);
    await expect(page.getByRole('button', { name })).toBeDisabled();
  }
  // Nothing of it is of the past.
  await page.goto(`${main.address}#/settings`);
  await expect(page.getByText('as known today')).toHaveCount(0);
});

test('what could not be read is read again on demand, and an answer that grew old says so', async ({ openConsole, page }) => {
  await failAnswers(page);
  await openConsole('problem', '/infrastructure');
  await expect(page.getByText(WHY)).toBeVisible();
  await page.unroute('**/api/console/call/*');
  await page.getByRole('button', { name: 'Read it again' }).click();
  await expect(page.getByRole('region', { name: 'Certificates' })).toBeVisible();
  await expect(page.getByText(WHY)).toHaveCount(0);
});

/** All that these pages show at first comes with the view. */
const WITH_THE_VIEW: readonly Place[] = ['alerts', 'targets', 'rules'];
