import { describe, expect, it } from 'vitest';
import {
  ANA,
  configOf,
  createRig,
  httpTarget,
  pass,
  type Rig,
  type RigOptions,
  siteDown,
} from '../../../tests/support/engine.js';
import { rigsOfEachTest } from '../../../tests/support/rigs.js';
import { NO_CHANNELS } from '../../../tests/support/telling.js';
import { fail, ok } from '../core/model/result.js';
import type { Rule } from '../core/model/rule.js';
import { minutes, seconds } from '../core/time/instant.js';

const { rigOf, running } = rigsOfEachTest();

const by = (...labels: string[]): Rule => ({ ...siteDown, when: { ...siteDown.when, by: labels } });

const broken = async (options: RigOptions): Promise<Rig> => {
  const rig = await rigOf(options);
  rig.weather.up = false;
  await pass(rig, seconds(5));
  expect(rig.firing()).toHaveLength(1);
  return rig;
};

describe('a configuration changed while an alert fires', () => {
  it('ends an alert grouped by target whose target was removed', async () => {
    const rig = await broken({ config: { rules: [by('target')] } });
    rig.engine.reconfigure(configOf({ rules: [by('target')], targets: [] }));
    await pass(rig, seconds(5));
    expect(rig.firing()).toEqual([]);
  });

  it('ends an alert whose only targets were removed, whatever it is grouped by', async () => {
    const rules = [by('page')];
    const rig = await broken({ config: { rules, targets: [httpTarget('home', { labels: { page: 'home' } })] } });
    rig.engine.reconfigure(configOf({ rules, targets: [httpTarget('other', { labels: { page: 'other' } })] }));
    await pass(rig, seconds(5));
    expect(rig.firing().map(({ labels }) => labels)).toEqual([{ page: 'other' }]);
  });

  it('tells of the end of an alert whose rule was removed', async () => {
    const rig = await broken({ config: { rules: [siteDown] } });
    await pass(rig, minutes(1));
    rig.engine.reconfigure(configOf({ rules: [] }));
    await pass(rig, seconds(5));
    expect(rig.firing()).toEqual([]);
    expect(rig.sent.at(-1)).toMatchObject({ reason: 'recovered', message: { title: 'No longer watched: site-down' } });
  });

  it('ends an alert that its rule would no longer make, and lets the new one take its place', async () => {
    const rig = await broken({ config: { rules: [siteDown] } });
    const [old] = rig.firing();
    rig.engine.reconfigure(configOf({ rules: [by('target')] }));
    await pass(rig, minutes(2));
    expect(rig.firing().map(({ labels }) => labels)).toEqual([{ target: 'home' }]);
    expect(rig.alerts().find(({ id }) => id === old?.id)).toMatchObject({
      state: 'resolved',
      resolution: { how: 'rule-removed' },
    });
  });

  it('does so too where the rule was changed while the desk did not run', async () => {
    const rig = await broken({ config: { rules: [siteDown] } });
    running.splice(0);
    const again = await rig.restart({ rules: [by('target')] });
    running.push(again);
    await pass(again, minutes(2));
    expect(again.firing().map(({ labels }) => labels)).toEqual([{ target: 'home' }]);
  });

  it('ends an alert that the rule’s matchers leave out from now on', async () => {
    const rig = await broken({ config: { rules: [siteDown] } });
    const narrowed: Rule = {
      ...siteDown,
      when: { ...siteDown.when, match: [{ label: 'target', operator: '!=', value: 'home' }] },
    };
    rig.engine.reconfigure(configOf({ rules: [narrowed] }));
    await pass(rig, minutes(2));
    expect(rig.firing()).toEqual([]);
  });

  it('keeps an alert, with its acknowledgement, whose rule only became stricter or louder', async () => {
    const rig = await broken({ config: { rules: [siteDown] } });
    const [{ id } = { id: '' as never }] = rig.firing();
    await rig.engine.act({ kind: 'acknowledge', alert: id, note: '', end: { kind: 'resolved' } }, ANA);
    rig.engine.reconfigure(configOf({ rules: [{ ...siteDown, severity: 'warning', for: minutes(5), name: 'Down' }] }));
    await pass(rig, minutes(2));
    expect(rig.firing()).toMatchObject([{ id, acknowledged: { by: 'Ana' } }]);
    expect(rig.sent).toHaveLength(1);
  });

  it('does not end an alert because its target was not read since a weekend’s stop', async () => {
    const rig = await broken({ config: { rules: [siteDown] } });
    running.splice(0);
    await rig.engine.stop();
    rig.clock.jump(3 * 86_400_000);
    const again = await createRig({ store: rig.store, clock: rig.clock, weather: rig.weather, config: { rules: [siteDown] } });
    running.push(again);
    expect(again.firing()).toHaveLength(1);
    await pass(again, minutes(2));
    expect(again.firing()).toHaveLength(1);
    expect(again.sent.filter(({ reason }) => reason !== 'desk-back')).toEqual([]);
  });

  it('does not judge a target by a look that began before it was changed', async () => {
    const rig = await rigOf({ config: { rules: [siteDown] } });
    await pass(rig, minutes(1));
    rig.weather.up = false;
    const held = rig.holdReads();
    await pass(rig, minutes(1));
    rig.weather.up = true;
    rig.engine.reconfigure(configOf({ rules: [siteDown], targets: [httpTarget('home', { url: 'http://127.0.0.1/mended' })] }));
    held();
    await pass(rig, seconds(5));
    expect(rig.alerts()).toEqual([]);
  });
});

describe('reopening', () => {
  it('is refused where nothing would ever judge the alert again', async () => {
    const rig = await broken({ config: { rules: [siteDown] } });
    const [{ id } = { id: '' as never }] = rig.firing();
    rig.engine.reconfigure(configOf({ rules: [{ ...siteDown, enabled: false }] }));
    expect(await rig.engine.act({ kind: 'reopen', alert: id }, ANA)).toMatchObject({ ok: false, error: { code: 'conflict' } });
    rig.engine.reconfigure(configOf({ rules: [siteDown], targets: [] }));
    expect(await rig.engine.act({ kind: 'reopen', alert: id }, ANA)).toMatchObject({ ok: false, error: { code: 'conflict' } });
  });

  it('takes back a recovery that has not left yet', async () => {
    let works = true;
    const busy = fail({ retry: 'later', code: 'no-daemon', text: 'nobody shows it' } as const);
    const rig = await broken({ config: { rules: [siteDown] }, answer: async () => (works ? ok({ text: 'shown' }) : busy) });
    const [{ id } = { id: '' as never }] = rig.firing();
    works = false;
    await rig.engine.act({ kind: 'resolve', alert: id, reason: '', judged: null }, ANA);
    await pass(rig, seconds(2));
    await rig.engine.act({ kind: 'reopen', alert: id }, ANA);
    works = true;
    await pass(rig, minutes(1));
    const recoveries = rig.sent.filter(({ reason }) => reason === 'recovered');
    expect(recoveries).toHaveLength(1);
    const kept = await rig.store.journal.deliveries({ limit: 10 });
    expect(kept.find(({ reason }) => reason === 'recovered')).toMatchObject({ state: { kind: 'abandoned' } });
  });
});

describe('a channel that is switched off', () => {
  it('sends nothing more, also not what still waits, and says so', async () => {
    let works = false;
    const busy = fail({ retry: 'later', code: 'no-daemon', text: 'nobody shows it' } as const);
    const rig = await broken({ config: { rules: [siteDown] }, answer: async () => (works ? ok({ text: 'shown' }) : busy) });
    const [{ id } = { id: '' as never }] = rig.firing();
    works = true;
    rig.engine.reconfigure(
      configOf({ rules: [siteDown], channels: { ...NO_CHANNELS, desktop: { enabled: false, sound: true } } }),
    );
    await pass(rig, minutes(2));
    expect(rig.sent).toHaveLength(1);
    const line = (await rig.store.journal.timeline(id)).find(({ kind }) => kind === 'abandoned');
    expect(line?.text).toContain('turned off');
  });
});
