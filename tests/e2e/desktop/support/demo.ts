import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoConfig } from '../../../../src/main/cli/demo/config.js';
import { startDemoSite } from '../../../../src/main/cli/demo/site.js';
import { createLog } from '../../../../src/main/platform/log.js';

/** The demo's site, and what a desk needs to watch it. */
export interface DemoSite {
  readonly config: string;
  /** So that the desk trusts the authority of the secure site. */
  readonly env: Readonly<Record<string, string>>;
  /** Turns the switch on the demo's panel for one page: it answers 500, or well again. */
  breakPage(page: string): Promise<void>;
  mend(): Promise<void>;
  stop(): Promise<void>;
}

export const startDemo = async (): Promise<DemoSite> => {
  const folder = mkdtempSync(join(tmpdir(), 'watchroom-demo-site-'));
  const site = await startDemoSite({ log: createLog({ folder: null, level: 'silent' }), visitors: 'sending' });
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, site.authority);
  const turn = async (wish: object): Promise<void> => {
    const answer = await fetch(`${site.panelUrl}/faults`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fault: 'server-error', ...wish }),
    });
    if (!answer.ok) throw new Error(`the demo’s panel refused: ${await answer.text()}`);
  };
  return {
    config: demoConfig(site),
    env: { NODE_EXTRA_CA_CERTS: authority, WATCHROOM_DEMO_PANEL: site.panelUrl },
    breakPage: (page) => turn({ on: true, value: page }),
    mend: () => turn({ on: false }),
    stop: async () => {
      await site.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
