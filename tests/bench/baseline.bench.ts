import { describe, it } from 'vitest';
import { days, instant } from '../../src/main/core/time/instant.js';
import { FAULTS, falseAlerts, isFound, learntSeries } from '../support/band-trial.js';

const SERIES = 50;
const WIDTHS = [3, 3.25, 3.5];

describe('baseline', () => {
  it('quality of the seasonal band', () => {
    for (const width of WIDTHS) {
      const counts: number[] = [];
      const found: Record<string, number> = {};
      let n = 0;
      for (let seed = 0; seed < SERIES; seed += 1) {
        const watched = learntSeries(seed, 35);
        for (let k = 0; k < 20; k += 1) {
          n += 1;
          for (const fault of Object.keys(FAULTS) as (keyof typeof FAULTS)[]) {
            const begin = instant(watched.now + days(7) * ((k * 0.0497 + seed * 0.013) % 1));
            if (isFound(watched, fault, begin, width)) found[fault] = (found[fault] ?? 0) + 1;
          }
        }
        counts.push(falseAlerts(watched, 30, width));
      }
      console.log(
        width,
        'alerts',
        counts.reduce((a, b) => a + b, 0) / SERIES,
        'worst',
        Math.max(...counts),
        'n',
        n,
        JSON.stringify(found),
      );
    }
  });
});
