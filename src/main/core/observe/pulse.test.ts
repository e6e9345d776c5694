import { describe, expect, it } from 'vitest';
import { after, instant, minutes, seconds } from '../time/instant.js';
import { type Pulse, whyNotWatching } from './pulse.js';

const NOW = instant(Date.UTC(2026, 0, 5, 3, 12));
const WHOLE: Pulse = {
  tickedAt: after(NOW, -seconds(1)),
  looking: { kind: 'yes', since: after(NOW, -minutes(60)) },
  readAt: after(NOW, -seconds(20)),
  readWithin: minutes(5),
  storeFailure: null,
  rulesFailed: 0,
  oldestDue: new Map(),
};

/** [what, how the pulse differs, what is said] */
const CASES: readonly (readonly [string, Partial<Pulse>, string | null])[] = [
  ['looks, turns, reads and keeps', {}, null],
  ['has rules that fail and messages that wait: it watches all the same', { rulesFailed: 3 }, null],
  ['is busy for a quarter of a minute', { tickedAt: after(NOW, -seconds(15)) }, null],
  ['is stuck', { tickedAt: after(NOW, -seconds(16)) }, 'its turns have stood still for 16 s'],
  ['sleeps', { looking: { kind: 'no', cause: 'asleep' } }, 'this desk does not look: the machine sleeps'],
  ['is offline', { looking: { kind: 'no', cause: 'offline' } }, 'this desk does not look: its own network is gone'],
  ['reads nothing any more', { readAt: after(NOW, -seconds(301)) }, 'no target has been read for 301 s'],
  ['has no targets', { readAt: null, readWithin: null }, null],
  [
    'has just come back and read nothing yet',
    { readAt: after(NOW, -minutes(50)), looking: { kind: 'yes', since: after(NOW, -seconds(9)) } },
    null,
  ],
  ['never read anything', { readAt: null }, 'no target has been read for 3600 s'],
  ['cannot keep anything', { storeFailure: 'the disk is full' }, 'nothing can be kept: the disk is full'],
  ['has a clock that was set back', { tickedAt: after(NOW, minutes(60)), readAt: after(NOW, minutes(60)) }, null],
];

describe('a desk that', () => {
  it.each(CASES)('%s', (_, change, said) => {
    expect(whyNotWatching({ ...WHOLE, ...change }, NOW)).toBe(said);
  });
});
