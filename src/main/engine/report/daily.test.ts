import { describe, expect, it } from 'vitest';
import { createRig, pass, type Rig } from '../../../../tests/support/engine.js';
import { createFakeClock } from '../../../../tests/support/fake-clock.js';
import { commitOf, episodeOf, START } from '../../../../tests/support/store.js';
import { NO_CHANNELS } from '../../../../tests/support/telling.js';
import { letterOf } from '../../channel/email/letter.js';
import type { Actor } from '../../core/model/actor.js';
import type { Episode } from '../../core/model/alert.js';
import type { DailyReport } from '../../core/model/report.js';
import { ok } from '../../core/model/result.js';
import type { Background } from '../../core/port/channel.js';
import { hours, instant, minutes } from '../../core/time/instant.js';

const ANN: Actor = { name: 'Ann', role: 'admin', via: 'desk' };

interface Morning {
  readonly rig: Rig;
  /** What the summary was sent with, once it was. */
  readonly known: () => Background | undefined;
}

/** A desk whose summary is due two hours after its start, at eleven. */
const morning = async (): Promise<Morning> => {
  let known: Background | undefined;
  const email = { to: ['ops@example.org'], digest: minutes(15), dailySummary: 11 * 60 };
  const rig = await createRig({
    channels: ['email'],
    config: { channels: { ...NO_CHANNELS, email } },
    answer: async (delivery, background) => {
      if (delivery.reason === 'daily-summary') known = background();
      return ok({ text: 'taken' });
    },
  });
  return { rig, known: () => known };
};

const reportOf = async ({ known }: Morning): Promise<DailyReport> => {
  const report = await known()?.report?.();
  if (report === undefined) throw new Error('no summary was sent');
  return report;
};

describe('the daily summary', () => {
  it('counts what was seen, what fired and who took it, and leaves tests out', async () => {
    const desk = await morning();
    const { rig } = desk;
    await pass(rig, minutes(30));
    rig.weather.up = false;
    await pass(rig, minutes(10));
    const [alert] = rig.firing();
    if (alert === undefined) throw new Error('nothing fires');
    await rig.engine.act({ kind: 'acknowledge', alert: alert.id, note: '', end: { kind: 'resolved' } }, ANN);
    rig.weather.up = true;
    await rig.engine.act({ kind: 'test-alert' }, ANN);
    await pass(rig, hours(1) + minutes(21));
    const report = await reportOf(desk);
    expect(report.coverage).toBe(1);
    expect(report.told.map(({ rule }) => rule)).toEqual(['site-down']);
    expect(report.told[0]).toMatchObject({ acknowledged: { by: 'Ann' }, state: 'resolved' });
    expect(report.fired.critical).toBe(1);
    expect(report.open).toEqual([]);
    const [page] = report.pages;
    expect(page?.readings).toBeGreaterThan(100);
    expect((page?.readings ?? 0) - (page?.good ?? 0)).toBeGreaterThanOrEqual(9);
    expect(page?.typical).toBeCloseTo(0.2, 2);
    expect(page?.hours.map(({ readings, good }) => good < readings)).toEqual([true, false]);
  });

  it('says how much of the time it did not look, and judges nothing by too few readings', async () => {
    const desk = await morning();
    const { rig } = desk;
    await pass(rig, minutes(10));
    rig.engine.suspend();
    rig.clock.jump(hours(1));
    rig.engine.resume();
    await pass(rig, minutes(51));
    const report = await reportOf(desk);
    expect(report.unobserved).toMatchObject([{ cause: 'asleep' }]);
    expect(report.coverage).toBeCloseTo(0.5, 1);
    const { engine, sent } = rig;
    const delivery = sent.find(({ reason }) => reason === 'daily-summary');
    const known = desk.known();
    if (delivery === undefined || known === undefined) throw new Error('no summary was sent');
    const { text } = letterOf(delivery, known, () => [], report);
    expect(text).toMatch(/The watch looked for 50\.0 % of it; of the rest nothing below says anything\./);
    expect(text).toContain('Not observed: asleep from');
    expect(text).toContain('too few to judge');
    await engine.stop();
  });

  it('leaves out no hour of the day on which the clocks go back', async () => {
    const known: Background[] = [];
    const rig = await createRig({
      clock: createFakeClock(instant(Date.parse('2026-10-24T06:50:00Z'))),
      channels: ['email'],
      config: {
        channels: { ...NO_CHANNELS, email: { to: ['ops@example.org'], digest: minutes(15), dailySummary: 8 * 60 } },
      },
      answer: async (delivery, background) => {
        if (delivery.reason === 'daily-summary') known.push(background());
        return ok({ text: 'taken' });
      },
    });
    // The summary of Saturday leaves at 08:00 BST; the site fails at 08:10, and is well again before 09:00.
    await pass(rig, minutes(20));
    rig.weather.up = false;
    await pass(rig, minutes(5));
    rig.weather.up = true;
    // The next one leaves at 08:00 GMT, 25 hours after the first.
    await pass(rig, hours(24) + minutes(47));
    const message = rig.sent.filter(({ reason }) => reason === 'daily-summary').at(-1)?.message;
    expect(known).toHaveLength(2);
    // 25 hours by the sun are a day by the clocks: nothing is to be said of a longer time.
    expect(message?.body).toMatch(/^Since the last summary 1 critical/);
    const report = await known.at(-1)?.report?.();
    expect(report).toMatchObject({ from: Date.parse('2026-10-24T07:00:00Z'), fired: { critical: 1 }, ended: 1 });
    await rig.engine.stop();
  });

  it('can be read of a day that is over, as it stood at that day’s end', async () => {
    const rig = await createRig({ channels: ['email'] });
    await pass(rig, hours(14) + minutes(30));
    rig.weather.up = false;
    await pass(rig, hours(1));
    rig.weather.up = true;
    await pass(rig, minutes(40));
    const report = async (ends: string) => {
      const answer = await rig.engine.report({ ends, over: 'day' });
      if (!answer.ok) throw new Error(answer.error.message);
      return answer.value;
    };
    const monday = await report('2026-01-05');
    expect(monday).toMatchObject({
      to: Date.parse('2026-01-06T00:00:00Z'),
      fired: { critical: 1 },
      ended: 0,
      barSeconds: 3_600,
    });
    expect(monday.open.map(({ rule }) => rule)).toEqual(['site-down']);
    expect(monday.pages[0]?.hours.map(({ kind }) => kind)).toEqual([...Array(14).fill('bar'), 'failed']);
    const tuesday = await report('2026-01-06');
    expect(tuesday).toMatchObject({ fired: { critical: 0 }, ended: 1, open: [] });
    expect(tuesday.pages[0]?.hours.map(({ kind }) => kind)).toEqual(['failed', 'bar']);
    expect(await rig.engine.report({ ends: '2026-01-04', over: 'week' })).toMatchObject({
      ok: false,
      error: { field: 'ends' },
    });
    await rig.engine.stop();
  });

  it('counts every alert of a day that is over, however many came then and since', async () => {
    const rig = await createRig({ channels: ['email'] });
    await pass(rig, hours(15) + minutes(5));
    const [monday, since] = [START + hours(2), START + hours(15) + minutes(1)];
    await rig.store.journal.commit(
      commitOf({
        episodes: [
          ...Array.from({ length: 10_500 }, (_, n) => episodeOf(n, 1, monday + n, monday + hours(1))),
          ...Array.from({ length: 12_000 }, (_, n) => episodeOf(n, 2, since + (n % 1_000))),
        ],
      }),
    );
    await pass(rig, minutes(10));
    const report = await rig.engine.report({ ends: '2026-01-05', over: 'day' });
    expect(report).toMatchObject({ ok: true, value: { fired: { critical: 10_500 }, ended: 10_500 } });
    await rig.engine.stop();
  });

  it('names what is open longest, however mild it is and however many worse ones are open', async () => {
    const desk = await morning();
    const { rig } = desk;
    const oldest: Episode = { ...episodeOf(9_999, 1, START - hours(5)), severity: 'info', labels: { target: 'old' } };
    const flood = Array.from({ length: 4_500 }, (_, n) => episodeOf(n, 1, START + minutes(30) + n));
    await rig.store.journal.commit(commitOf({ episodes: [oldest, ...flood] }));
    await pass(rig, hours(2) + minutes(1));
    const report = await reportOf(desk);
    expect([report.open.length, report.more.open, report.open.some(({ id }) => id === oldest.id)]).toEqual([300, 4_201, false]);
    const delivery = rig.sent.find(({ reason }) => reason === 'daily-summary');
    const known = desk.known();
    if (delivery === undefined || known === undefined) throw new Error('no summary was sent');
    expect(letterOf(delivery, known, () => [], report).text).toMatch(/Open now \(4501\).*Longest open: [^\n]*, for 7 h\b/s);
    await rig.engine.stop();
  });
});
