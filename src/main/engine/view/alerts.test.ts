import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { configOf, NINE_O_CLOCK, siteDown, slowPage } from '../../../../tests/support/engine.js';
import { runs } from '../../../../tests/support/property-runs.js';
import {
  ACKNOWLEDGE,
  createScriptedDesk,
  type DeskStep,
  HANDLE,
  JUMP,
  READ,
  SLEEP,
  WAIT,
} from '../../../../tests/support/scripted-desk.js';
import { NO_CHANNELS } from '../../../../tests/support/telling.js';
import type { AlertRow } from '../../core/model/alert-view.js';
import type { ConsoleView, ViewChange } from '../../core/model/view.js';
import { after, hours, minutes } from '../../core/time/instant.js';
import { diff } from '../../core/view/diff.js';
import { createMadeOf } from '../../core/view/made-of.js';
import { aim } from '../aim.js';
import { forget } from '../forget.js';
import { openEpisodes } from '../open.js';
import { mutesAt } from '../plan/mute.js';
import { nowOf } from '../world.js';
import { createAlertRows, type ShownAlerts } from './alerts.js';

const any = { rule: null, severity: null, category: null, impact: null, labels: [] };
const CONFIG = configOf({
  rules: [siteDown, slowPage],
  channels: { ...NO_CHANNELS, desktop: { enabled: true, sound: false } },
  inhibit: [{ when: { ...any, rule: siteDown.id }, mute: { ...any, category: 'performance' }, equal: ['page'] }],
  maintenance: [
    {
      name: 'Move',
      match: [{ label: 'page', operator: '=', value: 'prices' }],
      ...{ from: after(NINE_O_CLOCK, hours(1)), to: after(NINE_O_CLOCK, hours(3)), every: null, timeZone: 'Europe/London' },
    },
  ],
});

type Step = DeskStep | { readonly kind: 'forget' } | { readonly kind: 'configure'; readonly isSlowWatched: boolean };

const STEPS: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof<fc.Arbitrary<Step>[]>(
    ...[READ, READ, READ, WAIT, ACKNOWLEDGE, HANDLE, HANDLE, JUMP, SLEEP],
    fc.constant({ kind: 'forget' }),
    fc.record({ kind: fc.constant('configure'), isSlowWatched: fc.boolean() }),
  ),
  { maxLength: 40, size: 'max' },
);

/** Which row a change is of, and whether it was taken away. */
const keyOf = (change: ViewChange): string => `${'key' in change ? change.key : change.part} ${change.value === null}`;

const viewOf = (alerts: Readonly<Record<string, AlertRow>>): ConsoleView => ({ alerts }) as unknown as ConsoleView;

/** What is compared: the rows in their order, and the open ones. */
const written = ({ rows, open }: ShownAlerts): unknown => ({
  rows: Object.entries(rows),
  open: open.map(({ episode, suppression }) => [episode.id, suppression?.id ?? null]).sort(),
});

describe('the rows of the alerts', () => {
  it('are, whatever happened since they were made last, those that somebody would make who sees all of it for the first time', () => {
    fc.assert(
      fc.property(STEPS, fc.integer({ min: 1, max: 4 }), (steps, every) => {
        const desk = createScriptedDesk(CONFIG, ['desktop']);
        const { world } = desk;
        const madeOf = createMadeOf();
        const follow = createAlertRows(world, madeOf);
        let before = follow(mutesAt(world, nowOf(world, desk.now()))).rows;
        steps.forEach((step, n) => {
          if (step.kind === 'forget') forget(world, desk.now());
          else if (step.kind === 'configure') {
            aim(world, { ...CONFIG, rules: step.isSlowWatched ? [siteDown, slowPage] : [siteDown] }, desk.now());
          } else desk.play(step);
          if (n % every !== 0) return;
          const mutes = () => mutesAt(world, nowOf(world, desk.now()));
          const followed = follow(mutes());
          expect(written(followed)).toEqual(written(createAlertRows({ ...world, touched: null }, createMadeOf())(mutes())));
          const { rows } = followed;
          const anew = diff(viewOf({ ...before }), viewOf({ ...rows }));
          expect(diff(viewOf(before), viewOf(rows), madeOf).map(keyOf).sort()).toEqual(anew.map(keyOf).sort());
          before = rows;
          expect(followed.open.map(({ episode }) => episode.id).sort()).toEqual(
            openEpisodes(world)
              .map(({ id }) => id)
              .sort(),
          );
        });
      }),
      { numRuns: runs(200) },
    );
  });

  it('stay the same object while nothing in them changes, and lose what was resolved a day ago', () => {
    const desk = createScriptedDesk(CONFIG, ['desktop']);
    const follow = createAlertRows(desk.world, createMadeOf());
    const rows = () => follow(mutesAt(desk.world, nowOf(desk.world, desk.now()))).rows;
    const read = (up: number): void => desk.play({ kind: 'read', wait: minutes(1), pages: [{ up, seconds: 0.2 }, null, null] });
    for (const up of [0, 0, 0]) read(up);
    const first = rows();
    expect(Object.values(first)).toMatchObject([{ rule: siteDown.id, state: 'firing' }]);
    desk.play({ kind: 'wait', wait: 1_000 });
    expect(rows()).toBe(first);
    for (const up of [1, 1, 1, 1, 1, 1]) read(up);
    expect(Object.values(rows())).toMatchObject([{ state: 'resolved' }]);
    desk.play({ kind: 'wait', wait: hours(23) });
    expect(Object.values(rows())).toHaveLength(1);
    desk.play({ kind: 'wait', wait: hours(2) });
    expect(rows()).toEqual({});
  });
});
