import { describe, expect, it } from 'vitest';
import { commitOf, START, sampleOf, seriesNamed } from '../../../../tests/support/store.js';
import type { History } from '../../core/port/history.js';
import { seriesId } from '../../core/sample/series.js';
import { days, hours, instant } from '../../core/time/instant.js';
import { createMemoryStore } from '../../store/memory/memory-store.js';
import { recordedOf } from './recorded.js';

const UP = seriesNamed('up');
const at = (length: number) => instant(START + length);

/** What was recorded, and how far back it was read. */
const recording = async (...instants: readonly number[]) => {
  const { journal, history } = createMemoryStore();
  await journal.commit(commitOf({ samples: instants.map((one) => sampleOf(UP, at(one), one)) }));
  let earliest = Number.POSITIVE_INFINITY;
  const raw: History['raw'] = (series, from, to) => {
    earliest = Math.min(earliest, from);
    return history.raw(series, from, to);
  };
  return { recorded: recordedOf({ ...history, raw }), earliest: () => earliest - START };
};

describe('the newest sample of what was recorded', () => {
  it('is found without a look at what lies long before it', async () => {
    const { recorded, earliest } = await recording(-days(3), -60_000, 0);
    expect(await recorded.newest(seriesId(UP), at(-days(8)), at(0))).toEqual({ at: at(-60_000), value: -60_000 });
    expect(earliest()).toBe(-hours(1));
  });

  it('is found however old it is, and not beyond what is asked for', async () => {
    const { recorded } = await recording(-days(3));
    expect(await recorded.newest(seriesId(UP), at(-days(8)), at(0))).toEqual({ at: at(-days(3)), value: -days(3) });
    expect(await recorded.newest(seriesId(UP), at(-days(2)), at(0))).toBeNull();
  });
});
