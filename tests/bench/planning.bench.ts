import { describe, it } from 'vitest';
import { NO_TELLING_BENCH, worldOf } from './planning-world.js';
import { measure, printTable } from './support.js';

const ALERTS = 10_000;
const RUNS = 12;

describe('planning', () => {
  it('decides who is told of ten thousand alerts that fire in one turn', async () => {
    const rows = [];
    for (const [name, severity] of [
      ['criticals', 'critical'],
      ['warnings', 'warning'],
    ] as const) {
      const worlds = Array.from({ length: RUNS + 3 }, () => worldOf(ALERTS, severity));
      rows.push(await measure(`${ALERTS} ${name}: the whole turn`, () => worlds.pop()?.fire(), { n: RUNS }));
      const silent = Array.from({ length: RUNS + 3 }, () => worldOf(ALERTS, severity, NO_TELLING_BENCH));
      rows.push(await measure(`${ALERTS} ${name}: the same told to nobody`, () => silent.pop()?.fire(), { n: RUNS }));
      const open = worldOf(ALERTS, severity);
      open.fire();
      rows.push(await measure(`${ALERTS} ${name} open: a tick of the clock`, () => open.tick(), { n: 20 }));
    }
    printTable('Planning: 1,000 suppressions, 20 inhibitions, 5 channels', rows);
  }, 600_000);
});
