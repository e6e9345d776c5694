import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Target } from '../../../src/main/core/model/target.js';
import type { Source } from '../../../src/main/core/port/source.js';
import { createCountedClock } from '../../support/servers/counted-clock.js';
import { outcomeOf } from '../../support/servers/targets.js';

export interface SourceSubject {
  readonly kind: string;
  readonly create: () => Source<never>;
  readonly target: () => Target;
  /** So many numbers it gives at least. Default: 4. */
  readonly least?: number;
  /** So many looks are begun at once. Default: 20. */
  readonly together?: number;
}

/** What holds for every source, whatever it reads. */
export const sourceSuite = ({ kind, create, target, least = 4, together = 20 }: SourceSubject): void => {
  describe(`the ${kind} source, as every source`, () => {
    let source: Source<Target>;
    beforeEach(() => {
      source = create() as Source<Target>;
    });
    afterEach(() => source.stop());

    it('gives a reading of the target it was asked for, from its beginning to its end', async () => {
      const clock = createCountedClock();
      const before = clock.now();
      const reading = await source.read(target(), { clock, signal: new AbortController().signal });
      expect(reading.source).toBe(kind);
      expect(reading.target).toBe(target().id);
      expect(reading.startedAt).toBeGreaterThanOrEqual(before);
      expect(reading.at).toBeGreaterThanOrEqual(reading.startedAt);
      expect(clock.now()).toBeGreaterThanOrEqual(reading.at);
    });

    it('gives only finite numbers under names in base units, each series once at an instant', async () => {
      const reading = await source.read(target(), { clock: createCountedClock(), signal: new AbortController().signal });
      const { measures } = outcomeOf(reading, 'answered');
      expect(measures.length).toBeGreaterThanOrEqual(least);
      for (const { name, value } of measures) {
        expect(name).toMatch(
          /^(up|page_cls|[a-z][a-z_]*_(seconds|bytes|ratio|code|redirects|requests|errors|per_core|count|failures|connections|operations|total|score|cls|index))$/,
        );
        expect(Number.isFinite(value)).toBe(true);
      }
      const series = measures.map(({ name, labels, at }) => JSON.stringify([name, labels, at]));
      expect(new Set(series).size).toBe(series.length);
    });

    it('ends at once with the reason when it is no longer wanted, and leaves nothing behind', async () => {
      const clock = createCountedClock();
      const controller = new AbortController();
      const reading = source.read(target(), { clock, signal: controller.signal });
      const ended = expect(reading).rejects.toThrow('enough');
      controller.abort(new Error('enough'));
      await ended;
      expect(clock.pending()).toBe(0);
    });

    it('does not begin when it is not wanted any more', async () => {
      const signal = AbortSignal.abort(new Error('too late'));
      await expect(source.read(target(), { clock: createCountedClock(), signal })).rejects.toThrow('too late');
    });

    it('leaves no timer behind', async () => {
      const clock = createCountedClock();
      await source.read(target(), { clock, signal: new AbortController().signal });
      expect(clock.pending()).toBe(0);
    });

    it('reads many targets side by side', async () => {
      const clock = createCountedClock();
      const look = () => ({ clock, signal: new AbortController().signal });
      const readings = await Promise.all(Array.from({ length: together }, () => source.read(target(), look())));
      expect(readings.every(({ outcome }) => outcome.kind === 'answered')).toBe(true);
    });
  });
};
