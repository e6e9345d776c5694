import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPreviews } from '../../src/main/channel/preview/preview.js';
import { openFileSettings } from '../../src/main/config/file.js';
import { maskSecrets, unmaskSecrets, unmaskValue } from '../../src/main/config/mask.js';
import { readPlaybooks } from '../../src/main/config/playbooks.js';
import { readShipped } from '../../src/main/config/profiles.js';
import { parseText } from '../../src/main/config/text.js';
import type { Actor } from '../../src/main/core/model/actor.js';
import { fail } from '../../src/main/core/model/result.js';
import type { Gate } from '../../src/main/core/port/gate.js';
import type { History } from '../../src/main/core/port/history.js';
import type { Journal } from '../../src/main/core/port/journal.js';
import type { Log } from '../../src/main/core/port/log.js';
import type { Search } from '../../src/main/core/port/search.js';
import type { Settings } from '../../src/main/core/port/settings.js';
import { instant } from '../../src/main/core/time/instant.js';
import { createGate } from '../../src/main/ipc/gate.js';
import { createHandlers } from '../../src/main/ipc/handlers/table.js';
import type { ConfigView, SaveAnswer } from '../../src/preload/contract/calls/config.js';
import type { Rule, RuleRow } from '../../src/preload/contract/views.js';
import { firstEdits } from '../../src/renderer/feature/overview/first-target.js';
import { EMPTY_RULE, ruleDraftOf } from '../../src/renderer/feature/rules/draft.js';
import { addRule, editRule, removeRule, toggleRule } from '../../src/renderer/feature/rules/edits.js';
import { operatorEdits } from '../../src/renderer/feature/settings/operator-edits.js';
import { draftOf } from '../../src/renderer/feature/targets/draft.js';
import { addTarget, editTarget, removeTarget } from '../../src/renderer/feature/targets/edits.js';
import { EMPTY_DRAFT } from '../../src/renderer/feature/targets/typed.js';
import { type Edits, itemsOf } from '../../src/renderer/query/edits.js';
import { createScriptedDesk } from '../support/desk.js';
import { createFakeClock } from '../support/fake-clock.js';
import { scriptedSiteLook } from '../support/scripted-site-look.js';
import { scriptedSecrets } from '../support/secrets.js';

const RESOURCES = resolve(import.meta.dirname, '../../resources');
/** Every rule that ships with the product. */
const shippedRules = async (): Promise<readonly string[]> => {
  const { profiles } = await readShipped(RESOURCES);
  return (profiles['royal-client']?.rules ?? []).map(({ id }) => id);
};

const ANN: Actor = { name: 'Ann', role: 'admin', via: 'browser' };
const silent: Log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };

const WRITTEN = `version: 1
# who sits here
operator: { name: Ana, role: admin }
targets:
  - id: home
    url: https://www.example.org/ # the front door
    expect: { status: "200" }
rules:
  - id: busy # ours
    severity: warning
    category: infrastructure
    when: { metric: host_cpu_ratio, above: "80%", by: [ target ] }
`;

let folder: string;
let file: string;
let settings: Settings;
let gate: Gate;

const start = async (text: string | null): Promise<void> => {
  if (text !== null) await writeFile(file, text);
  const clock = createFakeClock(instant(1_800_000_000_000));
  settings = await openFileSettings({
    file,
    dataFolder: folder,
    resourcesFolder: RESOURCES,
    environment: {},
    user: 'ana',
    timeZone: 'UTC',
    clock,
    log: silent,
  });
  const handlers = createHandlers({
    desk: createScriptedDesk(),
    settings,
    secrets: scriptedSecrets(),
    history: {} as History,
    journal: {} as Journal,
    search: {} as Search,
    clock,
    build: { version: '0.1.0', platform: 'linux' },
    playbooks: await readPlaybooks(RESOURCES),
    previews: createPreviews(() => []),
    mask: { maskSecrets, unmaskSecrets, unmaskValue },
    readDocument: (written) => parseText(written).value ?? null,
    parseTarget: () => fail({ code: 'bad-input', message: '', field: '' }),
    trySource: async () => fail({ code: 'bad-input', message: 'nothing is tried here' }),
    lookAtSite: async () => fail({ code: 'bad-input', message: 'nothing is looked at here' }),
    isGivenBy: () => false,
    evidence: { of: async () => [], read: async () => null, keepHar: async () => '' },
    loadHar: async () => fail('there is no page here'),
    audits: { list: async () => [], of: async () => [], read: async () => null },
    openReport: null,
    ownWindow: null,
    updates: null,
  });
  gate = createGate({ handlers, log: silent });
};

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'watchroom-forms-'));
  file = join(folder, 'config.yml');
});
afterEach(async () => {
  await settings.stop();
  await rm(folder, { recursive: true, force: true });
});

const ask = async <Value>(call: string, input: unknown): Promise<Value> => {
  const answer = await gate(call, input, ANN);
  if (!answer.ok) throw new Error(`${call}: ${answer.error.message}`);
  return answer.value as Value;
};

const config = (): Promise<ConfigView> => ask('config.read', {});
const ruleNow = (rule: string): Promise<Rule> => ask('rule.read', { rule });

/** Sends what a form sends, as the page does: through JSON. It must be saved, and the file then says so. */
const save = async (edits: Edits): Promise<string> => {
  const { revision } = await config();
  const answer = await ask<SaveAnswer>('config.edit', JSON.parse(JSON.stringify({ edits, revision })));
  expect(answer).toMatchObject({ saved: true, revision: revision + 1 });
  return readFile(file, 'utf8');
};

const items = async (list: 'targets' | 'rules') => itemsOf((await config()).document, list);
const row = (rule: Rule): RuleRow => rule as unknown as RuleRow;

describe('what the first run sends', () => {
  it('begins a configuration with the picked checks', async () => {
    await start(null);
    const look = scriptedSiteLook('https://www.example.org/start');
    await save(firstEdits(look, look.checks, (await config()).document));
    const { targets, site } = settings.current().config;
    expect(targets.map(({ id }) => id as string)).toEqual(expect.arrayContaining(look.checks.map(({ item }) => item.id)));
    expect(site.url).toBe('https://www.example.org');
  });
});

describe('what the target form sends', () => {
  const draft = {
    ...EMPTY_DRAFT,
    name: 'Booking "form"',
    url: 'https://www.example.org/book',
    every: '30s',
    status: '200-299',
    body: 'Say "hello" \\ {1}',
    certificateDays: '21',
    assets: true,
  };
  it.each([
    ['a configuration of its own', WRITTEN],
    ['an empty one', 'version: 1\n'],
    ['none at all', null],
  ])('adds a target, with everything filled in, to %s', async (_, text) => {
    await start(text);
    await save(addTarget(draft, 'booking-form'));
    const target = settings.current().config.targets.find(({ id }) => (id as string) === 'booking-form');
    expect(target).toMatchObject({ name: 'Booking "form"', url: draft.url, every: 30_000 });
    const [item] = (await items('targets')).filter(({ id }) => id === 'booking-form');
    expect(draftOf(item ?? {})).toEqual(draft);
  });
  it('changes one value and leaves all else as it was written', async () => {
    await start(WRITTEN);
    const [home] = await items('targets');
    const text = await save(editTarget({ ...draftOf(home ?? {}), every: '5m' }, 'home', home ?? {}));
    expect(text).toBe(WRITTEN.replace('    expect: { status: "200" }\n', '    expect: { status: "200" }\n    every: 5m\n'));
  });
  it('empties what was filled in', async () => {
    await start(WRITTEN);
    const [home] = await items('targets');
    const text = await save(editTarget({ ...draftOf(home ?? {}), status: '' }, 'home', home ?? {}));
    expect(text).not.toContain('status');
  });
  it('removes a target', async () => {
    await start(WRITTEN);
    await save(removeTarget('home'));
    expect(settings.current().config.targets.map(({ id }) => id as string)).not.toContain('home');
  });
});

describe('what the rule form sends', () => {
  const draft = {
    ...EMPTY_RULE,
    id: 'slow-forms',
    name: 'Slow forms',
    severity: 'critical' as const,
    impact: 'high' as const,
    target: 'home',
    match: 'page=~home|book\nform!=test',
    reduce: 'avg' as const,
    window: '15m',
    threshold: '2.5',
    by: 'target, page',
    stale: '10m',
    for: '2m',
    clear: '2',
    goodFor: '10m',
    goodReadings: '4',
    repeat: '1h',
    reach: 'some' as const,
    channels: ['desktop', 'email'],
    businessImpact: 'Parents wait: "too long".',
    playbook: 'slow-page-loads',
  };
  it.each([
    ['a configuration of its own', WRITTEN],
    ['an empty one', 'version: 1\n'],
    ['none at all', null],
  ])('adds a rule, with everything filled in, to %s', async (_, text) => {
    await start(text);
    await save(addRule(draft));
    // A window's reducer has no use for the age of a last value, so the form does not offer it then.
    expect(ruleDraftOf(await ruleNow('slow-forms'))).toEqual(draft);
  });
  it('adds the plainest rule', async () => {
    await start(WRITTEN);
    await save(addRule({ ...EMPTY_RULE, id: 'plain', name: 'Plain', threshold: '3' }));
    expect(await ruleNow('plain')).toMatchObject({ for: 0, clear: null, channels: null, when: { by: ['target'] } });
  });
  it('changes its own rule in place, and nothing but what was changed', async () => {
    await start(WRITTEN);
    const rule = await ruleNow('busy');
    const text = await save(editRule(rule, { ...ruleDraftOf(rule), for: '5m' }, await items('rules')));
    expect(text).toBe(`${WRITTEN}    for: 5m\n`);
  });
  it('turns a comparison round', async () => {
    await start(WRITTEN);
    const rule = await ruleNow('busy');
    const turned = { ...ruleDraftOf(rule), condition: 'below' as const, threshold: '0.1', clear: '0.2' };
    await save(editRule(rule, turned, await items('rules')));
    expect(await ruleNow('busy')).toMatchObject({
      when: { test: { kind: 'below', threshold: 0.1 } },
      clear: { kind: 'above', threshold: 0.2 },
    });
  });
  it('removes its own rule', async () => {
    await start(WRITTEN);
    await save(removeRule('busy'));
    expect(settings.current().config.rules.map(({ id }) => id as string)).not.toContain('busy');
  });
});

/** What a person may write, with what the form knows nothing of. */
const conditionText = (when: string): string => `version: 1
objectives: [ { id: site, kind: availability, target: 99.9%, match: { tier: revenue } } ]
rules:
  - id: own # why it is there
    severity: warning
    category: performance
    when: { ${when} } # as agreed
    labels: { team: web }
`;

const WRITTEN_CONDITIONS = [
  'metric: http_response_seconds, match: { page: "!~a|b", tier: 1 }, above: 3',
  'metric: http_response_seconds, reduce: p95, window: 15m, below: "3%"',
  'metric: http_response_seconds, increase: 50%, baseline: ema',
  'metric: page_views_total, reduce: increase, window: 1h, decrease: 15%',
  'metric: error_ratio, increaseBy: 2%',
  'metric: lighthouse_score, decreaseBy: 5, stale: 12h',
  'metric: http_response_seconds, outsideBand: { side: above }',
  'metric: http_response_seconds, trend: { direction: down }',
  'metric: http_response_seconds, absent: 10m',
  'burnRate: { objective: site }',
  'burnRate: { objective: latency }, metric: lcp_seconds',
  'burnRate: { objective: errors }, ratio: { bad: page_views_failed_total, total: page_views_total }, by: []',
  'event: failed',
  'event: failed, metric: build, window: 10m',
  'ratio: { bad: form_failures_total, total: form_submissions_total }, window: 15m, above: 3%',
  'ratio: { bad: form_failures_total, total: form_submissions_total }, window: 15m, minCount: 5, stretchTo: 1d, increaseBy: 2%',
];

describe('a condition that was written as text', () => {
  it.each(WRITTEN_CONDITIONS)('stays as it is, with its comments, while something else is changed: %s', async (when) => {
    await start(conditionText(when));
    const rule = await ruleNow('own');
    const text = await save(editRule(rule, { ...ruleDraftOf(rule), severity: 'info' }, await items('rules')));
    expect(text).toBe(conditionText(when).replace('severity: warning', 'severity: info'));
  });
  it.each(WRITTEN_CONDITIONS)('means the same once the form has written it whole: %s', async (when) => {
    await start(conditionText(when));
    const rule = await ruleNow('own');
    await save(removeRule('own'));
    await save(addRule({ ...ruleDraftOf(rule), name: 'own' }));
    expect((await ruleNow('own')).when).toEqual(rule.when);
  });
  it.each(WRITTEN_CONDITIONS)('becomes a trend, and loses only what a trend has no use for: %s', async (when) => {
    await start(conditionText(when));
    const rule = await ruleNow('own');
    const draft = { ...ruleDraftOf(rule), condition: 'trend' as const, metric: 'host_cpu_ratio', over: '2d' };
    const text = await save(editRule(rule, draft, await items('rules')));
    expect(text).toContain('# why it is there');
    expect(text).toContain('# as agreed');
    expect(await ruleNow('own')).toMatchObject({
      labels: { team: 'web' },
      when: { subject: { kind: 'metric', metric: 'host_cpu_ratio', reduce: 'last' }, match: rule.when.match, by: rule.when.by },
    });
    expect((await ruleNow('own')).when.test).toMatchObject({ kind: 'trend', over: 172_800_000 });
  });
  it('is complained of in the words of the check, at places inside the rule', async () => {
    await start(
      conditionText('metric: http_response_seconds, above: 3').replace(
        'rules:',
        'targets: [{ id: home, url: https://www.example.org/ }]\nrules:',
      ),
    );
    const rule = await ruleNow('own');
    const draft = { ...ruleDraftOf(rule), condition: 'absent' as const, silence: '10s' };
    const edits = editRule(rule, draft, await items('rules'));
    expect(await ask('rule.check', { rule: 'own', edits })).toEqual([
      expect.objectContaining({
        severity: 'error',
        path: 'when.absent',
        message: 'is shorter than the interval of 1m, so it would fire between two samples',
        remedy: 'Make it three times as long.',
      }),
    ]);
    const fresh = { ...EMPTY_RULE, id: 'fresh', name: 'Fresh', metric: 'never_heard_of', threshold: '1' };
    expect(await ask('rule.check', { rule: 'fresh', edits: addRule(fresh) })).toMatchObject([
      { severity: 'warning', path: 'when.metric' },
    ]);
    expect(await readFile(file, 'utf8')).not.toContain('10s');
  });
});

const BUILT_IN = await shippedRules();

describe('what the forms send about a rule that ships with the product', () => {
  it.each(BUILT_IN)('%s: an own version differs in what was changed and in nothing else', async (id) => {
    await start(WRITTEN);
    const shipped = await ruleNow(id);
    await save(editRule(shipped, { ...ruleDraftOf(shipped), repeat: '7h' }, await items('rules')));
    expect(await ruleNow(id)).toEqual({ ...shipped, repeat: 25_200_000, origin: 'own' });
    await save(removeRule(id));
    expect(await ruleNow(id)).toEqual(shipped);
  });
  it('turns it off and on again, leaving no trace', async () => {
    await start(WRITTEN);
    const shipped = await ruleNow('site-down');
    await save(toggleRule(row(shipped), await items('rules')));
    expect(await ruleNow('site-down')).toEqual({ ...shipped, enabled: false });
    const text = await save(toggleRule(row(await ruleNow('site-down')), await items('rules')));
    expect(text).toBe(WRITTEN);
    expect(await ruleNow('site-down')).toEqual(shipped);
  });
  it('edits one that is turned off, which stays off', async () => {
    await start('version: 1\nrules:\n  - { id: site-down, enabled: false }\n');
    const shipped = await ruleNow('site-down');
    await save(editRule(shipped, { ...ruleDraftOf(shipped), severity: 'warning' }, await items('rules')));
    expect(await ruleNow('site-down')).toMatchObject({ enabled: false, severity: 'warning', playbook: 'site-down' });
  });
  it('names a playbook that can be read', async () => {
    await start(null);
    for (const id of BUILT_IN) {
      const { playbook } = await ruleNow(id);
      expect(playbook, id).not.toBeNull();
      expect(await ask('playbook.read', { playbook })).toMatchObject({
        text: expect.stringContaining('## Look first'),
      });
    }
    const { playbooks } = await readShipped(RESOURCES);
    const listed = await ask<readonly { readonly id: string }[]>('playbook.list', {});
    expect(listed.map(({ id }) => id).sort()).toEqual([...playbooks].sort());
  });
});

describe('what the settings send', () => {
  it('puts someone else at the desk', async () => {
    await start(WRITTEN);
    const text = await save(operatorEdits(' Bo: "the" # second ', 'responder'));
    expect(settings.current().config.operator).toEqual({ name: 'Bo: "the" # second', role: 'responder' });
    expect(text).toContain('# who sits here');
  });
  it('saves the whole text, and refuses one with an error without losing what held', async () => {
    await start(WRITTEN);
    const { revision } = await config();
    const text = WRITTEN.replace('Ana', 'Zoë');
    expect(await ask('config.save', { text, revision })).toMatchObject({ saved: true });
    const refused = await ask<SaveAnswer>('config.save', { text: 'version: 1\ntragets: []\n', revision: revision + 1 });
    expect(refused).toMatchObject({ saved: false, problems: [expect.objectContaining({ path: 'tragets' })] });
    expect(await readFile(file, 'utf8')).toBe(text);
  });
  it('refuses an edit that is based on what no longer holds', async () => {
    await start(WRITTEN);
    const answer = await gate('config.edit', { edits: removeRule('busy'), revision: 0 }, ANN);
    expect(answer).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });
});
