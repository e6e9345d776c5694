import { describe, expect, it } from 'vitest';
import { silentLog } from '../../../../tests/support/engine.js';
import type { Actor } from '../../core/model/actor.js';
import { fail, ok } from '../../core/model/result.js';
import type { UpdateView } from '../../core/model/update.js';
import type { Updates } from '../../core/port/updates.js';
import { createGate } from '../gate.js';
import type { Handlers } from './handler.js';
import { updateHandlers } from './updates.js';

const ADA: Actor = { name: 'Ada', role: 'admin', via: 'desk' };
const READY: UpdateView = { state: 'ready', lastAt: null, offer: { version: '2.0.0', notes: '', address: null }, text: '' };

const gateOf = (updates: Updates | null) => {
  const remembered: string[] = [];
  const desk = { remember: async (act: string, subject: string) => void remembered.push(`${act} ${subject}`) };
  return { remembered, gate: createGate({ handlers: updateHandlers(updates, desk) as Handlers, log: silentLog }) };
};

const ready = (): Updates & { readonly restarted: string[] } => {
  const restarted: string[] = [];
  return {
    restarted,
    state: () => READY,
    lookNow: async () => ok(null),
    restartInto: (version) => {
      if (version !== '2.0.0') return fail({ code: 'conflict', message: 'Version 3 is not ready.' });
      restarted.push(version);
      return ok(null);
    },
  };
};

describe('the app’s own updates', () => {
  it('are looked for when somebody asks, and answered with what came of it', async () => {
    const { gate } = gateOf(ready());
    expect(await gate('update.look', {}, { ...ADA, role: 'responder' })).toEqual({ ok: true, value: { update: READY } });
    expect(await gate('update.look', {}, { ...ADA, role: 'viewer' })).toMatchObject({ error: { code: 'forbidden' } });
  });

  it('are restarted into by an administrator, which is remembered', async () => {
    const updates = ready();
    const { gate, remembered } = gateOf(updates);
    expect(await gate('update.restart', { version: '2.0.0' }, { ...ADA, role: 'responder' })).toMatchObject({
      error: { code: 'forbidden' },
    });
    expect(await gate('update.restart', { version: '3.0.0' }, ADA)).toMatchObject({ error: { code: 'conflict' } });
    expect(await gate('update.restart', {}, ADA)).toMatchObject({ error: { code: 'bad-input' } });
    expect([updates.restarted, remembered]).toEqual([[], []]);
    expect(await gate('update.restart', { version: '2.0.0' }, ADA)).toEqual({ ok: true, value: { version: '2.0.0' } });
    expect([updates.restarted, remembered]).toEqual([['2.0.0'], ['update.restart 2.0.0']]);
  });

  it('are no matter of a desk without an app', async () => {
    const { gate } = gateOf(null);
    expect(await gate('update.look', {}, ADA)).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(await gate('update.restart', { version: '2.0.0' }, ADA)).toMatchObject({ error: { code: 'unavailable' } });
  });
});
