import { expect } from '@playwright/test';
import { test } from './console.js';

test('the page says what the site stands on: machine, database, backups, certificates and builds', async ({
  openConsole,
  page,
}) => {
  const { complaints } = await openConsole('problem', '/infrastructure');
  await expect(page.getByText('Fullest disk')).toBeVisible();
  await expect(page.getByText('/home').first()).toBeVisible();
  const phases = page.getByRole('region', { name: 'Where the time goes' }).getByRole('listitem');
  await expect(phases.first()).toContainText(/Tutor search.*Wait 3\.61 s.*4\.03 s/);
  const certificates = page.getByRole('region', { name: 'Certificates' });
  await expect(certificates.getByRole('listitem').first()).toContainText(/Booking form.*2 d left/);
  await expect(
    page.getByRole('table', { name: 'The site’s database' }).getByRole('row', { name: /Connections/ }),
  ).toContainText('41');
  await expect(page.getByRole('region', { name: 'Backups' })).toContainText('1 d 7 h old');
  const builds = page.getByRole('region', { name: 'Builds and deployments' }).getByRole('listitem');
  await expect(builds.first()).toContainText('Deployed to production');
  await expect(builds.last()).toContainText(/Failed.*ci · prices/);
  expect(complaints).toEqual([]);
});

test('what is not measured says how to begin', async ({ openConsole, page }) => {
  await openConsole('empty', '/infrastructure');
  const machine = page.getByRole('region', { name: 'This machine' });
  await expect(machine).toContainText('It is not watched');
  await expect(machine.getByRole('link', { name: 'Turn it on' })).toHaveAttribute('href', '#/system?part=sources');
  await expect(page.getByText(/Set up MongoDB under System, Sources/)).toBeVisible();
  await expect(page.getByText(/Name a folder/)).toBeVisible();
});
