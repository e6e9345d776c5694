import { test as base, type Page } from '@playwright/test';
import type { Role } from '../../../src/preload/contract/views.js';
import { type ScriptedMain, startScriptedMain } from '../../support/scripted-main.js';
import type { SceneName } from '../../support/scripted-main-scenes.js';

export interface OpenConsole {
  readonly main: ScriptedMain;
  readonly page: Page;
  /** Errors that the page reported: exceptions, failed requests, breaches of the content security policy. */
  readonly complaints: readonly string[];
}

/** Waits until the page has asked for nothing more for a while: its stream stays open, so the network is never idle. */
export const asked = async (main: ScriptedMain): Promise<void> => {
  for (let n = 0, known = -1; n < 10 && main.calls.length !== known; n += 1) {
    known = main.calls.length;
    await new Promise((next) => setTimeout(next, 250));
  }
};

/** A test with a console in front of a scripted main; both are gone when it ends. */
export const test = base.extend<{ openConsole: (scene: SceneName, hash?: string, role?: Role) => Promise<OpenConsole> }>({
  openConsole: async ({ page }, use) => {
    const stops: (() => Promise<void>)[] = [];
    await use(async (scene, hash = '/', role = 'admin') => {
      const main = await startScriptedMain(scene);
      if (role !== 'admin') main.setActor('Tom Hale', role);
      stops.push(main.stop);
      const complaints: string[] = [];
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (failure) => complaints.push(failure.message));
      await page.goto(`${main.address}#${hash}`);
      await page.getByRole('heading', { level: 1 }).first().waitFor();
      return { main, page, complaints };
    });
    for (const stop of stops) await stop();
  },
});
