import { describe, expect, it } from 'vitest';
import { configOf, createRig, pass, type Rig, siteDown, slowPage } from '../../../../tests/support/engine.js';
import type { ChangePreview } from '../../core/model/backtest.js';
import type { Config } from '../../core/model/config.js';
import type { Rule, RuleId } from '../../core/model/rule.js';
import { days, minutes, seconds } from '../../core/time/instant.js';

const rules: readonly Rule[] = [siteDown, { ...slowPage, for: seconds(0) }];

/** An hour of a desk, with a slow quarter of it, and five minutes in which the page is down. */
const anHour = async (): Promise<Rig> => {
  const rig = await createRig({ config: { rules } });
  await pass(rig, minutes(10));
  rig.weather.seconds = 4;
  await pass(rig, minutes(15));
  rig.weather.seconds = 0.2;
  await pass(rig, minutes(15));
  rig.weather.up = false;
  await pass(rig, minutes(5));
  rig.weather.up = true;
  await pass(rig, minutes(15));
  return rig;
};

/** The clock moves while a preview works, as it does for a desk. */
const preview = async (rig: Rig, change: Partial<Config>): Promise<ChangePreview> => {
  const asked = rig.engine.preview(configOf({ rules, ...change }));
  await rig.clock.advance(100);
  const answer = await asked;
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};

const changed = (id: string, change: Partial<Rule>): readonly Rule[] =>
  rules.map((rule) => (rule.id === id ? { ...rule, ...change } : rule));

describe('what a change of the configuration would have done', () => {
  it('is told of each rule that it changes, before and after', async () => {
    const rig = await anHour();
    const { backtests, left } = await preview(rig, { rules: changed('slow-page', { for: minutes(20) }) });
    expect(backtests).toHaveLength(1);
    expect(backtests[0]).toMatchObject({
      rule: 'slow-page',
      configured: { fired: 1, paged: 1 },
      proposed: { fired: 0, paged: 0, minutesInAlert: 0 },
      evidence: { series: 1, coverage: 1, recorded: 1, rolledUp: 0 },
      gone: [{ labels: { target: 'home' } }],
    });
    expect(backtests[0]?.evidence.samples).toBeGreaterThanOrEqual(60);
    expect(left).toEqual([]);
  });

  it('is told of a rule that is new, turned off, or gone', async () => {
    const rig = await anHour();
    const also: Rule = { ...siteDown, id: 'site-down-long' as RuleId, for: minutes(3) };
    expect((await preview(rig, { rules: [...rules, also] })).backtests).toMatchObject([
      { rule: 'site-down-long', configured: null, proposed: { fired: 1 } },
    ]);
    expect((await preview(rig, { rules: changed('site-down', { enabled: false }) })).backtests).toMatchObject([
      { configured: { fired: 1 }, proposed: { fired: 0 }, notes: ['As proposed, the rule is turned off and never fires.'] },
    ]);
    expect((await preview(rig, { rules: [siteDown] })).backtests).toMatchObject([
      { rule: 'slow-page', configured: { fired: 1 }, proposed: { fired: 0 } },
    ]);
  });

  it('says nothing of a change of words, and leaves the sixth rule out', async () => {
    const rig = await anHour();
    const words = changed('slow-page', { name: 'Very slow', businessImpact: 'They leave.', playbook: null });
    expect(await preview(rig, { rules: words })).toEqual({ backtests: [], left: [] });
    const many = Array.from({ length: 7 }, (_, n): Rule => ({ ...siteDown, id: `new-${n}` as RuleId }));
    const { backtests, left } = await preview(rig, { rules: [...rules, ...many] });
    expect(backtests).toHaveLength(5);
    expect(left).toEqual(['new-5', 'new-6']);
  });

  it('says so where nothing was recorded', async () => {
    const rig = await anHour();
    const other = {
      ...slowPage.when,
      subject: { kind: 'metric', metric: 'queue_length', reduce: 'last', window: null },
    } as const;
    const [backtest] = (await preview(rig, { rules: changed('slow-page', { when: other }) })).backtests;
    expect(backtest).toMatchObject({ configured: { fired: 1 }, proposed: { fired: 0 }, evidence: { samples: 0, series: 0 } });
    expect(backtest?.notes).toContain('Nothing was ever recorded that this rule looks at, so these figures say nothing yet.');
  });

  it('changes nothing of what the desk knows, keeps or tells', async () => {
    const rig = await anHour();
    const before = { view: rig.engine.view().view.alerts, sent: rig.sent.length, episodes: await episodes(rig) };
    await preview(rig, { rules: changed('slow-page', { for: minutes(20) }) });
    expect({ view: rig.engine.view().view.alerts, sent: rig.sent.length, episodes: await episodes(rig) }).toEqual(before);
  });

  it('gives way to a newer question', async () => {
    const rig = await anHour();
    const first = rig.engine.preview(configOf({ rules: changed('slow-page', { for: minutes(20) }) }));
    const second = rig.engine.preview(configOf({ rules: changed('slow-page', { for: minutes(5) }) }));
    await rig.clock.advance(1_000);
    expect(await first).toMatchObject({ ok: false, error: { code: 'conflict' } });
    expect(await second).toMatchObject({ ok: true, value: { backtests: [{ proposed: { fired: 1 } }] } });
  });
});

const episodes = (rig: Rig) => rig.store.journal.episodes({ since: (rig.clock.now() - days(1)) as never, limit: 100 });
