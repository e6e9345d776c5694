import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CALENDAR_TASKS } from '../../src/main/core/calendar/tasks.js';
import { type BuiltCommand, buildCommand, type Ended, type Started } from './built.js';

const DAY = 86_400_000;

let watchroom: BuiltCommand;
let data: string;
let desk: Started | null = null;
const ask = (...args: string[]): Promise<Ended> => watchroom.run([...args, '--data', data]);
const answer = async (...args: string[]) => JSON.parse((await ask(...args, '--json')).out);

const start = async (config = ''): Promise<void> => {
  await writeFile(
    join(data, 'config.yml'),
    `version: 1\nprofile: none\nconnectivity: { probes: [], every: 30s }\nsite: { timeZone: Europe/London }\n${config}`,
  );
  desk = watchroom.start(['start', '--headless', '--data', data, '--port', '0']);
  await desk.printed('Ctrl+C');
};
const stop = async (): Promise<void> => {
  desk?.child.kill('SIGTERM');
  await desk?.ended;
  desk = null;
};

/** Makes the watch so many days old. */
const age = (days: number): void => {
  const database = new DatabaseSync(join(data, 'watchroom.db'));
  database.prepare("UPDATE mark SET body = ? WHERE name = 'bornAt'").run(JSON.stringify(Date.now() - days * DAY));
  database.close();
};

beforeAll(async () => {
  watchroom = await buildCommand();
  data = await mkdtemp(join(tmpdir(), 'watchroom-calendar-'));
  await start();
  await stop();
  age(12);
  await start();
}, 120_000);
afterAll(async () => {
  await stop();
  await watchroom.remove();
  await rm(data, { recursive: true, force: true });
});

const WEEKLY = ['rule-quality', 'suppressions', 'comprehensive-report'];

describe('the calendar from the shell', () => {
  it('names what is overdue first, and says so by its exit code', async () => {
    const { code, out } = await ask('calendar');
    expect(code).toBe(1);
    const lines = out.split('\n');
    expect(lines.slice(1, 4).map((line) => line.split(/\s{2,}/).slice(0, 3))).toEqual(
      WEEKLY.map((id) => [id, 'weekly', 'overdue']),
    );
    expect(lines).toHaveLength(lines.findLastIndex((line) => line !== '') + 2);
    for (const { id } of CALENDAR_TASKS) expect(out).toContain(id);
    expect(out).toContain('3 overdue, 0 due.');
    expect(out).toContain('watchroom calendar done rule-quality');
  });

  it('gives machines the same tasks that the console shows', async () => {
    const body = await answer('calendar');
    expect(body).toMatchObject({ isRunning: true, calendar: 'on', due: 0, overdue: 3 });
    const shown = body.tasks.map(({ id, interval, title, what, place, command }: Record<string, unknown>) => ({
      ...{ id, interval, title, what, place, command },
    }));
    expect(shown).toEqual(CALENDAR_TASKS);
    expect(body.tasks[0]).toMatchObject({ state: 'overdue', dueAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/), last: null });
  });

  it('is told in the whole report, by name', async () => {
    const { out } = await ask('monitoring', 'comprehensive');
    expect(out).toContain('## Care of the watch\n\n3 overdue, 0 due.');
    expect(out).toMatch(/\| How good the rules are \| \d{4}-.* \| Rules, how good they are, npm run monitoring:alerts \| – \|/);
    expect((await answer('monitoring', 'comprehensive')).calendar).toHaveLength(CALENDAR_TASKS.length);
  });

  it('notes a task with a note, and takes it back', async () => {
    const done = await ask('calendar', 'done', 'suppressions', '--note', 'One ended, two stay.');
    expect(done).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^What is suppressed: noted as done by .+, next due \d{4}-\d\d-\d\d\.\n$/),
    });
    expect((await answer('calendar')).overdue).toBe(2);
    expect((await ask('calendar')).out).toMatch(/suppressions .*in order .*: One ended, two stay\./);
    const back = await ask('calendar', 'undo', 'suppressions');
    expect(back).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^What is suppressed: taken back\. It is overdue, since \d{4}-/),
    });
    const again = await ask('calendar', 'undo', 'suppressions', '--json');
    expect(again.code).toBe(1);
    expect(JSON.parse(again.out)).toEqual({
      error: { code: 'conflict', message: expect.stringContaining('Nothing is noted') },
    });
    const machine = await answer('calendar', 'done', 'suppressions');
    expect(machine).toMatchObject({ id: 'suppressions', state: 'rests', last: { note: '' }, waits: null });
  });

  it.each([
    [['done'], 'Name the task: rule-quality,'],
    [['done', 'supressions'], 'Did you mean “suppressions”?'],
    [['done', 'tea'], 'It has: rule-quality,'],
    [['undo', 'suppressions', '--note', 'x'], '--note belongs to done'],
    [['don', 'suppressions'], 'done, undo'],
    [['done', 'suppressions', '--note', 'x'.repeat(2_001)], 'at most 2000'],
  ])('refuses %j with exit code 2', async (args, words) => {
    expect(await ask('calendar', ...args)).toMatchObject({ code: 2, out: '', error: expect.stringContaining(words) });
  });

  it('tells what was kept where no console runs, and notes nothing then', async () => {
    await stop();
    const kept = await ask('calendar');
    expect(kept).toMatchObject({
      code: 1,
      error: expect.stringContaining('No console runs'),
      out: expect.stringContaining('2 overdue, 0 due.'),
    });
    expect(await answer('calendar')).toMatchObject({ isRunning: false, overdue: 2 });
    expect(await ask('calendar', 'done', 'suppressions')).toMatchObject({
      code: 1,
      error: expect.stringContaining('watchroom start'),
    });
    const nowhere = join(data, 'nowhere');
    expect(await watchroom.run(['calendar', '--data', nowhere])).toMatchObject({
      code: 1,
      error: expect.stringContaining('No console runs'),
    });
  });

  it('says that it is off where it is', async () => {
    await start('calendar: off\n');
    expect(await ask('calendar')).toMatchObject({ code: 0, out: expect.stringContaining('calendar: off') });
    expect(await answer('calendar')).toMatchObject({ calendar: 'off', tasks: [] });
    expect(await ask('calendar', 'done', 'suppressions')).toMatchObject({
      code: 1,
      error: expect.stringContaining('turned off'),
    });
    expect((await ask('monitoring', 'comprehensive')).out).not.toContain('Care of the watch');
  });
});
