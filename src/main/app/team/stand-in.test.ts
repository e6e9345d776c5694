import { expect, it } from 'vitest';
import type { ConsoleView, RevisedView, ViewPush } from '../../core/model/view.js';
import type { Desk } from '../../core/port/desk.js';
import { instant } from '../../core/time/instant.js';
import { apply } from '../../core/view/diff.js';
import { createPublish } from '../../engine/view/publish.js';
import { createStandIn } from './stand-in.js';

const clock = { now: () => instant(0), monotonic: () => 0, wakeAt: () => () => undefined };

const viewNamed = (name: string, turns: number): ConsoleView =>
  ({
    watch: { state: name },
    desk: {},
    system: { turns },
    ...{ targets: {}, alerts: { [name]: { id: name } }, rules: {}, sources: {}, suppressions: {} },
  }) as unknown as ConsoleView;

/** A desk of which only the view is asked. */
const deskNamed = (name: string) => {
  let turns = 0;
  const publish = createPublish({ clock, build: () => viewNamed(name, turns) });
  const desk = { view: publish.current, subscribe: publish.subscribe } as unknown as Desk;
  const turn = (): void => {
    turns += 1;
    publish.changed('urgent');
    publish.current();
  };
  return { desk, turn };
};

it('shows whoever keeps a copy the right view, whichever engine stands behind it', () => {
  const [north, south] = [deskNamed('north'), deskNamed('south')];
  const { desk, put } = createStandIn(north.desk);
  let copy: RevisedView = desk.view();
  let reads = 0;
  const seen: ViewPush[] = [];
  desk.subscribe((push) => {
    seen.push(push);
    if (push.from === copy.revision) copy = { revision: push.to, view: apply(copy.view, push.changes) };
    else {
      copy = desk.view();
      reads += 1;
    }
  });
  for (const step of [
    north.turn,
    south.turn,
    () => put(south.desk),
    south.turn,
    north.turn,
    () => put(north.desk),
    north.turn,
  ]) {
    step();
    expect(copy).toEqual(desk.view());
  }
  expect(reads).toBe(2);
  // Who only follows changes learns of the difference, too.
  const [swap] = seen.filter(({ changes }) => changes.some((change) => change.part === 'alerts'));
  expect(swap?.changes).toContainEqual({ part: 'alerts', key: 'north', value: null });
});
