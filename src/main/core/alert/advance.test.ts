import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { siteDown } from '../../../../tests/support/engine.js';
import { runs } from '../../../../tests/support/property-runs.js';
import type { Alert } from '../model/alert.js';
import type { Judgement, Rule } from '../model/rule.js';
import { type Duration, instant, minutes, observedInstant, seconds } from '../time/instant.js';
import { type Advanced, advance, bornAlert, resolveByHand } from './advance.js';
import { fingerprintOf } from './identity.js';

const RULE: Rule = { ...siteDown, for: minutes(2), resolve: { auto: true, after: minutes(5), goodReadings: 3 } };

const judged = (verdict: Judgement['verdict'], sampleAt: number, clears = verdict === 'ok'): Judgement => ({
  verdict,
  value: verdict === 'breach' ? 0 : 1,
  threshold: 1,
  n: 1,
  sampleAt,
  clears,
  basis: null,
});

const born = bornAlert(fingerprintOf(RULE.id, { page: 'home' }), 17, RULE.id, { page: 'home' });

/** Plays one verdict a minute. */
const play = (verdicts: readonly Judgement['verdict'][], rule: Rule = RULE, alert: Alert = born): Advanced =>
  verdicts.reduce<Advanced>(
    (last, verdict, minute) => {
      const now = { now: instant(minutes(minute)), observed: observedInstant(minutes(minute)) };
      const next = advance(last.alert, rule, judged(verdict, minute), now);
      return { alert: next.alert, changes: [...last.changes, ...next.changes] };
    },
    { alert, changes: [] },
  );

const B = 'breach' as const;
const G = 'ok' as const;
const N = 'no-data' as const;

describe('from breach to firing', () => {
  it.each([
    ['one breach is pending', [B], 'pending'],
    ['a breach that ends early is forgotten', [B, G], 'inactive'],
    ['a breach that held long enough fires', [B, B, B], 'firing'],
    ['no data ends a pending breach', [B, B, N], 'inactive'],
    ['no data does not end a firing one', [B, B, B, N, N], 'firing'],
  ] as const)('%s', (_, verdicts, state) => {
    expect(play(verdicts).alert.phase.state).toBe(state);
  });

  it('fires at once where the rule asks for no duration', () => {
    const { changes } = play([B], { ...RULE, for: seconds(0) });
    expect(changes).toMatchObject([{ kind: 'firing', from: 'inactive', episode: 'a17-1' }]);
  });

  it('counts an episode from when its breach began', () => {
    expect(play([G, B, B, B]).changes.at(-1)).toMatchObject({ kind: 'firing', startedAt: minutes(1) });
  });
});

describe('from firing to resolved', () => {
  const fired = [B, B, B] as const;
  it.each([
    ['three good readings but not five minutes are too little', [...fired, G, G, G, G], 'firing'],
    ['five good minutes and three readings resolve', [...fired, G, G, G, G, G, G], 'resolved'],
    ['one breach begins the run again', [...fired, G, G, G, G, B, G, G], 'firing'],
    ['no data begins the run again', [...fired, G, G, G, G, N, G, G], 'firing'],
  ] as const)('%s', (_, verdicts, state) => {
    expect(play(verdicts).alert.phase.state).toBe(state);
  });

  it('the same reading seen twice counts once', () => {
    const firing = play(fired).alert;
    const at = (minute: number) => ({ now: instant(minutes(minute)), observed: observedInstant(minutes(minute)) });
    let alert = firing;
    for (let minute = 3; minute <= 12; minute += 1) alert = advance(alert, RULE, judged('ok', 99), at(minute)).alert;
    expect(alert.phase).toMatchObject({ state: 'firing', good: { readings: 1 } });
  });

  it('never resolves by itself where the rule forbids it', () => {
    const rule = { ...RULE, resolve: { ...RULE.resolve, auto: false } };
    expect(play([...fired, ...Array.from({ length: 60 }, () => G)], rule).alert.phase.state).toBe('firing');
  });

  it('between the thresholds a breach goes on', () => {
    const between = { ...judged('ok', 5), clears: false };
    const { alert } = advance(play(fired).alert, RULE, between, {
      now: instant(minutes(9)),
      observed: observedInstant(minutes(9)),
    });
    expect(alert.phase).toMatchObject({ state: 'firing', good: null });
  });
});

describe('after a resolve by hand', () => {
  const at = (minute: number) => ({ now: instant(minutes(minute)), observed: observedInstant(minutes(minute)) });
  const resolved = resolveByHand(play([B, B, B]).alert, at(3)).alert;

  it('waits for thirty observed minutes', () => {
    expect(advance(resolved, RULE, judged('breach', 4), at(32)).alert.phase.state).toBe('resolved');
    expect(advance(resolved, RULE, judged('breach', 4), at(33)).alert.phase.state).toBe('pending');
  });

  it('waits no longer once it was good', () => {
    const good = advance(resolved, RULE, judged('ok', 4), at(4)).alert;
    expect(advance(good, RULE, judged('breach', 5), at(5)).alert.phase.state).toBe('pending');
  });
});

describe('whatever comes', () => {
  const steps = fc.array(
    fc.record({
      verdict: fc.constantFrom<Judgement['verdict']>('ok', 'breach', 'no-data', 'too-few', 'learning'),
      wait: fc.integer({ min: 0, max: 180 }),
      observed: fc.boolean(),
    }),
    { maxLength: 60 },
  );

  it('never fires before the breach has held in observed time', () => {
    fc.assert(
      fc.property(steps, fc.integer({ min: 0, max: 600 }), (sequence, held) => {
        const rule: Rule = { ...RULE, for: (held * 1_000) as Duration };
        let alert = born;
        let now = 0;
        let observed = 0;
        let breachedSince: number | null = null;
        for (const [index, step] of sequence.entries()) {
          now += step.wait * 1_000;
          if (step.observed) observed += step.wait * 1_000;
          const at = { now: instant(now), observed: observedInstant(observed) };
          const before = alert.phase.state;
          const { alert: next, changes } = advance(alert, rule, judged(step.verdict, index), at);
          if (step.verdict !== 'breach') breachedSince = null;
          else if (breachedSince === null) breachedSince = observed;
          const fired = changes.some((change) => change.kind === 'firing');
          if (fired && before !== 'firing') expect(observed - (breachedSince as number)).toBeGreaterThanOrEqual(rule.for);
          alert = next;
        }
      }),
      { numRuns: runs(2_000) },
    );
  });

  it('numbers episodes without gap, one firing each', () => {
    fc.assert(
      fc.property(steps, (sequence) => {
        const rule: Rule = { ...RULE, for: seconds(0), resolve: { auto: true, after: seconds(30), goodReadings: 1 } };
        let alert = born;
        let observed = 0;
        const episodes: number[] = [];
        for (const [index, step] of sequence.entries()) {
          observed += step.wait * 1_000;
          const { alert: next, changes } = advance(alert, rule, judged(step.verdict, index), {
            now: instant(observed),
            observed: observedInstant(observed),
          });
          for (const change of changes) if (change.kind === 'firing') episodes.push(change.number);
          alert = next;
        }
        expect(episodes).toEqual(episodes.map((_, index) => index + 1));
      }),
      { numRuns: runs(2_000) },
    );
  });
});

describe('identity', () => {
  const labels = fc.dictionary(fc.string({ maxLength: 8 }), fc.string({ maxLength: 8 }), { maxKeys: 6 });

  it('ignores the order of labels', () => {
    fc.assert(
      fc.property(labels, (given) => {
        const reversed = Object.fromEntries(Object.entries(given).reverse());
        expect(fingerprintOf(RULE.id, reversed)).toBe(fingerprintOf(RULE.id, given));
      }),
    );
  });

  it('is equal only for equal labels', () => {
    const canonical = (given: Record<string, string>): string =>
      JSON.stringify(Object.entries(given).sort(([a], [b]) => (a < b ? -1 : 1)));
    fc.assert(
      fc.property(labels, labels, (one, other) => {
        expect(fingerprintOf(RULE.id, one) === fingerprintOf(RULE.id, other)).toBe(canonical(one) === canonical(other));
      }),
    );
  });
});
