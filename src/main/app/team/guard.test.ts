import { expect, it } from 'vitest';
import { ok } from '../../core/model/result.js';
import type { Channel } from '../../core/port/channel.js';
import type { Standing } from '../../core/port/team.js';
import { guardChannel } from './guard.js';

const channel: Channel = {
  kind: 'webhook',
  pace: { atOnce: 1, ahead: 0, rate: null },
  send: async () => ok({ text: 'sent' }),
  refresh: async () => null,
  stop: async () => undefined,
};

it.each<[Standing, boolean, boolean]>([
  ['leads', true, true],
  // Nobody else may be able to tell.
  ['cut-off', true, true],
  ['in-doubt', true, false],
  // Nobody else is there to have taken over.
  ['in-doubt', false, true],
  ['deposed', false, false],
])('a desk that is %s, with others: %s, tells people: %s', async (standing, hasOthers, tells) => {
  const guarded = guardChannel({ store: { confirm: async () => standing }, hasOthers: () => hasOthers })(channel);
  const sent = await guarded.send({} as never, new AbortController().signal, () => ({}) as never);
  expect(sent.ok).toBe(tells);
  if (!sent.ok) expect(sent.error).toMatchObject({ retry: 'later', code: 'not-leading' });
  expect((await guarded.refresh?.({} as never, new AbortController().signal)) === null).toBe(tells);
});
