import { fingerprintOf } from '../../core/alert/identity.js';
import { fail, ok } from '../../core/model/result.js';
import type { Clock } from '../../core/port/clock.js';
import type { Explain, ExplainQuery } from '../../core/port/explain.js';
import type { History } from '../../core/port/history.js';
import type { Journal } from '../../core/port/journal.js';
import { type Instant, seconds } from '../../core/time/instant.js';
import type { World } from '../world.js';
import { answerFrom } from './answer.js';
import { doneWithin } from './done.js';
import { explainPast } from './past.js';

export interface ExplainParts {
  readonly world: World;
  readonly clock: Clock;
  readonly journal: Journal;
  readonly history: History;
}

/** A moment so near to now that the world as it stands answers for it. */
const NOW = seconds(2);

/** Answers out of the world as it is for now, and out of what was recorded for any earlier moment. */
export const createExplain = ({ world, clock, journal, history }: ExplainParts): Explain => {
  const explainNow: Explain = async (query) => {
    const now = clock.now();
    const told = answerFrom(world, query, now);
    if (!told.ok) return told;
    const { rule, labels } = told.value.explanation;
    const done = await doneWithin(journal, fingerprintOf(rule.id, labels), now);
    return ok({ ...told.value, basis: { kind: 'now', notes: [] }, done });
  };

  // One replay at a time: each holds days of samples in memory, and works while the desk has nothing better to do.
  let last: Promise<unknown> = Promise.resolve();
  const explainEarlier = (query: ExplainQuery, at: Instant): ReturnType<Explain> => {
    const { config, channels } = world;
    const replayed = last.then(() =>
      explainPast({ config, history, journal, channels, stoppedAt: null, breathe: breathing(clock) }, query, at),
    );
    last = replayed.catch(() => undefined);
    return replayed;
  };

  return async (query) => {
    const now = clock.now();
    if (query.at === null || Math.abs(now - query.at) < NOW) return explainNow(query);
    if (query.at > now) return fail({ code: 'bad-input', message: 'That moment lies ahead.', field: 'at' });
    return explainEarlier(query, query.at);
  };
};

/** As long as a replay may keep everybody else waiting, in milliseconds. */
const BREATH = 20;

const breathing = (clock: Clock): (() => Promise<void> | null) => {
  let last = clock.monotonic();
  return () => {
    if (clock.monotonic() - last < BREATH) return null;
    return new Promise((resolve) => {
      clock.wakeAt(clock.now(), () => {
        last = clock.monotonic();
        resolve();
      });
    });
  };
};
