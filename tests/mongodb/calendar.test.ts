import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CalendarRow } from '../../src/main/core/model/calendar.js';
import { until } from '../support/process.js';
import { type Place, startTwoDesks, type TwoDesks, untilLeads } from './two-desks.js';

let desks: TwoDesks;
beforeAll(async () => {
  desks = await startTwoDesks();
}, 90_000);
afterAll(() => desks.stop(), 60_000);

/** Undefined while no desk is known to lead. */
const restoreAt = async ({ console }: Place): Promise<CalendarRow | undefined> => {
  const answer = await console.call('calendar.list', {});
  return answer.ok ? answer.value.find(({ id }) => id === 'restore') : undefined;
};

it('what is done of the calendar at one desk is known at the other, and after it has taken over', async () => {
  const [first, next] = await desks.sides();
  await until(
    () => restoreAt(next),
    (found) => found !== undefined,
    20_000,
  );
  const done = await next.console.call('calendar.done', { task: 'restore', note: 'It took 4 min.' });
  expect(done).toMatchObject({ ok: true });
  const by = `Operator of ${next.name}`;
  for (const place of [first, next]) {
    const row = await until(
      () => restoreAt(place),
      (found) => found !== undefined && found.last !== null,
      20_000,
    );
    expect(row?.last).toMatchObject({ by, note: 'It took 4 min.' });
  }
  await first.gateway.set('closed');
  await untilLeads(next);
  const last = (await restoreAt(next))?.last;
  expect(last).toMatchObject({ by, note: 'It took 4 min.' });
  expect(await next.console.call('calendar.undo', { task: 'restore', at: last?.at ?? 0 })).toMatchObject({ ok: true });
  expect(await restoreAt(next)).toMatchObject({ last: null });
  await first.gateway.set('open');
}, 120_000);
