import { expect } from '@playwright/test';
import type { DeskRow, TeamView } from '../../../src/preload/contract/views.js';
import { test } from './console.js';

const desk = (id: string, state: DeskRow['state'], minutes: number, waiting = 0): DeskRow => ({
  id,
  name: id === 'b' ? 'Ana’s laptop' : id === 'a' ? 'Office, headless' : 'Spare in the server room',
  host: `host-${id}.example`,
  version: '0.1.0',
  state,
  since: (Date.now() - minutes * 60_000) as DeskRow['since'],
  seenAt: (Date.now() - (state === 'away' ? minutes * 60_000 : 0)) as DeskRow['seenAt'],
  waiting,
});

const team: TeamView = {
  desk: 'b',
  role: 'follows',
  desks: [desk('a', 'leads', 300), desk('b', 'follows', 12, 1), desk('c', 'away', 90)],
  waiting: [{ id: 'r1', text: 'Acknowledge alert a17-1', by: 'Ana', at: (Date.now() - 60_000) as DeskRow['seenAt'] }],
  hearing: { kind: 'asks', why: 'MongoDB is no replica set, so it tells of no changes' },
};

test('shows who leads, who follows and who is away, and what waits', async ({ openConsole }) => {
  const { page, main } = await openConsole('problem', '/system');
  await expect(page.getByRole('heading', { name: 'Desks' })).toHaveCount(0);
  main.change({ part: 'system', value: { ...main.scene.view.system, team } });
  const desks = page.getByRole('region', { name: 'Desks' });
  await expect(desks.getByRole('listitem').filter({ hasText: 'Office, headless' })).toContainText('Leads');
  await expect(desks.getByRole('listitem').filter({ hasText: 'Ana’s laptop (this desk)' })).toContainText(
    '1 act waiting there',
  );
  await expect(desks.getByRole('listitem').filter({ hasText: 'Spare' })).toContainText(/Away.*last seen/s);
  await expect(desks.getByRole('list', { name: 'Acts that wait' })).toContainText('Acknowledge alert a17-1');
  await expect(desks).toContainText('asks several times a second for what others write: MongoDB is no replica set');
  for (const [scheme, width, height] of [
    ['dark', 1440, 900],
    ['light', 1024, 700],
  ] as const) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.setViewportSize({ width, height });
    await page.screenshot({ path: `test-results/screens/team-${scheme}-${width}.png` });
  }
  main.change({ part: 'system', value: { ...main.scene.view.system, team: { ...team, hearing: { kind: 'told' } } } });
  await expect(desks).toContainText('MongoDB tells this desk at once');
});
