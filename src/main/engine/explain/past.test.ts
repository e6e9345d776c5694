import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ANA, configOf, createRig, pass, type Rig, siteDown, slowPage } from '../../../../tests/support/engine.js';
import type { EpisodeId } from '../../core/model/alert.js';
import type { ExplainAnswer } from '../../core/model/explanation.js';
import type { HistoryPoint } from '../../core/model/history.js';
import { ok } from '../../core/model/result.js';
import type { RuleId } from '../../core/model/rule.js';
import type { Series, SeriesId } from '../../core/model/sample.js';
import type { RangeQuery } from '../../core/port/history.js';
import { parseSeries } from '../../core/sample/series.js';
import { after, bucketStart, type Instant, instant, minutes, seconds } from '../../core/time/instant.js';
import { explainPast } from './past.js';

let rig: Rig;
let begun: Instant;
beforeEach(async () => {
  rig = await createRig();
  begun = rig.clock.now();
});
afterEach(() => rig.engine.stop());

const at = (minute: number): Instant => after(begun, minutes(minute));

const explained = async (moment: Instant | null, rule = 'site-down'): Promise<ExplainAnswer> => {
  const answer = await rig.engine.explain({ rule: rule as RuleId, labels: null, at: moment });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};

const closedGate = ({ explanation: { gates } }: ExplainAnswer): string | undefined =>
  gates.find(({ state }) => state === 'blocked')?.id;

const firing = (): EpisodeId => rig.firing()[0]?.id as EpisodeId;

describe('a desk explains', () => {
  it('this moment out of what it knows, with what it did in this minute', async () => {
    await pass(rig, minutes(3));
    expect(await explained(null)).toMatchObject({ basis: { kind: 'now', notes: [] }, done: [] });
    rig.weather.up = false;
    while (rig.firing().length === 0) await pass(rig, seconds(1));
    const answer = await explained(null);
    expect(answer.explanation.outcome.text).toMatch(/^Woke: Pop-up at 09:0[34], because the rule Site down fired\.$/);
    expect(answer.done?.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['fired', 'notified', 'attempt', 'delivered']));
  });

  it('a past moment as it stood then: before, while it fired, once somebody had it, and when it was over', async () => {
    await pass(rig, minutes(5));
    rig.weather.up = false;
    await pass(rig, minutes(5));
    const acknowledged = { kind: 'acknowledge', alert: firing(), note: 'on it', end: { kind: 'resolved' } } as const;
    await rig.engine.act(acknowledged, ANA);
    await pass(rig, minutes(5));
    rig.weather.up = true;
    await pass(rig, minutes(30));

    const before = await explained(at(4));
    expect(before.explanation.state).toBe('inactive');
    expect(closedGate(before)).toBe('breach');
    expect(before.done).toEqual([]);

    const fired = await explained(at(7));
    expect(fired.basis.kind).toBe('replay');
    expect(fired.explanation).toMatchObject({ state: 'firing', episode: 'a1-1', seen: { verdict: 'breach', value: 0 } });
    expect(closedGate(fired)).toBeUndefined();
    expect(fired.explanation.outcome.kind).toBe('woke');

    const held = await explained(at(12));
    expect(closedGate(held)).toBe('acknowledged');
    expect(held.explanation.outcome.text).toContain('it is in the hands of Ana since 09:10');

    const over = await explained(at(40));
    expect(over.explanation.state).toBe('resolved');
    expect(over.explanation.outcome.text).toMatch(/^Did not wake anyone: .* Its last episode a1-1 ended at 09:\d\d\.$/);
  });

  it('shows what was really done in that minute', async () => {
    await pass(rig, minutes(5));
    rig.weather.up = false;
    await pass(rig, minutes(5));
    const { firedAt } = rig.firing()[0] as { firedAt: Instant };
    const { done } = await explained(firedAt);
    expect(done?.map(({ kind }) => kind)).toEqual(['fired', 'notified', 'attempt', 'delivered']);
    expect(done?.[2]?.text).toBe('desktop: attempt 1, answered ok');
  });

  it('knows of a message that took its time what became of it within that minute', async () => {
    await rig.engine.stop();
    const { clock } = rig;
    const shown = (): Promise<ReturnType<typeof ok<{ text: string }>>> =>
      new Promise((resolve) => clock.wakeAt(after(clock.now(), seconds(2)), () => resolve(ok({ text: 'shown' }))));
    rig = await createRig({ clock, answer: shown });
    await pass(rig, minutes(5));
    rig.weather.up = false;
    await pass(rig, minutes(5));
    const { firedAt } = rig.firing()[0] as { firedAt: Instant };
    const { explanation } = await explained(firedAt);
    expect(explanation.outcome.kind).toBe('woke');
    expect(explanation.channels.map(({ told }) => told?.state)).toEqual(['sent']);
  });

  it('names the suppression of that time, which is over by now', async () => {
    await pass(rig, minutes(2));
    const matchers = [{ label: 'rule', operator: '=', value: 'site-down' }] as const;
    await rig.engine.act({ kind: 'suppress-matching', matchers, for: minutes(20), why: 'move' }, ANA);
    rig.weather.up = false;
    await pass(rig, minutes(40));
    const muted = await explained(at(10));
    expect(closedGate(muted)).toBe('suppressed');
    expect(muted.explanation.outcome).toEqual({
      kind: 'silent',
      text: 'Did not wake anyone: because it is suppressed by Ana until 09:22: move.',
    });
    expect((await explained(at(30))).explanation.outcome.text).toContain('Woke: Pop-up at 09:22');
  });

  it('says that nobody looked', async () => {
    await pass(rig, minutes(5));
    rig.engine.suspend();
    rig.clock.jump(minutes(60));
    rig.engine.resume();
    await pass(rig, minutes(5));
    const asleep = await explained(at(30));
    expect(closedGate(asleep)).toBe('observed');
    expect(asleep.explanation.outcome.text).toBe('Did not wake anyone: because this desk was asleep since 09:05.');
  });

  it('a test of that time, of which nothing was judged', async () => {
    await pass(rig, minutes(5));
    await rig.engine.act({ kind: 'test-alert' }, ANA);
    await pass(rig, minutes(5));
    const { explanation, done } = await explained(at(5), 'test-alert');
    expect(explanation.outcome.text).toBe('Woke: Pop-up at 09:05, because somebody sent a test.');
    expect(done?.map(({ kind }) => kind)).toContain('delivered');
  });

  it('an alert that another explained, as the journal has it', async () => {
    const inhibit = [
      {
        when: { rule: siteDown.id, severity: null, category: null, impact: null, labels: [] },
        mute: { rule: slowPage.id, severity: null, category: null, impact: null, labels: [] },
        equal: ['target'],
      },
    ];
    rig.engine.reconfigure(configOf({ inhibit }));
    Object.assign(rig.weather, { up: false, seconds: 9 });
    await pass(rig, minutes(20));
    const muted = await explained(at(10), 'slow-page');
    expect(closedGate(muted)).toBe('inhibited');
    expect(muted.explanation.outcome.text).toBe('Did not wake anyone: because the alert “Site down” explains it.');
    expect(muted.explanation.episode).toMatch(/^a\d-1$/);
  });

  it('says that it rests on a rule which has been changed, where no alert fired then', async () => {
    rig.weather.seconds = 2.5;
    await pass(rig, minutes(10));
    rig.engine.reconfigure({
      ...configOf(),
      rules: [siteDown, { ...slowPage, when: { ...slowPage.when, test: { kind: 'above', threshold: 2 } } }],
    });
    await pass(rig, seconds(5));
    const answer = await explained(at(8), 'slow-page');
    expect(answer.explanation.outcome).toEqual({
      kind: 'silent',
      text: 'Did not wake anyone: because no alert fired then, although by the rule as it is now one would have.',
    });
  });

  it('says that the source could not read, once its last samples are stale', async () => {
    await pass(rig, minutes(2));
    rig.weather.failure = 'source';
    rig.weather.up = false;
    await pass(rig, minutes(12));
    const now = await explained(null);
    expect(closedGate(now)).toBe('observed');
    expect(now.explanation.outcome.text).toBe('Did not wake anyone: because its source could not read: no browser at hand.');
    const past = await explained(at(11));
    expect(past.explanation.gates.find(({ state }) => state === 'blocked')?.because).toBe('source-failing');
  });

  it('says where it rests on rolled-up minutes, and that the configuration was saved since', async () => {
    await pass(rig, minutes(20));
    await rig.engine.remember('config.save', 'revision 2', ANA, {});
    const { history, journal } = rig.store;
    const onlyMinutes = {
      list: history.list,
      raw: async () => [],
      hourly: async () => [],
      range: async ({ series, from, to }: RangeQuery) =>
        (await Promise.all(series.map((id) => history.raw(id, from, to)))).map((samples, index) => ({
          id: series[index] as SeriesId,
          series: parseSeries(series[index] as string) as Series,
          unit: '',
          resolution: 60,
          points: samples.map(
            (sample): HistoryPoint => [bucketStart(sample.at, minutes(1)), sample.value, sample.value, sample.value, 1],
          ),
        })),
    };
    const parts = { config: configOf(), history: onlyMinutes, journal, channels: null, stoppedAt: null, breathe: () => null };
    const answer = await explainPast(parts, { rule: siteDown.id, labels: null }, at(15));
    expect(answer).toMatchObject({ ok: true, value: { explanation: { seen: { verdict: 'ok', value: 1 } } } });
    expect(answer.ok && answer.value.basis.notes.slice(1)).toEqual([
      expect.stringMatching(
        /^Single samples are no longer kept of all that time: (\d+) of \1 values stand for up to 1 min each\.$/,
      ),
      'The configuration was saved once since then: the rule may have been another.',
    ]);
  });

  it.each([
    ['a moment ahead', 'site-down', minutes(60), 'at'],
    ['a moment before it first looked', 'site-down', -minutes(60), 'at'],
    ['a rule that there is not', 'site-dwon', minutes(1), 'rule'],
  ])('refuses %s', async (_, rule, offset, field) => {
    await pass(rig, minutes(5));
    const answer = await rig.engine.explain({ rule: rule as RuleId, labels: null, at: instant(begun + offset) });
    expect(answer).toMatchObject({ ok: false, error: { field } });
  });
});
