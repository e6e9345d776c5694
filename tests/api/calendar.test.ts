import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { CALENDAR_TASKS } from '../../src/main/core/calendar/tasks.js';
import type { CalendarTask } from '../../src/main/core/model/calendar.js';

const FILE = join(import.meta.dirname, '../../docs/operations.md');
const TABLE = /(?<=<!-- calendar -->\n).*?(?=<!-- \/calendar -->)/s;

const lineOf = ({ interval, title, what, place, command }: CalendarTask): string => {
  const where = [place === null ? [] : [`*${place.name}*`], command === null ? [] : [`\`${command}\``]].flat().join(', ');
  return `| ${interval} | **${title}** | ${what} | ${where} |\n`;
};

/** Run once with UPDATE=1 after a change of the tasks. */
it('the calendar that is documented is the one that the console shows', async () => {
  const table = `| how often | task | what to do | where |\n|---|---|---|---|\n${CALENDAR_TASKS.map(lineOf).join('')}`;
  const text = await readFile(FILE, 'utf8');
  if (process.env.UPDATE === '1') await writeFile(FILE, text.replace(TABLE, table));
  expect(TABLE.exec(await readFile(FILE, 'utf8'))?.[0]).toBe(table);
});
