import { afterEach, describe, expect, it } from 'vitest';
import { backgroundOf } from '../../../tests/support/background.js';
import { httpTarget, NINE_O_CLOCK, silentLog, siteDown } from '../../../tests/support/engine.js';
import { createFakeClock } from '../../../tests/support/fake-clock.js';
import type { EpisodeId } from '../core/model/alert.js';
import type { Delivery } from '../core/model/notification.js';
import { ok } from '../core/model/result.js';
import type { ConsoleView } from '../core/model/view.js';
import type { SendError } from '../core/port/channel.js';
import { instant, minutes, seconds } from '../core/time/instant.js';
import { createMemoryStore } from '../store/memory/memory-store.js';
import { createCommitter } from './commit.js';
import { createDeliver, type Deliver } from './deliver.js';
import { emptyDraft } from './draft.js';
import { createGuard, needsNetwork } from './guard.js';
import { nextSlot } from './poll.js';
import { createPublish } from './publish.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
});

const deliveryOf = (id: string): Delivery => ({
  id,
  reason: 'firing',
  channel: 'desktop',
  episode: null,
  alerts: [],
  rule: siteDown.id,
  level: 0,
  recipients: [],
  message: { title: id, body: '', severity: 'critical', alert: null, sticky: true, sound: true },
  decidedAt: NINE_O_CLOCK,
  dueAt: NINE_O_CLOCK,
  state: { kind: 'waiting' },
  attempts: [],
});

describe('delivering', () => {
  const rig = (answers: readonly (SendError | null)[]) => {
    const clock = createFakeClock(NINE_O_CLOCK);
    const sent: Delivery[] = [];
    const kept: Delivery[] = [];
    let isOpen = true;
    let keeping = Promise.resolve();
    const deliver: Deliver = createDeliver({
      clock,
      log: silentLog,
      channels: [
        {
          kind: 'desktop',
          send: async (delivery) => {
            const error = answers[Math.min(sent.length, answers.length - 1)] ?? null;
            sent.push(delivery);
            return error === null ? ok({ text: 'shown' }) : { ok: false, error };
          },
          stop: async () => undefined,
        },
      ],
      mayLeave: () => isOpen,
      pointless: () => null,
      triesOf: () => 3,
      background: () => backgroundOf(),
      spread: (wait) => wait,
      keep: (delivery) => {
        kept.push(delivery);
        return keeping;
      },
    });
    return {
      clock,
      deliver,
      sent,
      kept,
      setOpen: (open: boolean) => {
        isOpen = open;
      },
      setKeeping: (until: Promise<void>) => {
        keeping = until;
      },
    };
  };
  const passing: SendError = { retry: 'later', code: '503', text: 'busy' };

  it('tries three times, each wait three times the last, then gives up with the reason', async () => {
    const { clock, deliver, sent, kept } = rig([passing]);
    deliver.enqueue(deliveryOf('a'));
    await clock.advance(seconds(9));
    expect(sent).toHaveLength(1);
    await clock.advance(seconds(2));
    expect(sent).toHaveLength(2);
    await clock.advance(seconds(31));
    expect(sent).toHaveLength(3);
    expect(kept.at(-1)?.state).toMatchObject({ kind: 'abandoned', why: '3 attempts failed: busy' });
  });

  it('waits as long as the receiver asks', async () => {
    const { clock, deliver, sent } = rig([{ ...passing, retryAfter: minutes(2) }, null]);
    deliver.enqueue(deliveryOf('a'));
    await clock.advance(seconds(110));
    expect(sent).toHaveLength(1);
    await clock.advance(seconds(15));
    expect(sent).toHaveLength(2);
  });

  it('does not repeat what was refused for good', async () => {
    const { clock, deliver, sent, kept } = rig([{ retry: 'never', code: '400', text: 'no such room' }]);
    deliver.enqueue(deliveryOf('a'));
    await clock.advance(minutes(10));
    expect(sent).toHaveLength(1);
    expect(kept.at(-1)?.state.kind).toBe('abandoned');
  });

  it('sends a delivery once, however often it is handed over', async () => {
    const { clock, deliver, sent } = rig([null]);
    deliver.enqueue(deliveryOf('a'));
    deliver.enqueue(deliveryOf('a'));
    await clock.advance(seconds(1));
    expect(sent).toHaveLength(1);
  });

  it('sends no more before the outcome of the last is durable, so that a crash repeats one at most', async () => {
    const { clock, deliver, sent, setKeeping } = rig([null]);
    let durable = (): void => undefined;
    setKeeping(
      new Promise((resolve) => {
        durable = resolve;
      }),
    );
    deliver.enqueue(deliveryOf('a'));
    deliver.enqueue(deliveryOf('b'));
    await clock.advance(seconds(1));
    expect(sent.map(({ id }) => id)).toEqual(['a']);
    durable();
    await clock.advance(seconds(1));
    expect(sent.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('tells of those that joined a message while the channel was busy with another', async () => {
    const { clock, deliver, sent, setKeeping } = rig([null]);
    let durable = (): void => undefined;
    setKeeping(
      new Promise((resolve) => {
        durable = resolve;
      }),
    );
    deliver.enqueue(deliveryOf('a'));
    deliver.enqueue({ ...deliveryOf('group'), alerts: ['a1-1' as EpisodeId] });
    await clock.advance(seconds(1));
    deliver.enqueue({ ...deliveryOf('group'), alerts: ['a1-1' as EpisodeId, 'a2-1' as EpisodeId] });
    durable();
    await clock.advance(seconds(1));
    expect(sent.at(-1)?.alerts).toEqual(['a1-1', 'a2-1']);
  });

  it('keeps what may not leave yet, and says afterwards how late it is', async () => {
    const { clock, deliver, sent, setOpen } = rig([null]);
    setOpen(false);
    deliver.enqueue(deliveryOf('a'));
    await clock.advance(minutes(4));
    expect(sent).toEqual([]);
    setOpen(true);
    deliver.wake();
    await clock.advance(seconds(1));
    expect(sent[0]?.message.body).toContain('This message is 4 min late.');
  });
});

describe('the place of a target in its interval', () => {
  it('is always the same and lies within one interval', () => {
    const target = httpTarget('home');
    const first = nextSlot(target, NINE_O_CLOCK);
    expect(first - NINE_O_CLOCK).toBeGreaterThan(0);
    expect(first - NINE_O_CLOCK).toBeLessThanOrEqual(minutes(1));
    expect(nextSlot(target, first) - first).toBe(minutes(1));
  });

  it('collapses what was missed into one', () => {
    const target = httpTarget('home');
    const later = instant(NINE_O_CLOCK + minutes(500));
    expect(nextSlot(target, later) - later).toBeLessThanOrEqual(minutes(1));
  });

  it('spreads many targets over the interval', () => {
    const slots = Array.from({ length: 600 }, (_, index) => nextSlot(httpTarget(`t${index}`), NINE_O_CLOCK) - NINE_O_CLOCK);
    const perTenSeconds = Array.from(
      { length: 6 },
      (_, part) => slots.filter((slot) => Math.floor(slot / 10_000) === part).length,
    );
    expect(Math.min(...perTenSeconds)).toBeGreaterThan(60);
  });
});

describe('the own-network guard', () => {
  it.each([
    ['http://127.0.0.1:8080/', false],
    ['http://localhost/', false],
    ['http://[::1]:3000/', false],
    ['http://user@127.0.0.1/', false],
    ['https://www.example.org/', true],
    ['http://127.0.0.1.example.org/', true],
  ])('%s needs the network: %s', (url, needs) => {
    expect(needsNetwork(httpTarget('t', { url }))).toBe(needs);
  });

  it('asks once for many failures at the same time', async () => {
    const clock = createFakeClock(NINE_O_CLOCK);
    let asked = 0;
    const guard = createGuard({
      clock,
      connectivity: {
        answers: async () => {
          asked += 1;
          return false;
        },
      },
      settings: () => ({ probes: [{ host: '192.0.2.1', port: 53 }], every: seconds(30) }),
      changed: () => undefined,
    });
    const answers = await Promise.all(Array.from({ length: 200 }, () => guard.works(clock.now())));
    expect(answers.every((works) => !works)).toBe(true);
    expect(asked).toBe(1);
    guard.stop();
  });
});

describe('committing', () => {
  it('keeps what could not be written, says so, and writes it once it can', async () => {
    const clock = createFakeClock(NINE_O_CLOCK);
    const store = createMemoryStore();
    let isFull = true;
    const health: string[] = [];
    const committer = createCommitter({
      first: emptyDraft(),
      journal: {
        ...store.journal,
        commit: async (commit) => (isFull ? Promise.reject(new Error('disk full')) : store.journal.commit(commit)),
      },
      clock,
      log: silentLog,
      committed: () => undefined,
      healthChanged: () => health.push(committer.health().state),
    });
    const act = (action: string) => {
      committer
        .draft()
        .audit.push({ at: clock.now(), actor: { name: 'Ana', role: 'admin', via: 'desk' }, action, subject: '', details: {} });
      committer.turned();
    };
    act('first');
    await clock.advance(seconds(1));
    act('second');
    await clock.advance(seconds(5));
    expect(health).toEqual(['failing']);
    isFull = false;
    await clock.advance(seconds(5));
    expect(health).toEqual(['failing', 'ok']);
    const entries = await store.journal.audit({ limit: 10 });
    expect(entries.map(({ action }) => action).reverse()).toEqual(['first', 'second']);
  });
});

describe('pushing views', () => {
  const viewOf = (count: number) =>
    ({
      watch: { count },
      desk: {},
      system: {},
      targets: {},
      alerts: {},
      rules: {},
      sources: {},
      suppressions: {},
    }) as unknown as ConsoleView;

  it('pushes at most four times a second, and never without a change', async () => {
    const clock = createFakeClock(NINE_O_CLOCK);
    let count = 0;
    const publish = createPublish({ clock, build: () => viewOf(count) });
    const revisions: [number, number][] = [];
    stops.push(publish.subscribe(({ from, to }) => revisions.push([from, to])));
    for (let step = 0; step < 100; step += 1) {
      count += 1;
      publish.changed('urgent');
      await clock.advance(10);
    }
    expect(revisions.length).toBeLessThanOrEqual(5);
    expect(revisions.length).toBeGreaterThanOrEqual(4);
    const before = revisions.length;
    await clock.advance(seconds(2));
    publish.changed('urgent');
    await clock.advance(seconds(2));
    expect(revisions.length).toBeLessThanOrEqual(before + 1);
    expect(revisions.every(([from, to]) => to === from + 1)).toBe(true);
    publish.stop();
  });

  it('lets what matters pass what is routine', async () => {
    const clock = createFakeClock(NINE_O_CLOCK);
    let count = 0;
    const publish = createPublish({ clock, build: () => viewOf(count) });
    const pushedAt: number[] = [];
    stops.push(publish.subscribe(() => pushedAt.push(clock.monotonic())));
    for (let step = 0; step < 30; step += 1) {
      count += 1;
      publish.changed('routine');
      await clock.advance(50);
    }
    count += 1;
    const begun = clock.monotonic();
    publish.changed('urgent');
    await clock.advance(5);
    expect((pushedAt.at(-1) ?? 0) - begun).toBeLessThanOrEqual(5);
    publish.stop();
  });
});
