import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openFileSettings } from '../../src/main/config/file.js';
import { maskSecrets, unmaskSecrets, unmaskValue } from '../../src/main/config/mask.js';
import { documentJsonSchema } from '../../src/main/config/schema/json-schema.js';
import { parseText } from '../../src/main/config/text.js';
import type { Actor } from '../../src/main/core/model/actor.js';
import type { Log } from '../../src/main/core/port/log.js';
import type { Settings } from '../../src/main/core/port/settings.js';
import { instant, minutes } from '../../src/main/core/time/instant.js';
import { configHandlers } from '../../src/main/ipc/handlers/config.js';
import type { ConfigView, EarlierConfig, SaveAnswer } from '../../src/preload/contract/calls/config.js';
import {
  documentOf,
  sectionDraftOf,
  sectionErrors,
  sectionSecrets,
  writtenDocument,
} from '../../src/renderer/feature/settings/section/draft.js';
import { ELSEWHERE, SECTIONS } from '../../src/renderer/feature/settings/section/sections.js';
import type { SettingsSection } from '../../src/renderer/feature/settings/section/settings-section.js';
import { differences } from '../../src/renderer/query/edits.js';
import type { Field } from '../../src/renderer/ui/form/field.js';
import { rowsText } from '../../src/renderer/ui/form/rows.js';
import { createScriptedDesk, type ScriptedDesk } from '../support/desk.js';
import { createFakeClock, type FakeClock } from '../support/fake-clock.js';

const ANN: Actor = { name: 'Ann', role: 'admin', via: 'browser' };
const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const FIRST = 'version: 1\nprofile: none\n# mine\nsite: { name: Example }\n';

let folder: string;
let file: string;
let settings: Settings;
let desk: ScriptedDesk;
let clock: FakeClock;
let handlers: ReturnType<typeof configHandlers>;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchroom-settings-'));
  file = join(folder, 'config.yml');
  await writeFile(file, FIRST);
  clock = createFakeClock(instant(1_800_000_000_000));
  settings = await openFileSettings({
    ...{ file, dataFolder: folder, environment: {}, user: 'ana', timeZone: 'UTC', clock, log: silent },
    resourcesFolder: resolve(import.meta.dirname, '../../resources'),
  });
  desk = createScriptedDesk();
  handlers = configHandlers(settings, desk, (text) => parseText(text).value ?? null, {
    ...{ maskSecrets, unmaskSecrets, unmaskValue },
  });
});
afterEach(async () => {
  await settings.stop();
  await rm(folder, { recursive: true, force: true });
});

const given = async <Value>(answer: Promise<{ readonly ok: boolean } & object>): Promise<Value> => {
  const said = (await answer) as {
    readonly ok: boolean;
    readonly value?: unknown;
    readonly error?: { readonly message: string };
  };
  if (!said.ok) throw new Error(said.error?.message);
  return JSON.parse(JSON.stringify(said.value)) as Value;
};
const read = (): Promise<ConfigView> => given(handlers['config.read']({}, ANN));

const rows = (...all: readonly Record<string, string>[]): string => rowsText(all.map((texts) => ({ texts, before: {} })));

/** Every field of a section filled in, as somebody would. */
const FILLED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  site: {
    ...{ 'site.name': 'Tutors', 'site.url': 'https://www.example.org', 'site.timeZone': 'Europe/London' },
    ...{ 'site.currency': 'GBP', 'site.locale': 'en-GB', profile: 'royal-client' },
    ...{ 'site.contacts.technical': 't@example.org', 'site.contacts.alerts': 'a@example.org' },
    ...{ 'site.contacts.emergency': 'e@example.org', 'site.contacts.business': 'b@example.org' },
  },
  escalation: {
    teams: rows(
      { name: 'senior', email: 'ann@example.org, ben@example.org', sms: '+447700900123', slack: '#senior' },
      { name: 'management', email: 'max@example.org' },
    ),
    'escalation.critical': rows(
      { level: '1', team: 'senior', 'after.high': '0s', 'after.medium': '30m', 'after.low': '2h', 'after.none': '1h' },
      { level: '2', team: 'management', after: '4h' },
    ),
    'escalation.warning': rows({ level: '1', team: 'senior', after: '24h' }),
    'escalation.stopOnAcknowledge': 'yes',
  },
  'quiet-hours': {
    ...{ 'quietHours.from': '22:00', 'quietHours.to': '07:00', 'quietHours.timeZone': 'Europe/London' },
    ...{ 'quietHours.holds': 'warning, info', 'rateLimits.perRule': '20/h', 'rateLimits.storm.firings': '10' },
    ...{ 'rateLimits.storm.within': '60s', 'handOver.order': 'desktop, email', 'handOver.after': '5m' },
  },
  planned: {
    maintenance: rows(
      { name: 'Move', from: '2026-12-24T18:00:00Z', to: '2026-12-24T20:00:00Z' },
      { name: 'Weekly', 'every.days': 'sun, wed', 'every.at': '02:00', 'every.for': '2h', timeZone: 'Europe/London' },
    ),
    inhibit: rows({ 'when.rule': 'site-down', 'mute.category': 'performance', equal: 'target' }),
  },
  objectives: {
    objectives: rows(
      { id: 'uptime', kind: 'availability', target: '99.9%', over: '30d' },
      { id: 'latency', kind: 'latency', target: '99%', under: '2s' },
    ),
  },
  budgets: {
    ...{ 'budgets.defaults.javascript': '300KB', 'budgets.defaults.thirdParty': '5' },
    'budgets.pages': rows({ page: 'home', weight: '800KB', requests: '25' }),
    ...{ 'lighthouse.performance': '90', 'lighthouse.seo': '95' },
  },
  business: {
    'business.values': rows({ form: 'booking', value: '250' }, { form: 'inquiry', value: '40.5' }),
    'business.opportunity': '400000',
    'business.experiments': rows({ name: 'booking-form', control: 'original', shares: 'original 90, short 10' }),
    competitors: rows({ name: 'Other Tutors', url: 'https://tutors.example.com/' }),
  },
  store: {
    ...{ 'store.kind': 'mongodb', 'store.uri.typed': 'mongodb://u:p@db.example.org/w?tls=true', 'retention.raw': '7d' },
  },
  backup: {
    ...{ 'backup.path': '/var/backups/watchroom', 'backup.at': '03:00', 'backup.keep.daily': '7' },
    ...{
      'backup.passphrase.typed': 'hunter2',
      'heartbeat.url.typed': 'https://beat.example.org/hunter2',
      'heartbeat.every': '1m',
      calendar: 'off',
    },
  },
  updates: {
    ...{ 'updates.url': 'https://updates.example.org/watchroom', 'updates.channel': 'beta', 'updates.every': '1d' },
  },
  access: {
    ...{ 'api.port': '3001', 'api.access': 'token' },
    'api.tokens': rows({ name: 'ops', role: 'viewer', hash: 'a'.repeat(64) }),
  },
  network: { 'connectivity.probes': '1.1.1.1:443, 8.8.8.8:443', 'connectivity.every': '30s' },
};

describe('the form of a section', () => {
  it.each(SECTIONS.map((section) => [section.id, section] as const))(
    'of %s writes what the configuration takes, and shows it again',
    async (id, section) => {
      const before = documentOf((await read()).document);
      const draft = { ...sectionDraftOf(section, before), ...FILLED[id] };
      expect(sectionErrors(section, draft)).toEqual({});
      const edits = differences([], before, writtenDocument(section, draft, before));
      const answer = await given<SaveAnswer>(handlers['config.edit']({ edits, revision: settings.current().revision }, ANN));
      expect(answer.problems.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(answer).toMatchObject({ saved: true });
      const text = await readFile(file, 'utf8');
      expect(text).toContain('# mine');
      for (const { value } of sectionSecrets(section, draft)) expect(text).not.toContain(value);
      const after = documentOf((await read()).document);
      expect(writtenDocument(section, sectionDraftOf(section, after), after)).toEqual(after);
      expect(differences([], before, after).length).toBeGreaterThan(0);
    },
  );

  it('leaves what others wrote, and what no field shows, as it was', async () => {
    const section = SECTIONS.find(({ id }) => id === 'planned') as SettingsSection;
    const given = {
      version: 1,
      maintenance: [{ name: 'Move', match: { target: 'shop' }, every: { at: '02:00', for: '2h' } }],
      targets: [{ id: 'home' }],
    };
    const draft = sectionDraftOf(section, given);
    const text = draft.maintenance?.replace('"Move"', '"Moved"') ?? '';
    expect(differences([], given, writtenDocument(section, { ...draft, maintenance: text }, given))).toEqual([
      { path: ['maintenance'], value: [{ ...given.maintenance[0], name: 'Moved' }] },
    ]);
  });
});

describe('what nobody touched in a form', () => {
  const sectionOf = (id: string): SettingsSection => SECTIONS.find((section) => section.id === id) as SettingsSection;
  const changed = (id: string, given: object, change: Record<string, string>) => {
    const section = sectionOf(id);
    const draft = { ...sectionDraftOf(section, documentOf(given)), ...change };
    return differences([], documentOf(given), writtenDocument(section, draft, documentOf(given)));
  };

  it('stays: empty lists, numbers, and a secret that stands elsewhere', () => {
    const given = {
      escalation: { critical: [] },
      teams: { senior: { email: ['ann@example.org'], sms: [] } },
      objectives: [{ id: 'inp', kind: 'web-vitals', target: '75%', under: 0.2 }],
      backup: { path: '/b', passphrase: { env: 'BACKUP_PASSPHRASE' } },
    };
    const draft = sectionDraftOf(sectionOf('escalation'), documentOf(given));
    expect(changed('escalation', given, { teams: draft.teams?.replace('ann@', 'ben@') ?? '' })).toEqual([
      { path: ['teams', 'senior', 'email'], value: ['ben@example.org'] },
    ]);
    const promises = sectionDraftOf(sectionOf('objectives'), documentOf(given)).objectives ?? '';
    expect(changed('objectives', given, { objectives: promises.replace('75%', '80%') })).toEqual([
      { path: ['objectives'], value: [{ ...given.objectives[0], target: '80%' }] },
    ]);
    expect(changed('backup', given, { 'backup.passphrase.place': 'here' })).toEqual([]);
  });

  it('is not lost to a second row of one name, nor to a part beside its whole: the form says so', () => {
    const team = (name: string) => ({ name, email: 'a@example.org' });
    const errors = (change: Record<string, string>) =>
      sectionErrors(sectionOf('escalation'), { ...sectionDraftOf(sectionOf('escalation'), {}), ...change });
    expect(errors({ teams: rows(team('senior'), team('senior')) })).toEqual({ teams: 'senior stands there twice.' });
    expect(errors({ 'escalation.warning': rows({ level: '1', team: 'senior', after: '4h', 'after.high': '0s' }) })).toEqual({
      'escalation.warning': expect.stringContaining('Level 1: “After” stands for all of its parts.'),
    });
    expect(
      sectionErrors(sectionOf('business'), {
        ...sectionDraftOf(sectionOf('business'), {}),
        'business.opportunity': '400000.5',
      }),
    ).toEqual({});
  });
});

it('every key of the document has a field, a page of its own, or is said to be written in the text', () => {
  const fields = SECTIONS.flatMap((section) => section.fields.flatMap(placesOf));
  const inText = SECTIONS.flatMap((section) => section.inText);
  const keys = leavesOf(documentJsonSchema()).filter(
    (key) => !ELSEWHERE.some((own) => key === own || key.startsWith(`${own}`)),
  );
  expect([...new Set([...fields, ...inText])].sort()).toEqual([...new Set(keys)].sort());
});

const placesOf = (field: Field): readonly string[] => {
  if (field.kind !== 'rows') return [field.key];
  const [, ...others] = field.columns;
  if (field.as === 'values') return [`${field.key}.*`];
  const columns = field.as === 'list' ? field.columns : others;
  return columns.map(
    ({ key, holds }) => `${field.key}${field.as === 'list' ? '[]' : '.*'}.${key}${holds === 'numbers' ? '.*' : ''}`,
  );
};

interface Shape {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly additionalProperties?: Shape | boolean;
  readonly items?: Shape;
  readonly anyOf?: readonly Shape[];
  readonly oneOf?: readonly Shape[];
}

/** The keys at which values stand; of a secret and of free labels the key itself. */
const leavesOf = (given: object, place = ''): readonly string[] => {
  const shape = given as Shape;
  const isSecret = shape.anyOf?.some(({ properties }) => properties !== undefined && 'env' in properties) === true;
  if (isSecret || place.endsWith('.match') || place.endsWith('.labels')) return [place];
  if (shape.properties !== undefined)
    return Object.entries(shape.properties).flatMap(([key, part]) => leavesOf(part, place === '' ? key : `${place}.${key}`));
  if (typeof shape.additionalProperties === 'object') return leavesOf(shape.additionalProperties, `${place}.*`);
  if (shape.items?.properties !== undefined) return leavesOf(shape.items, `${place}[]`);
  const either = shape.anyOf ?? shape.oneOf ?? [];
  return either.length === 0 ? [place] : [...new Set(either.flatMap((part) => leavesOf(part, place)))];
};

describe('earlier versions', () => {
  const rename = async (name: string): Promise<void> => {
    await clock.advance(minutes(1));
    const revision = settings.current().revision;
    await given(handlers['config.edit']({ edits: [{ path: ['site', 'name'], value: name }], revision }, ANN));
  };

  it('are listed, the newest first, read with their secrets hidden, and put back to the letter', async () => {
    const secret = `${FIRST}heartbeat: { url: "https://beat.example.org/hunter2" }\n`;
    await given(handlers['config.save']({ text: secret, revision: settings.current().revision }, ANN));
    await rename('Second');
    await rename('Third');
    const versions = await given<readonly number[]>(handlers['config.versions']({}, ANN));
    expect(versions).toHaveLength(3);
    expect(versions).toEqual(versions.toSorted((a, b) => b - a));
    const replacedAt = instant(versions[1] ?? 0);
    const { text: shown, isCurrent } = await given<EarlierConfig>(handlers['config.version']({ replacedAt }, ANN));
    expect(isCurrent).toBe(false);
    expect(shown).toContain('Example');
    expect(shown).not.toContain('hunter2');
    await clock.advance(minutes(1));
    const answer = await given<SaveAnswer>(
      handlers['config.restore']({ replacedAt, revision: settings.current().revision }, ANN),
    );
    expect(answer).toMatchObject({ saved: true });
    expect(await readFile(file, 'utf8')).toBe(secret);
    expect(desk.remembered.at(-1)?.action).toBe('config.restore');
    expect(await given<readonly number[]>(handlers['config.versions']({}, ANN))).toHaveLength(4);
  });

  it('are all kept, also of changes that come within one millisecond', async () => {
    for (const name of ['Second', 'Third', 'Fourth']) {
      const revision = settings.current().revision;
      await given(handlers['config.edit']({ edits: [{ path: ['site', 'name'], value: name }], revision }, ANN));
    }
    const versions = await given<readonly number[]>(handlers['config.versions']({}, ANN));
    const texts = await Promise.all(
      versions.map(
        async (at) => (await given<EarlierConfig>(handlers['config.version']({ replacedAt: instant(at) }, ANN))).text,
      ),
    );
    expect(texts.map((text) => /name: (\w+)/.exec(text)?.[1])).toEqual(['Third', 'Second', 'Example']);
  });

  it('that are not kept, or a document that changed meanwhile, are refused and change nothing', async () => {
    await rename('Second');
    const text = await readFile(file, 'utf8');
    const missing = await handlers['config.restore']({ replacedAt: instant(5), revision: settings.current().revision }, ANN);
    expect(missing).toMatchObject({ ok: false, error: { code: 'not-found' } });
    const [replacedAt] = await given<readonly number[]>(handlers['config.versions']({}, ANN));
    const late = await handlers['config.restore']({ replacedAt: instant(replacedAt ?? 0), revision: 0 }, ANN);
    expect(late).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(await readFile(file, 'utf8')).toBe(text);
  });
});
