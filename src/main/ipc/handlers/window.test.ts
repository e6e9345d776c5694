import { describe, expect, it } from 'vitest';
import { silentLog } from '../../../../tests/support/engine.js';
import type { Actor } from '../../core/model/actor.js';
import { fail, ok } from '../../core/model/result.js';
import type { OwnWindow } from '../../core/port/own-window.js';
import { createGate } from '../gate.js';
import type { Handlers } from './handler.js';
import { windowHandlers } from './window.js';

const VIC: Actor = { name: 'Vic', role: 'viewer', via: 'desk' };

const deskWith = (over: Partial<OwnWindow> = {}) => {
  const done: unknown[] = [];
  const ownWindow: OwnWindow = {
    savePdf: async (name) => ok(`/home/vic/${name}`),
    fillScreen: (isFull) => done.push(['fill', isFull]),
    showStrip: (isShown) => done.push(['strip', isShown]),
    showConsole: (alert) => done.push(['console', alert]),
    readOpened: async () => ok({ name: 'shop.watchroom.yml', text: 'version: 1' }),
    ...over,
  };
  return { done, gate: createGate({ handlers: windowHandlers(ownWindow) as Handlers, log: silentLog }) };
};

describe('the desktop app’s windows', () => {
  it('do what whoever sits at the desk asks, even if they may only look', async () => {
    const { gate, done } = deskWith();
    expect(await gate('window.savePdf', { name: 'handover-2026-11-27.pdf' }, VIC)).toEqual({
      ok: true,
      value: { place: '/home/vic/handover-2026-11-27.pdf' },
    });
    expect(await gate('window.readOpened', {}, VIC)).toMatchObject({ error: { code: 'forbidden' } });
    expect(await gate('window.readOpened', {}, { ...VIC, role: 'admin' })).toEqual({
      ok: true,
      value: { document: { name: 'shop.watchroom.yml', text: 'version: 1' } },
    });
    await gate('window.fillScreen', { isFull: true }, VIC);
    await gate('window.showStrip', { isShown: true }, VIC);
    await gate('window.showConsole', { alert: 'a1-1' }, VIC);
    expect(done).toEqual([
      ['fill', true],
      ['strip', true],
      ['console', 'a1-1'],
    ]);
  });

  it.each(['../up.pdf', 'a/b.pdf', 'report.exe', '.pdf', 'a\\b.pdf'])('propose no such name: %s', async (name) => {
    expect(await deskWith().gate('window.savePdf', { name }, VIC)).toMatchObject({ ok: false, error: { code: 'bad-input' } });
  });

  it('do nothing for a browser, and say what it can do itself', async () => {
    const { gate, done } = deskWith();
    for (const [call, input] of [
      ['window.savePdf', { name: 'a.pdf' }],
      ['window.fillScreen', { isFull: true }],
      ['window.showStrip', { isShown: true }],
      ['window.showConsole', { alert: null }],
    ] as const) {
      const answer = await gate(call, input, { ...VIC, role: 'admin', via: 'browser' });
      expect(answer).toMatchObject({ ok: false, error: { code: 'unavailable', message: expect.stringContaining('browser') } });
    }
    expect(done).toEqual([]);
  });

  it('say why a PDF could not be written', async () => {
    const { gate } = deskWith({ savePdf: async () => fail('The disk is full. Choose another folder.') });
    expect(await gate('window.savePdf', { name: 'a.pdf' }, VIC)).toMatchObject({
      error: { message: 'The disk is full. Choose another folder.' },
    });
  });
});
