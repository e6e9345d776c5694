import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FaultName, FaultValue } from '../../../src/main/cli/demo/fault.js';
import { metricsOf } from '../../../src/main/core/rule/group.js';
import { after, bucketStart, hours, instant, minutes } from '../../../src/main/core/time/instant.js';
import { type DemoDesk, ordinaryDay, startDemoDesk } from './desk.js';

// The clock of the desk and of the site is moved by hand; it begins today, as certificates are judged by the machine's own.
const TODAY = bucketStart(instant(Date.now()), hours(1));

let desk: DemoDesk | undefined;
afterEach(async () => {
  await desk?.stop();
  desk = undefined;
});

/**
 * Read elsewhere: loads and audits with a real browser (tests/page), a database of its own (tests/mongodb), and what a desk knows of
 * itself; how late its process wakes, only where real time passes between two looks.
 */
const RESTING =
  /^(process_event_loop_lag_seconds$|page_(javascript|css|hero|image|weight|requests|third)|lighthouse_|backup_|mongodb_|heartbeat_|outbox_|rules_failed)/;

describe('the royal client standard over the demo', () => {
  it('has a reading for every metric that its rules look at', async () => {
    desk = await startDemoDesk({ at: TODAY, past: [], watches: 'everything', host: 'watched' });
    await desk.pass(12);
    const wanted = new Set(desk.rules.flatMap(({ when }) => metricsOf(when.subject)).filter((metric) => !RESTING.test(metric)));
    const { history } = desk.store;
    const silent: string[] = [];
    for (const metric of wanted) {
      const listed = await history.list({ name: metric });
      const raw = await Promise.all(listed.map(({ id }) => history.raw(id, TODAY, after(TODAY, minutes(13)))));
      if (raw.every((samples) => samples.length === 0)) silent.push(metric);
    }
    expect(wanted.size).toBeGreaterThan(25);
    expect(silent).toEqual([]);
    const asleep = desk.rules.filter(({ hasSource }) => !hasSource).flatMap(({ when }) => metricsOf(when.subject));
    expect(asleep.filter((metric) => !RESTING.test(metric))).toEqual([]);
  });
});

/** After a start, shares of the last hour rest on all of it again; a fault of the site itself needs no such patience. */
const [HOUR, MOMENT] = [65, 5] as const;

interface Case {
  readonly fault: FaultName;
  readonly value?: FaultValue;
  readonly lead: number;
  readonly minutes: number;
  /** Rules that the standard names for it. */
  readonly standard: readonly string[];
  /** Rules of the operations group that follow from it. */
  readonly operations?: readonly string[];
}

const BURNS = ['uptime-burn-fast', 'uptime-burn-slow'];

const CASES: readonly Case[] = [
  {
    fault: 'server-error',
    value: 'tutors',
    lead: MOMENT,
    minutes: 20,
    standard: ['site-down', 'uptime-sla'],
    operations: BURNS,
  },
  { fault: 'refused', lead: MOMENT, minutes: 20, standard: ['site-down', 'uptime-sla'], operations: BURNS },
  {
    fault: 'slow',
    value: 2_300,
    lead: MOMENT,
    minutes: 10,
    standard: ['response-time-sla'],
    operations: ['latency-burn-fast'],
  },
  {
    fault: 'slow',
    value: 3_500,
    lead: MOMENT,
    minutes: 10,
    standard: ['response-time-sla', 'slow-page-loads'],
    operations: ['latency-burn-fast'],
  },
  { fault: 'broken-asset', lead: MOMENT, minutes: 10, standard: ['asset-loading-failures'] },
  {
    fault: 'expired-certificate',
    lead: MOMENT,
    minutes: 10,
    standard: ['site-down'],
    operations: ['certificate-expiry', ...BURNS],
  },
  { fault: 'form-failures', value: 3.5, lead: HOUR, minutes: 30, standard: ['revenue-form-failures'] },
  {
    fault: 'form-failures',
    value: 12,
    lead: HOUR,
    minutes: 20,
    standard: ['form-submission-failures', 'revenue-form-failures'],
  },
  { fault: 'slow-paint', lead: MOMENT, minutes: 30, standard: ['web-vitals-lcp'] },
  { fault: 'sluggish-input', lead: MOMENT, minutes: 30, standard: ['web-vitals-inp'] },
  { fault: 'layout-jumps', lead: MOMENT, minutes: 30, standard: ['web-vitals-cls'] },
  {
    fault: 'slow-for-visitors',
    lead: MOMENT,
    minutes: 50,
    standard: ['fcp-sla', 'lcp-sla', 'slow-page-loads-visitors', 'ttfb-sla', 'web-vitals-lcp'],
  },
  {
    fault: 'heavy-page',
    lead: MOMENT,
    minutes: 50,
    standard: ['cls-sla', 'fid-sla', 'inp-sla', 'web-vitals-cls', 'web-vitals-inp'],
  },
  {
    fault: 'script-errors',
    lead: HOUR,
    minutes: 60,
    standard: ['error-rate-increase', 'error-rate-sla', 'js-error-spike'],
    operations: ['errors-burn-fast'],
  },
  { fault: 'visitors-leave', lead: HOUR, minutes: 60, standard: ['bounce-rate-increase'] },
  { fault: 'short-visits', lead: HOUR, minutes: 60, standard: ['session-quality'] },
  { fault: 'fewer-inquiries', lead: HOUR, minutes: 60, standard: ['conversion-funnel-drop', 'conversion-rate-decline'] },
  { fault: 'build-fails', lead: MOMENT, minutes: 10, standard: ['build-failures'] },
  { fault: 'outside-alert', lead: MOMENT, minutes: 5, standard: [], operations: ['external-alert'] },
];

describe('a fault of the demo, after an ordinary day,', () => {
  let day: Awaited<ReturnType<typeof ordinaryDay>>;
  beforeAll(async () => {
    day = await ordinaryDay(TODAY);
  }, 240_000);

  it('is not needed for an alert of that day: there was none', () => {
    expect(day.fired).toEqual([]);
  });

  it.each(CASES)(
    '$fault $value fires exactly the rules that are named for it',
    async (one) => {
      desk = await startDemoDesk({ at: day.end, past: day.commits, watches: 'everything' });
      await desk.pass(one.lead);
      expect(desk.fired()).toEqual([]);
      await desk.set(one.fault, one.value ?? true);
      await desk.pass(one.minutes);
      expect(desk.fired()).toEqual([...one.standard, ...(one.operations ?? [])].sort());
    },
    120_000,
  );
});
