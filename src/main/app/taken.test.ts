import { expect, it } from 'vitest';
import { createScriptedDesk } from '../../../tests/support/desk.js';
import type { EpisodeId } from '../core/model/alert.js';
import { ok } from '../core/model/result.js';
import type { Popups } from '../core/port/popups.js';
import { withdrawTaken } from './taken.js';

it('a pop-up goes once when someone takes its alert, and again when it is taken anew', async () => {
  const desk = createScriptedDesk();
  const withdrawn: string[] = [];
  const popups: Popups = {
    show: async () => ok(null),
    withdraw: (id) => withdrawn.push(id),
    stop: () => undefined,
  };
  const stop = withdrawTaken(desk, popups);
  const alert = 'a1-1' as EpisodeId;
  const actor = { name: 'Ann', role: 'responder', via: 'desk' } as const;
  const acknowledge = () => desk.act({ kind: 'acknowledge', alert, note: '', end: { kind: 'resolved' } }, actor);

  await acknowledge();
  await desk.act({ kind: 'note', alert, text: 'looking' }, actor);
  expect(withdrawn).toEqual(['alert a1-1']);

  await desk.act({ kind: 'unacknowledge', alert }, actor);
  await acknowledge();
  expect(withdrawn).toHaveLength(2);

  // Its recovery is shown under the same id, and must stay.
  await desk.act({ kind: 'resolve', alert, reason: 'mended', judged: null }, actor);
  expect(withdrawn).toHaveLength(2);
  stop();
  expect(desk.listeners()).toBe(0);
});
