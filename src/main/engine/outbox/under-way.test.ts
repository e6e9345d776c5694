import { expect, it } from 'vitest';
import { createRig } from '../../../../tests/support/engine.js';
import { seconds } from '../../core/time/instant.js';

it('sends again after a restart what had left and was never answered, and says that it may be a repeat', async () => {
  const dying = await createRig({
    weather: { up: false, seconds: 0.2, failure: 'status' },
    answer: () => new Promise(() => undefined),
  });
  while (dying.sent.length === 0) await dying.clock.advance(seconds(1));
  const stopping = dying.engine.stop();
  await dying.clock.advance(seconds(6));
  await stopping;

  const { store, clock, weather } = dying;
  const next = await createRig({ store, clock, weather });
  await clock.advance(seconds(120));
  const [again] = next.sent.filter(({ reason }) => reason === 'firing');
  expect(again?.id).toBe(dying.sent[0]?.id);
  expect(again?.message.body).toContain('Possible repeat');
  const [row] = next.firing();
  const found = row === undefined ? undefined : await next.engine.alert(row.id);
  const detail = found?.ok === true ? found.value : undefined;
  const firing = detail?.deliveries.find(({ id }) => id === again?.id);
  expect(firing?.state.kind).toBe('delivered');
  expect(firing?.attempts.map(({ outcome }) => outcome)).toEqual(['unknown', 'ok']);
  expect(detail?.timeline.map(({ text }) => text)).toContainEqual(expect.stringContaining('perhaps for the second time'));
  await next.engine.stop();
});

it('takes nothing for a repeat that was answered, or had not left yet, when the desk stopped', async () => {
  const rig = await createRig({ weather: { up: false, seconds: 0.2, failure: 'status' } });
  await rig.clock.advance(seconds(90));
  const next = await rig.restart();
  await next.clock.advance(seconds(120));
  expect(rig.sent).toHaveLength(1);
  expect(next.sent.filter(({ message }) => message.body.includes('Possible repeat'))).toEqual([]);
  await next.engine.stop();
});
