import { describe, expect, it } from 'vitest';
import { pass, type RigOptions } from '../../../../tests/support/engine.js';
import { rigsOfEachTest } from '../../../../tests/support/rigs.js';
import { ok } from '../../core/model/result.js';
import type { Background } from '../../core/port/channel.js';
import { hours, milliseconds, minutes, seconds } from '../../core/time/instant.js';

const { rigOf } = rigsOfEachTest();

describe('what a channel knows of its own earlier message', () => {
  it('is given back with later news, also after a restart and after longer than deliveries are remembered', async () => {
    const known: [string, Background['shown']][] = [];
    const answer: RigOptions['answer'] = async ({ reason }, background) => {
      known.push([reason, background().shown]);
      return ok({ text: 'shown', ...(reason === 'firing' ? { references: ['place-1'] } : {}) });
    };
    const first = await rigOf({ answer });
    await pass(first, minutes(1));
    first.weather.up = false;
    await pass(first, minutes(1));
    const [row] = first.alerts();
    expect(known).toEqual([['firing', []]]);
    await first.engine.stop();
    await first.clock.advance(milliseconds(hours(30)));

    const { clock, store, weather } = first;
    const next = await rigOf({ answer, clock, store, weather });
    await pass(next, seconds(90));
    weather.up = true;
    await pass(next, minutes(8));
    expect(known.at(-1)).toEqual(['recovered', [{ alert: row?.id, references: ['place-1'] }]]);
  });
});
