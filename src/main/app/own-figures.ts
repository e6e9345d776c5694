import type { SeriesSample } from '../core/model/sample.js';
import type { Pulse } from '../core/observe/pulse.js';
import type { Clock, Stop } from '../core/port/clock.js';
import type { PushedSource, TakeSamples } from '../core/port/pushed.js';
import { seriesId } from '../core/sample/series.js';
import { after, type Instant, seconds } from '../core/time/instant.js';

/** Tells the engine of itself what rules of the watch look at: rules that fail, messages that wait. */
export interface OwnFigures extends PushedSource {
  follow(engine: { pulse(): Pulse }): void;
}

const TELLING = seconds(30);

export const createOwnFigures = (clock: Clock): OwnFigures => {
  let engine: { pulse(): Pulse } | null = null;
  let cancel: Stop = () => undefined;

  const tell = async (take: TakeSamples): Promise<void> => {
    const now = clock.now();
    // What the store cannot take is told again in half a minute.
    if (engine !== null) await take(figuresOf(engine.pulse(), now)).catch(() => undefined);
    cancel = clock.wakeAt(after(clock.now(), TELLING), () => void tell(take));
  };

  return {
    start: (take) => {
      cancel = clock.wakeAt(after(clock.now(), seconds(10)), () => void tell(take));
    },
    follow: (followed) => {
      engine = followed;
    },
    row: () => null,
    stop: async () => cancel(),
  };
};

/** None while the desk does not look: then messages wait on purpose, and rules with them. */
const figuresOf = ({ looking, rulesFailed, oldestDue }: Pulse, now: Instant): readonly SeriesSample[] => {
  if (looking.kind === 'no') return [];
  const waits = [...oldestDue].map(([channel, dueAt]) => {
    // Time in which nothing could leave is not charged to the channel.
    const length = dueAt === null ? 0 : Math.max(0, now - Math.max(dueAt, looking.since));
    return sample('outbox_oldest_seconds', { channel }, length / 1_000, now);
  });
  return [sample('rules_failed', {}, rulesFailed, now), ...waits];
};

const sample = (name: string, labels: Readonly<Record<string, string>>, value: number, at: Instant): SeriesSample => {
  const series = { name, labels };
  return { id: seriesId(series), series, at, value };
};
