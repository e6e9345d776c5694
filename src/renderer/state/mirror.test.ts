import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { runs } from '../../../tests/support/property-runs.js';
import type { Answer } from '../../preload/contract/errors.js';
import type { Push } from '../../preload/contract/pushes.js';
import type { ConsoleView, TargetRow, ViewChange, ViewPush } from '../../preload/contract/views.js';
import { applyChanges, createMirror, followMain } from './mirror.js';
import type { Link, Transport } from './transport.js';

const row = (n: number): TargetRow => ({ id: `t${n}` }) as unknown as TargetRow;
const EMPTY = {
  watch: {},
  desk: {},
  system: {},
  targets: {},
  alerts: {},
  rules: {},
  sources: {},
  suppressions: {},
} as unknown as ConsoleView;
const put = (key: string, n: number): ViewChange => ({ part: 'targets', key, value: row(n) });
const drop = (key: string): ViewChange => ({ part: 'targets', key, value: null });
const settle = () => new Promise((done) => setTimeout(done, 0));

/** Main as the mirror sees it: a view with a revision, and pushes that a test lets through, loses or holds back. */
const createMain = () => {
  let revision = 1;
  let view = EMPTY;
  let pushed: (push: Push) => void = () => undefined;
  let linked: (link: Link) => void = () => undefined;
  let reads = 0;
  let refusal: Answer<unknown> | null = null;
  let hold: Promise<void> = Promise.resolve();
  const transport: Transport = {
    shell: 'browser',
    call: async () => {
      reads += 1;
      const answer = refusal ?? { ok: true, value: { revision, view } };
      await hold;
      return answer;
    },
    onPush: (listener) => {
      pushed = listener;
      return () => undefined;
    },
    onLink: (listener) => {
      linked = listener;
      listener('up');
      return () => undefined;
    },
  };
  const change = (...changes: readonly ViewChange[]): ViewPush => {
    const from = revision;
    revision += 1;
    view = applyChanges(view, changes);
    return { from, to: revision, changes };
  };
  return {
    transport,
    change,
    send: (push: ViewPush) => pushed({ kind: 'view', push }),
    link: (link: Link) => linked(link),
    refuse: (answer: Answer<unknown> | null) => {
      refusal = answer;
    },
    restart: () => {
      revision = 1;
      view = EMPTY;
    },
    holdReads: () => {
      let release = (): void => undefined;
      hold = new Promise((done) => {
        release = done;
      });
      return () => release();
    },
    reads: () => reads,
    view: () => view,
  };
};

const follow = async (main: ReturnType<typeof createMain>, retryAfter = 10_000) => {
  const mirror = createMirror();
  const stop = followMain(main.transport, mirror, { now: () => 5, onShow: () => undefined, retryAfter });
  await settle();
  return { mirror, stop };
};

describe('the mirror', () => {
  it('applies a push that starts where it stands', async () => {
    const main = createMain();
    const { mirror, stop } = await follow(main);
    main.send(main.change(put('a', 1)));
    expect(mirror.getState()).toMatchObject({ revision: 2, view: { targets: { a: row(1) } } });
    expect(main.reads()).toBe(1);
    stop();
  });

  it('reads everything again when a push was lost', async () => {
    const main = createMain();
    const { mirror, stop } = await follow(main);
    main.change(put('lost', 1));
    main.send(main.change(put('b', 2)));
    await settle();
    expect(mirror.getState().view).toEqual(main.view());
    expect(main.reads()).toBe(2);
    stop();
  });

  it('passes over a push that is older than what it has', async () => {
    const main = createMain();
    const { mirror, stop } = await follow(main);
    const old = main.change(put('a', 1));
    const next = main.change(drop('a'));
    main.send(next);
    await settle();
    main.send(old);
    await settle();
    expect(mirror.getState().view?.targets).toEqual({});
    stop();
  });

  it('keeps a push that came while it was reading', async () => {
    const main = createMain();
    const release = main.holdReads();
    const { mirror, stop } = await follow(main);
    main.send(main.change(put('early', 1)));
    release();
    await settle();
    expect(mirror.getState().view?.targets).toHaveProperty('early');
    stop();
  });

  it('says since when the connection is lost, and is whole again after it, even by a main that counts anew', async () => {
    const main = createMain();
    const { mirror, stop } = await follow(main);
    main.send(main.change(put('a', 1)));
    main.link('down');
    expect(mirror.getState().connection).toMatchObject({ kind: 'lost', since: 5 });
    main.restart();
    main.link('up');
    await settle();
    expect(mirror.getState()).toMatchObject({ revision: 1, connection: { kind: 'live' } });
    expect(mirror.getState().view?.targets).toEqual({});
    stop();
  });

  it('keeps what it knew while main does not answer, and tries again', async () => {
    const main = createMain();
    const { mirror, stop } = await follow(main, 1);
    main.refuse({ ok: false, error: { code: 'unavailable', message: 'gone' } });
    main.link('down');
    main.link('up');
    await settle();
    expect(mirror.getState()).toMatchObject({ connection: { kind: 'lost' }, view: EMPTY });
    main.refuse(null);
    await new Promise((done) => setTimeout(done, 20));
    expect(mirror.getState().connection.kind).toBe('live');
    stop();
  });

  it('asks a stranger to sign in', async () => {
    const main = createMain();
    main.refuse({ ok: false, error: { code: 'unauthenticated', message: 'no' } });
    const { mirror, stop } = await follow(main);
    expect(mirror.getState().connection).toEqual({ kind: 'signed-out' });
    stop();
  });

  it('ends at what main has, whatever gets lost or comes late', async () => {
    const steps = fc.array(
      fc.record({
        key: fc.constantFrom('a', 'b', 'c'),
        value: fc.option(fc.nat(9)),
        fate: fc.constantFrom('sent', 'lost', 'late'),
      }),
      { maxLength: 20 },
    );
    await fc.assert(
      fc.asyncProperty(steps, async (script) => {
        const main = createMain();
        const { mirror, stop } = await follow(main);
        const late: ViewPush[] = [];
        for (const { key, value, fate } of script) {
          const push = main.change(value === null ? drop(key) : put(key, value));
          if (fate === 'sent') main.send(push);
          if (fate === 'late') late.push(push);
          await settle();
        }
        for (const push of late) main.send(push);
        main.send(main.change(put('last', 0)));
        await settle();
        expect(mirror.getState().view).toEqual(main.view());
        stop();
      }),
      { numRuns: runs(60) },
    );
  });
});
