import { describe, expect, it } from 'vitest';
import { ANA, configOf, createRig, pass, type Rig, siteDown, slowPage } from '../../../../tests/support/engine.js';
import type { Action } from '../../core/model/action.js';
import type { ExplainAnswer } from '../../core/model/explanation.js';
import type { RuleId } from '../../core/model/rule.js';
import { type Instant, minutes, seconds } from '../../core/time/instant.js';

const RULES = [siteDown, { ...slowPage, resolve: { auto: true, after: minutes(2), goodReadings: 2 } }];

const explained = async (rig: Rig, rule: string, at: Instant | null): Promise<ExplainAnswer> => {
  const answer = await rig.engine.explain({ rule: rule as RuleId, labels: null, at });
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};

/** What is the same whenever it is asked about a moment. */
const gist = ({ explanation }: ExplainAnswer): object => ({
  at: new Date(explanation.at).toISOString(),
  state: explanation.state,
  episode: explanation.episode,
  verdict: explanation.seen.verdict,
  value: explanation.seen.value,
  gates: explanation.gates.map(({ id, state, because }) => `${id} ${state} ${because ?? ''}`),
  told: explanation.channels.map(({ channel, told }) => `${channel} ${told?.state ?? 'nothing'} ${told?.reason ?? ''}`),
  outcome: explanation.outcome.text,
});

/** What befalls the desk, minute by minute. */
const LIFE: readonly (readonly [minute: number, befall: (rig: Rig) => unknown])[] = [
  [4, (rig) => Object.assign(rig.weather, { seconds: 9 })],
  [
    9,
    (rig) =>
      rig.engine.act(
        on(rig, 'slow-page', (alert) => ({ kind: 'acknowledge', alert, note: 'mine', end: { kind: 'resolved' } })),
        ANA,
      ),
  ],
  [12, (rig) => Object.assign(rig.weather, { seconds: 0.2 })],
  [18, (rig) => rig.engine.act({ kind: 'suppress-matching', matchers: [], for: minutes(6), why: 'move' }, ANA)],
  [19, (rig) => Object.assign(rig.weather, { up: false })],
  [
    28,
    (rig) =>
      rig.engine.act(
        on(rig, 'site-down', (alert) => ({ kind: 'resolve', alert, reason: 'known', judged: null })),
        ANA,
      ),
  ],
  [33, (rig) => Object.assign(rig.weather, { up: true })],
];

const on = (rig: Rig, rule: string, act: (alert: never) => Action): Action =>
  act(rig.firing().find((row) => row.rule === rule)?.id as never);

describe('what is said of a moment', () => {
  it('is the same at that moment and afterwards', async () => {
    const rig = await createRig({ config: configOf({ rules: RULES }) });
    const then: { readonly rule: string; readonly at: Instant; readonly said: ExplainAnswer }[] = [];
    const life = [...LIFE];
    for (let minute = 1; minute <= 40; minute += 1) {
      await pass(rig, minutes(1) - seconds(1));
      while (life[0] !== undefined && life[0][0] <= minute) await life.shift()?.[1](rig);
      await pass(rig, seconds(1));
      for (const rule of ['site-down', 'slow-page']) {
        then.push({ rule, at: rig.clock.now(), said: await explained(rig, rule, null) });
      }
    }
    await pass(rig, minutes(5));
    for (const { rule, at, said } of then) expect(gist(await explained(rig, rule, at))).toEqual(gist(said));
    await rig.engine.stop();
  }, 60_000);
});
