import type { Action } from '../../../src/main/core/model/action.js';
import type { AlertRow } from '../../../src/main/core/model/alert-view.js';
import type { Config } from '../../../src/main/core/model/config.js';
import type { Measure } from '../../../src/main/core/model/reading.js';
import type { SeriesId } from '../../../src/main/core/model/sample.js';
import { after, type Instant, minutes } from '../../../src/main/core/time/instant.js';
import { createMemoryStore } from '../../../src/main/store/memory/memory-store.js';
import { ANA, createRig, NINE_O_CLOCK, pass, type Rig } from '../engine.js';
import { createFakeClock, type FakeClock } from '../fake-clock.js';
import { changesFor, type Setting } from './desk.js';
import type { Deed, Happening, Sky } from './happenings.js';
import { COUNTED, givePast } from './past.js';

/** What became of a life: its store and clock at the end, and all that the desk's processes did. */
export interface Lived {
  readonly store: Rig['store'];
  readonly clock: FakeClock;
  readonly events: Rig['trace'];
  /** The moment that the wall clock came back to when it was set back last; null where it never was. */
  readonly setBackTo: Instant | null;
}

/** Lets a desk live through all of it, from nine o'clock on, and stops it. */
export const live = async (setting: Setting, happenings: readonly Happening[]): Promise<Lived> => {
  const config = changesFor(setting);
  const clock = createFakeClock(NINE_O_CLOCK);
  const store = createMemoryStore();
  if (!setting.isNew) await givePast(store);
  const world = createOutside(setting.isNew ? { submissions: 0, failures: 0 } : COUNTED);
  const events: Rig['trace'] = [];
  const start = () => startDesk({ config, clock, store, outside: world });
  let rig = await start();
  let setBackTo: Instant | null = null;
  for (const happening of [...happenings, LAST]) {
    if (happening.kind === 'stop') {
      await rig.engine.stop();
      events.push(...rig.trace);
      clock.jump(happening.milliseconds);
      rig = await start();
    } else await befall(rig, happening, world);
    if (happening.kind === 'set-back') setBackTo = clock.now();
  }
  await rig.engine.stop();
  events.push(...rig.trace);
  return { store, clock, events, setBackTo };
};

const LAST: Happening = { kind: 'pass', milliseconds: minutes(2) };

interface Parts {
  readonly config: Partial<Config>;
  readonly clock: FakeClock;
  readonly store: Rig['store'];
  readonly outside: Outside;
}

const startDesk = async ({ outside, ...parts }: Parts): Promise<Rig> => {
  const rig = await createRig({
    ...parts,
    channels: ['desktop', 'email', 'slack', 'sms', 'webhook'],
    measures: outside.measures,
    // Two looks at one target within one millisecond would be one in the history.
    lookTakes: 3,
  });
  for (const sky of outside.skies()) rig.weatherOf.set(sky.target, { ...sky });
  return rig;
};

const befall = async (rig: Rig, happening: Exclude<Happening, { kind: 'stop' }>, outside: Outside): Promise<void> => {
  switch (happening.kind) {
    case 'pass':
      await pass(rig, happening.milliseconds);
      return;
    case 'sky':
      outside.turn(happening.sky);
      rig.weatherOf.set(happening.sky.target, { ...happening.sky });
      return;
    case 'deed':
      await perform(rig, happening.deed, happening.which);
      return;
    case 'doze':
      rig.clock.jump(happening.milliseconds);
      return;
    case 'set-back':
      rig.clock.jump(-happening.milliseconds);
      return;
    case 'sleep':
      rig.engine.suspend();
      rig.clock.jump(happening.milliseconds);
      rig.engine.resume();
      return;
    case 'offline':
      rig.network = false;
      await pass(rig, Math.min(180_000, happening.milliseconds));
      rig.network = true;
      // Asked for every thirty seconds. A desk that sleeps before it finds its network back calls all of that offline; its ticks fall elsewhere afterwards.
      await pass(rig, 31_000);
  }
};

const perform = async (rig: Rig, deed: Deed, which: number): Promise<void> => {
  const rows = rig.alerts().filter(({ state }) => (deed === 'reopen') === (state === 'resolved'));
  const row = rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))[which % Math.max(1, rows.length)];
  const action = actionOf(deed, row, which, rig.clock);
  if (action !== null) await rig.engine.act(action, ANA);
};

const RESET = 'http_response_seconds{source="http",target="home"}' as SeriesId;

const actionOf = (deed: Deed, row: AlertRow | undefined, which: number, clock: FakeClock): Action | null => {
  switch (deed) {
    case 'reset-baseline':
      return { kind: deed, series: RESET, why: 'deploy' };
    case 'unsuppress':
      return { kind: deed, suppression: `s${1 + (which % 3)}` };
    case 'suppress-matching':
      return {
        kind: deed,
        matchers: which % 2 === 0 ? [] : [{ label: 'target', operator: '=', value: 'home' }],
        ...{ for: minutes(1 + which), why: 'known' },
      };
    default:
      return row === undefined ? null : onAlert(deed, row.id, which, clock);
  }
};

type OnAlert = Exclude<Deed, 'reset-baseline' | 'unsuppress' | 'suppress-matching'>;

const onAlert = (deed: OnAlert, alert: AlertRow['id'], which: number, clock: FakeClock): Action => {
  switch (deed) {
    case 'acknowledge':
      return { kind: deed, alert, note: 'mine', end: { kind: 'resolved' } };
    case 'acknowledge-a-while':
      return { kind: 'acknowledge', alert, note: '', end: { kind: 'until', at: after(clock.now(), minutes(1 + which)) } };
    case 'acknowledge-until-worse':
      return { kind: 'acknowledge', alert, note: '', end: { kind: 'worse' } };
    case 'resolve':
      return { kind: deed, alert, reason: 'done', judged: which % 2 === 0 ? 'real' : null };
    case 'suppress':
      return { kind: deed, alert, for: minutes(1 + which), why: '' };
    case 'unacknowledge':
    case 'reopen':
    case 'escalate':
    case 'unsuppress-alert':
      return { kind: deed, alert };
  }
};

/** What is out there: counters that run on whether anybody looks, a queue, deploys. */
interface Outside {
  turn(sky: Sky): void;
  skies(): Iterable<Sky>;
  measures(target: string): readonly Measure[];
}

interface Count {
  submissions: number;
  failures: number;
}

const FORMS = ['inquiry', 'booking'] as const;

const createOutside = (counted: Count): Outside => {
  const skies = new Map<string, Sky>();
  const counts = new Map<string, Count>();
  const queues = new Map<string, number>();
  const deploys = new Map<string, 'failed' | 'success'>();
  const count = (target: string): Count => counts.get(target) ?? { ...counted };

  const measures = (target: string): readonly Measure[] => {
    const sky = skies.get(target);
    const { submissions, failures } = count(target);
    const next = {
      submissions: submissions + (sky?.submissions ?? 1),
      failures: failures + Math.min(sky?.failing ?? 0, sky?.submissions ?? 0),
    };
    counts.set(target, next);
    const queue = (queues.get(target) ?? 20) + (sky?.drift ?? 0);
    queues.set(target, queue);
    const deploy = deploys.get(target);
    deploys.delete(target);
    return [
      { name: 'queue_items', value: queue },
      ...FORMS.flatMap((form) => [
        { name: 'form_submissions_total', labels: { form }, value: next.submissions },
        { name: 'form_failures_total', labels: { form }, value: next.failures },
      ]),
      ...(deploy === undefined ? [] : [{ name: 'deploys', labels: { status: deploy }, value: 1 }]),
    ];
  };

  return {
    turn: (sky) => {
      skies.set(sky.target, sky);
      if (sky.deploy !== null) deploys.set(sky.target, sky.deploy);
      if (sky.isReset) counts.set(sky.target, { submissions: 0, failures: 0 });
    },
    skies: () => skies.values(),
    measures,
  };
};
