import { afterEach, describe, expect, it } from 'vitest';
import { configOf, createRig, pass, type Rig, type RigOptions } from '../../../../tests/support/engine.js';
import { createFakeClock, type FakeClock } from '../../../../tests/support/fake-clock.js';
import { NO_CHANNELS } from '../../../../tests/support/telling.js';
import { letterOf } from '../../channel/email/letter.js';
import type { Config } from '../../core/model/config.js';
import type { Delivery } from '../../core/model/notification.js';
import type { DailyReport } from '../../core/model/report.js';
import { fail, ok } from '../../core/model/result.js';
import type { Background } from '../../core/port/channel.js';
import type { Store } from '../../core/port/journal.js';
import { days, hours, instant, milliseconds, minutes, seconds } from '../../core/time/instant.js';
import { createMemoryStore } from '../../store/memory/memory-store.js';

const MAIL: Partial<Config> = {
  channels: {
    ...NO_CHANNELS,
    email: { to: ['ops@example.org'], digest: minutes(15), dailySummary: 8 * 60 },
  } as Config['channels'],
};
const NO_MAIL: Partial<Config> = { channels: NO_CHANNELS };
/** Levels may still be told by mail; the summary has nobody. */
const NOBODY: Partial<Config> = {
  channels: { ...NO_CHANNELS, email: { to: [], digest: minutes(15), dailySummary: 8 * 60 } } as Config['channels'],
};

interface Morning {
  readonly delivery: Delivery;
  readonly background: Background;
}

/** A desk, in the processes that it runs in one after the other, and the summaries that left. */
interface Office {
  readonly clock: FakeClock;
  readonly summaries: Morning[];
  rig: Rig;
  /** Whether the mail server takes mail. */
  isTaken: boolean;
  /** What all that the next process sends waits for; null: for nothing. */
  hung: ReturnType<NonNullable<RigOptions['answer']>> | null;
  start(config?: Partial<Config>): Promise<void>;
  sleep(length: number): Promise<void>;
  off(length: number, config?: Partial<Config>): Promise<void>;
}

let office: Office | null = null;
afterEach(async () => {
  await office?.rig.engine.stop();
  office = null;
});

/** Thursday, the 8th of January, ten to eight in the morning. */
const TEN_TO_EIGHT = '2026-01-08T07:50:00Z';

const opened = async (config = MAIL, at = TEN_TO_EIGHT): Promise<Office> => {
  const clock = createFakeClock(instant(Date.parse(at)));
  const store: Store = createMemoryStore();
  const summaries: Morning[] = [];
  const answerOf =
    (hung: Office['hung']): NonNullable<RigOptions['answer']> =>
    async (delivery, background) => {
      if (hung !== null) return hung;
      if (delivery.reason !== 'daily-summary') return ok({ text: 'taken' });
      if (!desk.isTaken) return fail({ retry: 'never', code: '550', text: 'no' });
      summaries.push({ delivery, background: background() });
      return ok({ text: 'taken' });
    };
  const started = (config: Partial<Config>, hung: Office['hung']) =>
    createRig({ clock, store, channels: ['email'], config, answer: answerOf(hung) });
  const desk: Office = {
    ...{ clock, summaries, isTaken: true, hung: null, rig: await started(config, null) },
    start: async (config = MAIL) => {
      desk.rig = await started(config, desk.hung);
    },
    sleep: async (length) => {
      desk.rig.engine.suspend();
      clock.jump(milliseconds(length));
      desk.rig.engine.resume();
      await pass(desk.rig, minutes(2));
    },
    off: async (length, config) => {
      await desk.rig.engine.stop();
      clock.jump(milliseconds(length));
      await desk.start(config);
      await pass(desk.rig, minutes(2));
    },
  };
  office = desk;
  return desk;
};

/** The site is down for two minutes, and its alert over after some ten. */
const outage = async ({ rig }: Office): Promise<void> => {
  rig.weather.up = false;
  await pass(rig, minutes(3));
  rig.weather.up = true;
  await pass(rig, minutes(9));
  expect(rig.firing()).toEqual([]);
};

const last = ({ summaries }: Office): Morning => {
  const found = summaries.at(-1);
  if (found === undefined) throw new Error('no summary left');
  return found;
};

const reportOf = async ({ background }: Morning): Promise<DailyReport> => {
  const report = await background.report?.();
  if (report === undefined) throw new Error('the summary has no report');
  return report;
};

const at = (text: string): number => Date.parse(text);

describe('a daily summary that leaves late', () => {
  it('tells what fired up to the last one, however long that is over, and why it is late', async () => {
    const desk = await opened();
    await pass(desk.rig, minutes(15));
    expect(desk.summaries).toHaveLength(1);
    await outage(desk);
    await desk.sleep(hours(25));
    const { delivery, background } = last(desk);
    expect(desk.summaries).toHaveLength(2);
    expect(delivery.message.body).toMatch(
      /^This summary is 1 h \d+ min late: it was due on Fri 9 Jan, 08:00, and the watch was asleep then\.$/m,
    );
    expect(delivery.message.body).toMatch(
      /^From Thu 8 Jan, 08:00 to Fri 9 Jan, 09:\d\d 1 critical, .* fired; 1 alert ended\.$/m,
    );
    const report = await reportOf(last(desk));
    expect(report).toMatchObject({ fired: { critical: 1 }, ended: 1, to: delivery.decidedAt });
    expect(Math.abs(report.from - at('2026-01-08T08:00:00Z'))).toBeLessThan(60_000);
    const { text, html } = letterOf(delivery, background, () => [], report);
    for (const form of [text, html]) expect(form).toContain('and the watch was asleep then.');
  });

  it('is followed by one that tells nothing twice', async () => {
    const desk = await opened();
    await pass(desk.rig, minutes(15));
    await desk.sleep(hours(24) + minutes(20));
    expect(desk.summaries).toHaveLength(2);
    await desk.sleep(hours(22));
    await outage(desk);
    await pass(desk.rig, hours(2));
    expect(desk.summaries).toHaveLength(3);
    expect(last(desk).delivery.message.body).toMatch(/^Since the last summary 1 critical/m);
    expect(await reportOf(last(desk))).toMatchObject({ fired: { critical: 1 }, from: desk.summaries[1]?.delivery.decidedAt });
  });

  it('covers the three days for which the desk was off', async () => {
    const desk = await opened();
    await pass(desk.rig, minutes(15));
    await outage(desk);
    await desk.off(days(3));
    expect(desk.summaries).toHaveLength(2);
    const { body } = last(desk).delivery.message;
    expect(body).toMatch(/^This summary is 2 d.* late: it was due on Fri 9 Jan, 08:00, and the watch was not running then\.$/m);
    expect(body).toMatch(/^From Thu 8 Jan, 08:00 to Sun 11 Jan, 08:\d\d 1 critical, .* fired; 1 alert ended\.$/m);
    const report = await reportOf(last(desk));
    expect(report).toMatchObject({ fired: { critical: 1 }, ended: 1, barSeconds: 6 * 3_600 });
    expect(report.told.map(({ rule }) => rule)).toEqual(['site-down']);
  });

  it('counts the same after a restart in between, and owes nothing at a first start', async () => {
    const desk = await opened(MAIL, '2026-01-08T08:10:00Z');
    await pass(desk.rig, minutes(5));
    await outage(desk);
    await desk.off(minutes(1));
    await outage(desk);
    expect(desk.summaries).toEqual([]);
    await desk.sleep(hours(23) + minutes(18));
    expect(last(desk).delivery.message.body).toMatch(/^Since the last summary 2 critical, .* fired; 2 alerts ended\.$/m);
    expect(await reportOf(last(desk))).toMatchObject({ fired: { critical: 2 }, ended: 2 });
  });
});

describe('a daily summary that a desk decided on and did not live to send', () => {
  it('is sent by the next process, or by the desk that takes over, and the one after it begins where it ended', async () => {
    const desk = await opened();
    await pass(desk.rig, minutes(15));
    await outage(desk);
    let release = (): void => undefined;
    desk.hung = new Promise((resolve) => {
      release = () => resolve(ok({ text: 'too late' }));
    });
    await desk.rig.engine.stop();
    desk.clock.jump(hours(24));
    await desk.start();
    await pass(desk.rig, seconds(10));
    expect(desk.rig.sent.at(-1)).toMatchObject({ reason: 'daily-summary', state: { kind: 'waiting' } });
    // Nothing of what this process has begun comes to an end.
    const killed = desk.rig;
    killed.engine.suspend();
    desk.hung = null;
    await desk.start();
    await pass(desk.rig, minutes(2));
    expect(desk.summaries).toHaveLength(2);
    const { delivery } = last(desk);
    expect(delivery.message.body).toMatch(/ 1 critical, .* fired; 1 alert ended\.$/m);
    expect(await reportOf(last(desk))).toMatchObject({ fired: { critical: 1 }, ended: 1, to: delivery.decidedAt });
    await outage(desk);
    await desk.sleep(hours(24));
    expect(desk.summaries).toHaveLength(3);
    expect(last(desk).delivery.message.body).toMatch(/ 1 critical, .* fired; 1 alert ended\.$/m);
    expect(await reportOf(last(desk))).toMatchObject({ fired: { critical: 1 }, from: delivery.decidedAt });
    release();
    await killed.engine.stop();
  });
});

describe('a daily summary that nobody got', () => {
  it('is made up for by the next one, also after a restart', async () => {
    const desk = await opened();
    await pass(desk.rig, minutes(15));
    await outage(desk);
    desk.isTaken = false;
    await desk.sleep(hours(24));
    expect(desk.summaries).toHaveLength(1);
    desk.isTaken = true;
    await outage(desk);
    await desk.off(hours(23) + minutes(30));
    expect(last(desk).delivery.message.body).toMatch(
      /^From Thu 8 Jan, 08:00 to Sat 10 Jan, 08:\d\d 2 critical, .* fired; 2 alerts ended\.$/m,
    );
    expect(await reportOf(last(desk))).toMatchObject({ fired: { critical: 2 }, ended: 2 });
  });
});

describe('a daily summary that is owed for long', () => {
  it('tells of a month at most', async () => {
    const desk = await opened();
    await pass(desk.rig, minutes(15));
    await outage(desk);
    await desk.off(days(45));
    expect(desk.summaries).toHaveLength(2);
    const report = await reportOf(last(desk));
    expect((report.to - report.from) / days(1)).toBeGreaterThan(29);
    expect((report.to - report.from) / days(1)).toBeLessThan(31);
  });

  it('is none of the time in which nobody was to get one', async () => {
    const desk = await opened();
    await pass(desk.rig, minutes(15));
    desk.rig.engine.reconfigure(configOf(NOBODY));
    await outage(desk);
    await desk.sleep(days(20));
    desk.rig.engine.reconfigure(configOf(MAIL));
    await pass(desk.rig, minutes(2));
    expect(desk.summaries).toHaveLength(1);
    await desk.sleep(days(1));
    expect(desk.summaries).toHaveLength(2);
    const report = await reportOf(last(desk));
    expect((report.to - report.from) / days(1)).toBeLessThan(9);
  });
});

describe('daily summaries that were turned off for a time', () => {
  const cases: readonly [string, (desk: Office, length: number) => Promise<void>][] = [
    [
      'while the desk runs',
      async (desk, length) => {
        await desk.sleep(length);
        desk.rig.engine.reconfigure(configOf(MAIL));
        await pass(desk.rig, minutes(2));
      },
    ],
    ['while it was stopped', (desk, length) => desk.off(length, MAIL)],
  ];
  it.each(cases)('and on again %s tell of a week at most, at their next time', async (_, turnOn) => {
    const desk = await opened();
    await pass(desk.rig, minutes(15));
    await outage(desk);
    desk.rig.engine.reconfigure(configOf(NO_MAIL));
    await desk.sleep(days(40));
    await outage(desk);
    await turnOn(desk, days(3));
    expect(desk.summaries).toHaveLength(1);
    await desk.sleep(days(1));
    expect(desk.summaries).toHaveLength(2);
    expect(last(desk).delivery.message.body).toMatch(/^From .* 1 critical, .* fired; 1 alert ended\.$/m);
    const report = await reportOf(last(desk));
    expect(report).toMatchObject({ fired: { critical: 1 }, ended: 1 });
    expect(report.to - report.from).toBeLessThan(days(8) + hours(1));
  });
});
