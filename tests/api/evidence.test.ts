import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/main/core/model/actor.js';
import { fail, ok } from '../../src/main/core/model/result.js';
import type { TargetId } from '../../src/main/core/model/target.js';
import type { AuditReports } from '../../src/main/core/port/audits.js';
import type { OpenReport } from '../../src/main/core/port/open-report.js';
import type { LoadHar } from '../../src/main/core/port/page-evidence.js';
import { instant, milliseconds } from '../../src/main/core/time/instant.js';
import { createGate } from '../../src/main/ipc/gate.js';
import { type EvidenceHandlerParts, evidenceHandlers } from '../../src/main/ipc/handlers/evidence.js';
import type { Handlers } from '../../src/main/ipc/handlers/handler.js';
import { createPageEvidence, type KeptEvidence } from '../../src/main/source/page/evidence.js';
import { createScriptedDesk } from '../support/desk.js';

const VIC: Actor = { name: 'Vic', role: 'viewer', via: 'desk' };
const RAY: Actor = { name: 'Ray', role: 'responder', via: 'desk' };
const HOME = 'page-home' as TargetId;
const AT = instant(1_800_000_000_000);
const silent = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

let folder: string;
let evidence: KeptEvidence;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchroom-evidence-calls-'));
  evidence = createPageEvidence(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const audits = {
  of: async (page: string) => [
    { page, id: '2026-11-26', at: AT, form: 'mobile' },
    { page, id: '', at: AT, form: 'mobile' },
  ],
  list: async () => [],
  read: async (_page: string, id: string) => (id === '2026-11-26' ? '<html>report</html>' : null),
} as unknown as AuditReports;

const gateOf = (change: Partial<EvidenceHandlerParts> = {}) => {
  const desk = createScriptedDesk();
  const loadHar: LoadHar = async () => fail('The browser did not start.');
  const handlers = evidenceHandlers({ desk, evidence, loadHar, audits, openReport: null, ...change });
  return { desk, gate: createGate({ handlers: handlers as Handlers, log: silent }) };
};

describe('pictures of bad loads', () => {
  it('are listed and given to whoever may look', async () => {
    const { gate } = gateOf();
    const picture = Buffer.alloc(20_000, 7);
    const id = await evidence.keep({ target: HOME, at: AT, why: 'It is down.', url: 'https://a.example/' }, picture);
    await evidence.addFilm(HOME, id, [{ jpeg: Buffer.from('frame'), after: milliseconds(300) }]);
    expect(await gate('evidence.list', { target: HOME }, VIC)).toMatchObject({
      ok: true,
      value: [{ id, why: 'It is down.', picture: 'picture.jpg', frames: [{ name: 'frame-0.jpg', after: 300 }] }],
    });
    const shown = await gate('evidence.picture', { target: HOME, id, name: 'picture.jpg' }, VIC);
    expect(shown).toEqual({ ok: true, value: { address: `data:image/jpeg;base64,${picture.toString('base64')}` } });
  });

  it('that are gone are told so, and no name leads elsewhere', async () => {
    const { gate } = gateOf();
    expect(await gate('evidence.picture', { target: HOME, id: '1', name: 'picture.jpg' }, VIC)).toMatchObject({
      error: { code: 'not-found' },
    });
    expect(await gate('evidence.picture', { target: HOME, id: '..', name: '../x.jpg' }, VIC)).toMatchObject({
      error: { code: 'bad-input' },
    });
  });
});

describe('an archive of requests', () => {
  it('is loaded for responders, and the trail says by whom', async () => {
    const loadHar: LoadHar = async () => ok({ name: 'a.har', place: '/data/a.har', text: '{}' });
    const { gate, desk } = gateOf({ loadHar });
    expect(await gate('evidence.har', { target: HOME }, VIC)).toMatchObject({ error: { code: 'forbidden' } });
    expect(await gate('evidence.har', { target: HOME }, RAY)).toMatchObject({ ok: true, value: { place: '/data/a.har' } });
    expect(desk.remembered.map(({ action, subject }) => `${action} ${subject}`)).toEqual(['evidence.har page-home']);
  });
  it('that cannot be made says why', async () => {
    expect(await gateOf().gate('evidence.har', { target: HOME }, RAY)).toMatchObject({
      error: { code: 'unavailable', message: 'The browser did not start.' },
    });
  });
});

describe('a kept report', () => {
  const opened: string[] = [];
  const openReport: OpenReport = async (name, html) => {
    opened.push(`${name} ${html}`);
    return ok(null);
  };
  it('is listed where it can be opened', async () => {
    expect(await gateOf().gate('report.list', { page: 'home' }, VIC)).toEqual({
      ok: true,
      value: [{ page: 'home', id: '2026-11-26', at: AT, form: 'mobile' }],
    });
  });
  it('is opened by the desk for whoever sits at it, and for nobody from afar', async () => {
    const { gate } = gateOf({ openReport });
    const input = { page: 'home', id: '2026-11-26' };
    expect(await gate('report.open', input, { ...VIC, via: 'browser' })).toEqual({ ok: true, value: { opened: false } });
    expect(opened).toEqual([]);
    expect(await gate('report.open', input, VIC)).toEqual({ ok: true, value: { opened: true } });
    expect(opened).toEqual(['home-2026-11-26.html <html>report</html>']);
    expect(await gate('report.open', { ...input, id: '2025' }, VIC)).toMatchObject({ error: { code: 'not-found' } });
  });
});
