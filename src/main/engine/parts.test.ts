import { afterEach, describe, expect, it } from 'vitest';
import { httpTarget, NINE_O_CLOCK, silentLog } from '../../../tests/support/engine.js';
import { createFakeClock } from '../../../tests/support/fake-clock.js';
import type { ConsoleView } from '../core/model/view.js';
import { instant, minutes, seconds } from '../core/time/instant.js';
import { createMemoryStore } from '../store/memory/memory-store.js';
import { createCommitter } from './commit/commit.js';
import { emptyDraft } from './draft.js';
import { createGuard, needsNetwork } from './observe/guard.js';
import { nextSlot } from './poll.js';
import { createPublish } from './view/publish.js';

const stops: (() => unknown)[] = [];
afterEach(async () => {
  for (const stop of stops.splice(0)) await stop();
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
