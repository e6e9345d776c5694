import { z } from 'zod';
import type { Desk } from '../../core/port/desk.js';
import type { History } from '../../core/port/history.js';
import { type Instant, instant, minutes } from '../../core/time/instant.js';
import { countBody, instantBody, iso, ratioBody } from './primitive.js';

/** The availability that the service level asks for. */
const OBJECTIVE = 0.999;

export const slaBody = z
  .object({
    from: instantBody,
    to: instantBody,
    uptimeRatio: ratioBody.describe('Good readings ÷ readings of all pages; there are none in unobserved time.'),
    objectiveRatio: ratioBody,
    isMet: z.boolean(),
    readings: countBody,
    coverage: ratioBody,
  })
  .nullable();

export type SlaBody = z.infer<typeof slaBody>;

/** Availability since `since` (its whole minute) of everything that is read over HTTP; null where nothing was. */
export const readSla = async (desk: Desk, history: History, since: Instant, now: Instant): Promise<SlaBody> => {
  const from = instant(Math.floor(since / minutes(1)) * minutes(1));
  const { view } = desk.view();
  const listed = await history.list({ name: 'up' });
  const pages = listed.filter(({ series }) => view.targets[series.labels.target ?? '']?.source === 'http').map(({ id }) => id);
  const { n: readings, sum: good } = await history.tally(pages, from, now);
  if (readings === 0) return null;
  const uptimeRatio = good / readings;
  const isMet = uptimeRatio >= OBJECTIVE;
  return {
    from: iso(from),
    to: iso(now),
    uptimeRatio,
    objectiveRatio: OBJECTIVE,
    isMet,
    readings,
    coverage: view.watch.coverage,
  };
};
