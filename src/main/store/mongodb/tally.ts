import type { EventStretch } from '../../core/model/slo.js';
import type { TallyQuery } from '../../core/port/history.js';
import { countedIn } from '../codec/counted.js';
import { hourEnd, hourOf, STEP } from '../range/level.js';
import { createTally, eventsAmong } from '../range/tally.js';
import { createBreath } from './breath.js';
import { type Look, readRollups, readUnsealed } from './samples.js';

/** What several questions ask of the same hours: the database is asked once for all of them. */
export const readTally = async (look: Look, query: TallyQuery): Promise<readonly (readonly EventStretch[])[]> => {
  const tally = createTally(query);
  const numbers = await look.numbersOf([...new Set(tally.limits.flatMap(({ series }) => series))]);
  const [all, from, to] = [[...numbers.values()], hourOf(query.from), hourEnd(query.to)];
  const unsealed = await readUnsealed(look, all, from, to);
  const rollups = await readRollups(look, all, 'hour', from, to, unsealed);
  const breathe = createBreath();
  for (const { good, series, add } of tally.limits)
    for (const id of series) {
      const pause = breathe();
      if (pause !== null) await pause;
      const number = numbers.get(id) ?? -1;
      for (const [hour, samples] of unsealed.get(number) ?? []) add(id, hour, eventsAmong(good, samples));
      for (const [hour, body] of rollups.get(number) ?? [])
        for (const events of countedIn(good, STEP.hour, hour, body)) add(id, hour, events);
    }
  return tally.answers();
};
