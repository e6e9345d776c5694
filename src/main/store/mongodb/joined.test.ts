import { expect, it } from 'vitest';
import {
  auditDraft,
  baselineOf,
  commitOf,
  deliveryOf,
  episodeOf,
  START,
  sampleOf,
  seriesNamed,
  timelineEntry,
} from '../../../../tests/support/store.js';
import type { Commit } from '../../core/port/journal.js';
import { seriesId } from '../../core/sample/series.js';
import { instant } from '../../core/time/instant.js';
import { createMemoryStore } from '../memory/memory-store.js';
import { joined } from './joined.js';

const UP = seriesNamed('up');

/** Alerts that fire, are told of and end again, under the same names in several commits. */
const story = (n: number): Commit => {
  const open = episodeOf(n % 4, 1, START + n);
  const episode = n < 8 ? open : { ...episodeOf(n % 4, 1, START + n, instant(START + 2 * n)), value: n };
  const state = n < 8 ? ({ kind: 'waiting' } as const) : ({ kind: 'delivered', at: instant(START + n) } as const);
  return commitOf({
    samples: [sampleOf(UP, START + Math.floor(n / 2), n), sampleOf(seriesNamed('more'), START - n, n)],
    episodes: [episode],
    timeline: [timelineEntry(episode.id, 1 + Math.floor(n / 4))],
    deliveries: [deliveryOf(`d${n % 3}`, START + n, state, episode.id)],
    segments: [{ scope: 'desk', from: START, to: instant(START + n), cause: 'observed' }],
    baselines: [baselineOf('up', START + n)],
    audit: [auditDraft(`act ${n}`)],
    marks: { last: n, [`odd${n % 2}`]: n },
  });
};

const keptAfter = async (commits: readonly Commit[]): Promise<object> => {
  const { journal, history } = createMemoryStore();
  for (const commit of commits) await journal.commit(commit);
  const { latest: _, ...remembered } = await journal.remembered(instant(0));
  const episodes = await journal.episodes({ since: instant(0), limit: 100 });
  return {
    ...{ remembered, episodes, audit: await journal.audit({ limit: 100 }) },
    stories: await Promise.all(episodes.map(({ id }) => journal.timeline(id))),
    samples: await history.raw(seriesId(UP), START, instant(START + 100)),
  };
};

it.each([1, 2, 5, 12])('commits %s at a time leave behind what each by itself leaves', async (size) => {
  const all = Array.from({ length: 12 }, (_, n) => story(n));
  const groups: Commit[] = [];
  for (let from = 0; from < all.length; from += size)
    groups.push(joined(all.slice(from, from + size) as [Commit, ...Commit[]]));
  expect(await keptAfter(groups)).toEqual(await keptAfter(all));
});

it('of a commit alone nothing is changed', () => {
  const alone = story(3);
  expect(joined([alone])).toBe(alone);
});
