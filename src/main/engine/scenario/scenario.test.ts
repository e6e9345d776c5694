import { describe, expect, it } from 'vitest';
import { ANA, configOf, createRig, httpTarget, pass, type Rig, siteDown, slowPage } from '../../../../tests/support/engine.js';
import type { Config } from '../../core/model/config.js';
import type { Rule } from '../../core/model/rule.js';
import type { Course, RuleScenario, Stretch } from '../../core/model/rule-scenario.js';
import { hours, minutes } from '../../core/time/instant.js';

const ESCALATION: Config['escalation'] = {
  critical: [
    { level: 1, team: 'senior', after: { high: minutes(10), medium: minutes(10), low: minutes(10), none: minutes(10) } },
  ],
  warning: [],
  stopOnAcknowledge: false,
};

const quarterOfAnHour = async (rules: readonly Rule[]): Promise<Rig> => {
  const rig = await createRig({ config: { rules } });
  await pass(rig, minutes(15));
  return rig;
};

const play = async (
  rig: Rig,
  rule: Rule,
  course: Course | string,
  more: { readonly config?: Partial<Config>; readonly length?: number } = {},
): Promise<RuleScenario> => {
  const asked = rig.engine.scenario(configOf({ rules: [rule], ...more.config }), rule.id, {
    course: typeof course === 'string' ? { kind: 'named', name: course as never } : course,
    labels: null,
    length: (more.length ?? hours(1)) as never,
  });
  await rig.clock.advance(500);
  const answer = await asked;
  if (!answer.ok) throw new Error(answer.error.message);
  return answer.value;
};

const states = ({ events, from }: RuleScenario): readonly string[] =>
  events.flatMap((event) => (event.kind === 'state' ? [`${Math.round((event.at - from) / 60_000)} ${event.to}`] : []));
const kinds = ({ events }: RuleScenario): readonly string[] => [...new Set(events.map(({ kind }) => kind))];

describe('a rule in a scenario', () => {
  it('waits, fires, tells and resolves as the engine would', async () => {
    const rig = await quarterOfAnHour([slowPage]);
    const seen = await play(rig, slowPage, 'step', { config: { escalation: ESCALATION } });
    expect(seen.usual).toEqual({ value: 0.2, from: 'history' });
    expect(seen.course).toEqual([...Array(4).fill(0.2), ...Array(12).fill(4.4), ...Array(8).fill(0.2)]);
    expect(states(seen)).toEqual(['10 pending', '12 firing', '45 resolved']);
    expect(seen.events).toContainEqual(
      expect.objectContaining({ kind: 'told', channel: 'desktop', reason: 'firing', level: 0 }),
    );
    expect(seen.outcome).toMatchObject({ kind: 'told', text: expect.stringContaining('because the rule Slow page fired') });
    expect(seen.points[0]).toMatchObject({ value: 0.2, threshold: 3, verdict: 'ok', state: 'inactive', n: 1 });
    expect(seen.points.some(({ value, state }) => value === 4.4 && state === 'firing')).toBe(true);
    expect(seen.moments).toHaveLength(24);
    expect(seen.moments[2]?.text).toContain('the value is 200 ms; the limit is 3 s');
  });

  it('escalates while nobody has it', async () => {
    const rig = await quarterOfAnHour([siteDown]);
    const seen = await play(rig, siteDown, 'step', { config: { escalation: ESCALATION } });
    expect(states(seen)).toEqual(['10 firing', '45 resolved']);
    expect(seen.events).toContainEqual(expect.objectContaining({ kind: 'escalated', level: 1, team: 'senior' }));
    expect(seen.scale).toEqual({ least: 0, most: 1, step: 1 });
  });

  it('says what kept it from firing', async () => {
    const rig = await quarterOfAnHour([slowPage]);
    const short = await play(rig, { ...slowPage, for: minutes(5) }, 'spike');
    expect(states(short)).toEqual(['15 pending', expect.stringMatching(/inactive$/)]);
    expect(short.outcome).toMatchObject({
      kind: 'silent',
      text: expect.stringMatching(/^It does not fire: it has been past its limit for 2 min of 5 min observed/),
    });
    const steady = await play(rig, slowPage, 'steady');
    expect(steady.outcome).toEqual({ kind: 'silent', text: 'It does not fire: the value is 200 ms; the limit is 3 s.' });
    expect(steady.events).toEqual([]);
  });

  it('neither fires nor resolves while it cannot look, or nothing comes', async () => {
    const rig = await quarterOfAnHour([slowPage]);
    for (const name of ['unobserved', 'gap']) {
      const seen = await play(rig, slowPage, name);
      expect(seen.events).toEqual([]);
      expect(seen.moments[10]?.text).toMatch(name === 'gap' ? /counts no more/ : /network/);
    }
  });

  it('takes what was drawn, stretch by stretch', async () => {
    const rig = await quarterOfAnHour([slowPage]);
    const stretches: readonly Stretch[] = [0.2, 9, 'gap', ...Array(21).fill(1)];
    const seen = await play(rig, slowPage, { kind: 'drawn', stretches });
    expect(seen.course).toEqual(stretches);
    expect(states(seen)[0]).toBe('3 pending');
  });

  it('is honest about a baseline that is still learning', async () => {
    const rule: Rule = { ...slowPage, when: { ...slowPage.when, test: { kind: 'increase', by: 0.5, baseline: 'ema' } } };
    const rig = await quarterOfAnHour([rule]);
    const seen = await play(rig, rule, 'step');
    expect(seen.learning).toEqual({ have: expect.any(Number), need: 100 });
    expect(seen.points[0]?.verdict).toBe('learning');
    expect(seen.events).toEqual([]);
    expect(seen.outcome.text).toMatch(/^It does not fire: .*learn.*of 100 samples/);
  });

  it('is asked amid trouble: what is usual stays what it was before', async () => {
    const rule: Rule = { ...slowPage, when: { ...slowPage.when, test: { kind: 'increase', by: 0.5, baseline: 'ema' } } };
    const rig = await quarterOfAnHour([rule]);
    await pass(rig, hours(12));
    rig.weather.seconds = 2;
    await pass(rig, hours(12));
    expect(rig.firing()).toHaveLength(1);
    const seen = await play(rig, rule, 'step');
    expect(seen.usual).toEqual({ value: 0.2, from: 'baseline' });
    expect(seen.points[0]).toMatchObject({ value: 0.2, threshold: expect.closeTo(0.3, 6), verdict: 'ok' });
    expect(states(seen).map((one) => one.split(' ')[1])).toEqual(['pending', 'firing', 'resolved']);
  });

  it('judges a share by its events, and not by too few', async () => {
    const rule: Rule = {
      ...slowPage,
      for: minutes(0),
      when: {
        ...slowPage.when,
        subject: {
          kind: 'ratio',
          bad: 'form_failures_total',
          total: 'form_total',
          window: minutes(15),
          stretchTo: minutes(15),
          minCount: 20,
        },
        test: { kind: 'above', threshold: 0.05 },
      },
    };
    const rig = await quarterOfAnHour([slowPage]);
    const seen = await play(rig, rule, 'step', { length: hours(4) });
    expect(states(seen).map((one) => one.split(' ')[1])).toEqual(['firing', 'resolved']);
    expect(seen.points.find(({ state }) => state === 'firing')).toMatchObject({ threshold: 0.05, window: minutes(15) });
    expect(seen.notes).toContain('Nothing that this rule looks at was ever recorded, so the series is made up.');
    const few = await play(rig, rule, 'few', { length: hours(4) });
    expect(few.offered).toContain('few');
    expect(states(few)).toEqual([]);
    expect(few.points.some(({ verdict }) => verdict === 'too-few')).toBe(true);
    expect(few.outcome.text).toMatch(/It does not fire: .*only .* events/);
  });

  it.each([1, 3])('counts as many samples as were drawn within its window, from %i targets', async (targets) => {
    const rule: Rule = {
      ...slowPage,
      for: minutes(0),
      resolve: { ...slowPage.resolve, after: minutes(5) },
      when: {
        ...slowPage.when,
        by: [],
        subject: { kind: 'metric', metric: 'http_response_seconds', reduce: 'count', window: minutes(5) },
        test: { kind: 'above', threshold: 20 },
      },
    };
    const rig = await createRig({
      config: { rules: [rule], targets: Array.from({ length: targets }, (_, n) => httpTarget(`page-${n}`)) },
    });
    await pass(rig, minutes(15));
    const stretches: readonly Stretch[] = [...Array(6).fill(30), ...Array(18).fill(0)];
    const seen = await play(rig, rule, { kind: 'drawn', stretches }, { length: hours(2) });
    const counted = (from: number, to: number) =>
      seen.points.flatMap(({ at, value }) => (at - seen.from >= minutes(from) && at - seen.from < minutes(to) ? [value] : []));
    expect(new Set(counted(6, 30))).toEqual(new Set([30]));
    expect(new Set(counted(35, 120))).toEqual(new Set([null]));
    expect(states(seen).map((one) => one.split(' ')[1])).toContain('firing');
    const fewer: readonly Stretch[] = [...Array(12).fill(1_000_000), ...Array(12).fill(2)];
    const many = await play(rig, rule, { kind: 'drawn', stretches: fewer }, { length: hours(2) });
    // Of a dense series, old samples leave its window by the block.
    const most = many.points.find(({ at }) => at - many.from === minutes(50))?.value ?? 0;
    expect(Math.abs(most - 5_000)).toBeLessThan(64 * targets);
    expect(many.points.at(-1)?.value).toBe(2);
    expect(many.notes).toContain('No more than 5,000 samples are played within its window, where more are drawn.');
  });

  it('plays whole milliseconds, however odd the length', async () => {
    const rig = await quarterOfAnHour([slowPage]);
    const seen = await play(rig, slowPage, 'step', { length: 3_600_007 });
    const instants = [
      seen.from,
      seen.to,
      seen.stretch,
      ...[...seen.points, ...seen.moments, ...seen.events].map(({ at }) => at),
    ];
    expect(instants.filter((at) => !Number.isInteger(at))).toEqual([]);
    expect(seen.to - seen.from).toBe(24 * seen.stretch);
    const long = await play(rig, slowPage, 'step', { length: hours(24 * 7) + 11 });
    expect(long.points.filter(({ at }) => !Number.isInteger(at))).toEqual([]);
  });

  it('holds what is muted now, and says so', async () => {
    const rig = await quarterOfAnHour([slowPage]);
    await rig.engine.act({ kind: 'suppress-matching', matchers: [], for: hours(3), why: 'move' } as never, ANA);
    const seen = await play(rig, slowPage, 'step');
    expect(kinds(seen)).toEqual(['state', 'held']);
    expect(seen.outcome).toMatchObject({ kind: 'untold', text: expect.stringContaining('suppressed by Ana') });
  });

  it.each([
    { kind: 'absent', for: minutes(10) },
    { kind: 'event', status: 'failed' },
    { kind: 'trend', direction: 'up', over: hours(24 * 7), p: 0.05 },
    { kind: 'outsideBand', side: 'above', atLeast: 3, of: 5, baseline: 'ema' },
    { kind: 'burnRate', objective: { id: 'uptime', kind: 'availability', target: 0.99, slowerThan: null } },
  ] as const)('plays $kind', async (test) => {
    const rig = await quarterOfAnHour([slowPage]);
    // Each build is one reading, and there is one good one.
    const rule: Rule = { ...slowPage, resolve: { ...slowPage.resolve, goodReadings: 1 }, when: { ...slowPage.when, test } };
    const asked = await play(rig, rule, test.kind === 'absent' ? 'gap' : 'step', { length: hours(4) });
    expect(asked.moments).toHaveLength(24);
    expect(asked.points.length).toBeGreaterThan(100);
    if (test.kind === 'absent') expect(states(asked)[0]).toMatch(/pending|firing/);
    if (test.kind === 'event') expect(states(asked).at(-1)).toMatch(/resolved/);
  });

  it('changes nothing of what the desk knows, keeps or tells', async () => {
    const rig = await quarterOfAnHour([slowPage]);
    const before = { alerts: rig.engine.view().view.alerts, sent: rig.sent.length };
    await play(rig, slowPage, 'step');
    expect({ alerts: rig.engine.view().view.alerts, sent: rig.sent.length }).toEqual(before);
  });
});
