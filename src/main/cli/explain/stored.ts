import type { Config } from '../../core/model/config.js';
import type { ExplainAnswer } from '../../core/model/explanation.js';
import { fail, type Refusal, type Result } from '../../core/model/result.js';
import type { Store } from '../../core/port/journal.js';
import { type Instant, instant } from '../../core/time/instant.js';
import { MOMENT_FORMS, readMoment } from '../../core/time/moment.js';
import type { Asked } from '../../engine/explain/answer.js';
import { explainPast } from '../../engine/explain/past.js';
import { systemClock } from '../../platform/clock.js';
import { readConfigured } from '../backtest/configured.js';
import { openStoredHistory } from '../open-store.js';
import { UsageError } from '../terminal/terminal.js';

/** Explains out of what was kept, while no console runs; null where nothing was. `configFile` null: the one beside it. */
export const explainStored = async (
  dataFolder: string,
  configFile: string | null,
  asked: Asked,
  at: string | undefined,
): Promise<Result<ExplainAnswer, Refusal> | null> => {
  const store = await openStoredHistory(dataFolder);
  if (store === null) return null;
  try {
    const { config } = await readConfigured(configFile, dataFolder);
    return await explainFrom(store, config, asked, momentOf(at, systemClock().now(), config.site.timeZone));
  } finally {
    await store.stop();
  }
};

const momentOf = (text: string | undefined, now: Instant, zone: string): Instant => {
  const at = text === undefined ? now : readMoment(text, now, zone);
  if (at === undefined) throw new UsageError(`--at ${text} is no moment. ${MOMENT_FORMS}`);
  if (at > now) throw new UsageError(`--at ${text} lies ahead. Name a moment that has passed.`);
  return at;
};

const explainFrom = async (
  { journal, history }: Store,
  config: Config,
  asked: Asked,
  at: Instant,
): Promise<Result<ExplainAnswer, Refusal>> => {
  const { aliveAt } = (await journal.remembered(at)).marks;
  if (typeof aliveAt !== 'number') return fail({ code: 'unavailable', message: 'Nothing is kept: this desk has never run.' });
  return explainPast({ config, history, journal, channels: null, stoppedAt: instant(aliveAt), breathe: () => null }, asked, at);
};
