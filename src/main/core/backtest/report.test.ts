import { describe, expect, it } from 'vitest';
import type { RuleId } from '../model/rule.js';
import { type Instant, instant, minutes } from '../time/instant.js';
import { episodesOf, type Happening } from './episodes.js';
import { type JudgedEpisode, outcomeOf } from './outcome.js';
import { reportOn } from './report.js';

const NOON = Date.UTC(2026, 5, 1, 12);
const at = (minute: number): Instant => instant(NOON + minutes(minute));
const HOME = { target: 'home' };
const SHOP = { target: 'shop' };

const RANGE = { from: at(0), to: at(24 * 60), night: { from: 22 * 60, to: 7 * 60, timeZone: 'Europe/London' } };

/** `12 fired home`, one after the other. */
const story = (...lines: readonly string[]): readonly Happening[] =>
  lines.map((line) => {
    const [minute, kind, target] = line.split(' ') as [string, Happening['kind'], string | undefined];
    return { at: at(Number(minute)), kind, labels: { target: target ?? 'home' } };
  });

const figures = (lines: readonly string[], judged: readonly JudgedEpisode[] = []) =>
  outcomeOf(episodesOf(story(...lines)), judged, RANGE);

const said = (judged: 'real' | 'noise', from: number, to: number, labels = HOME): JudgedEpisode => ({
  labels,
  startedAt: at(from),
  endedAt: at(to),
  judged,
});

describe('the figures of a rule', () => {
  it.each([
    ['nothing', [], { fired: 0, paged: 0, atNight: 0, minutesInAlert: 0, longestMinutes: 0, flaps: 0 }],
    ['one episode', ['10 fired', '10 paged', '25 resolved'], { fired: 1, paged: 1, minutesInAlert: 15, longestMinutes: 15 }],
    ['being told twice of one', ['10 fired', '10 paged', '30 paged', '60 resolved'], { fired: 1, paged: 1 }],
    ['one that nobody is told of at once', ['10 fired', '25 resolved'], { fired: 1, paged: 0, atNight: 0 }],
    [
      'two at a time',
      ['10 fired', '12 fired shop', '20 resolved', '30 resolved shop'],
      { fired: 2, minutesInAlert: 20, longestMinutes: 18 },
    ],
    [
      'one inside another',
      ['10 fired', '12 fired shop', '14 resolved shop', '30 resolved'],
      { minutesInAlert: 20, longestMinutes: 20 },
    ],
    ['one that never ends', ['1430 fired'], { fired: 1, minutesInAlert: 10, longestMinutes: 10 }],
    [
      'one that had begun before',
      ['-60 fired', '-60 paged', '30 resolved'],
      { fired: 0, paged: 0, minutesInAlert: 30, longestMinutes: 30 },
    ],
    ['one that had ended before', ['-60 fired', '-30 resolved'], { fired: 0, minutesInAlert: 0 }],
    ['half a minute', ['10 fired', '10.5 resolved'], { minutesInAlert: 0.5 }],
  ] as const)('count %s', (_, lines, expected) => {
    expect(figures(lines)).toMatchObject(expected);
  });

  it.each([
    // 22:00 in London in June is 21:00 UTC, nine hours after noon.
    ['539', 0],
    ['540', 1],
    ['1079', 1],
    ['1080', 0],
  ])('call a page at minute %s night or not', (minute, atNight) => {
    expect(figures([`${minute} fired`, `${minute} paged`, '1200 resolved']).atNight).toBe(atNight);
  });

  it.each([
    ['within the hour', ['10 fired', '20 resolved', '79 fired', '90 resolved'], 1],
    ['after an hour', ['10 fired', '20 resolved', '80 fired', '90 resolved'], 0],
    ['another alert', ['10 fired', '20 resolved', '30 fired shop', '40 resolved shop'], 0],
    ['again and again', ['10 fired', '20 resolved', '30 fired', '40 resolved', '50 fired', '60 resolved'], 2],
  ] as const)('count what fires again %s', (_, lines, flaps) => {
    expect(figures(lines).flaps).toBe(flaps);
  });

  it.each([
    ['during it', ['15 fired', '25 resolved'], { caught: 1, missed: 0 }],
    ['too late', ['31 fired', '40 resolved'], { caught: 0, missed: 1 }],
    ['too early', ['1 fired', '9 resolved'], { caught: 0, missed: 1 }],
    ['elsewhere', ['15 fired shop', '25 resolved shop'], { caught: 0, missed: 1 }],
    ['and goes on', ['15 fired'], { caught: 1, missed: 0 }],
  ] as const)('say that it catches what was real where it fires %s', (_, lines, expected) => {
    expect(figures(lines, [said('real', 10, 30)])).toMatchObject(expected);
  });

  it('say which noise it would make again', () => {
    const judged = [said('noise', 10, 30), said('noise', 100, 130), said('real', 200, 230, SHOP)];
    expect(figures(['15 fired', '25 resolved'], judged)).toMatchObject({ repeated: 1, spared: 1, caught: 0, missed: 1 });
  });

  it('take another grouping for the same thing where the labels do not contradict', () => {
    const whole: Happening[] = [{ at: at(15), kind: 'fired', labels: {} }];
    expect(outcomeOf(episodesOf(whole), [said('real', 10, 30)], RANGE)).toMatchObject({ caught: 1, missed: 0 });
  });
});

describe('the report', () => {
  const parts = {
    rule: { id: 'slow' as RuleId, name: 'Slow' },
    evidence: { ...RANGE, coverage: 1, series: 1, samples: 100, rolledUp: 0, coarsestSeconds: null, recorded: 0 },
    judged: [said('noise', 10, 30)],
    notes: [],
  };
  const before = story('10 fired', '20 resolved', '100 fired', '110 resolved', '300 fired', '310 resolved');
  const after = story('102 fired', '110 resolved', '500 fired', '510 resolved');

  it('names what the proposed rule no longer fires for, and what it fires for now', () => {
    const report = reportOn({ ...parts, configured: before, proposed: after });
    expect(report.configured).toMatchObject({ fired: 3, repeated: 1 });
    expect(report.proposed).toMatchObject({ fired: 2, spared: 1 });
    expect(report.gone.map(({ firedAt }) => firedAt)).toEqual([at(300), at(10)]);
    expect(report.added.map(({ firedAt }) => firedAt)).toEqual([at(500)]);
    expect(report.episodes.map(({ firedAt }) => firedAt)).toEqual([at(500), at(102)]);
    expect(report.evidence.judged).toEqual({ real: 0, noise: 1 });
  });

  it('has nothing to compare where there is one rule alone', () => {
    const report = reportOn({ ...parts, configured: before, proposed: null });
    expect(report).toMatchObject({ proposed: null, gone: [], added: [] });
    expect(report.episodes).toHaveLength(3);
    expect(reportOn({ ...parts, configured: null, proposed: after })).toMatchObject({ configured: null, gone: [], added: [] });
  });

  it('lists fifty episodes at most, the newest', () => {
    const many = story(...Array.from({ length: 60 }, (_, n) => [`${20 * n} fired`, `${20 * n + 5} resolved`]).flat());
    const { episodes } = reportOn({ ...parts, configured: many, proposed: null });
    expect(episodes).toHaveLength(50);
    expect(episodes[0]?.firedAt).toBe(instant(NOON + 59 * minutes(20)));
  });
});
