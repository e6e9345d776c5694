import { describe, expect, it } from 'vitest';
import { commitOf, deliveryOf, episodeOf, fingerprintNumbered, START, timelineEntry } from '../../../../tests/support/store.js';
import type { Episode, EpisodeId } from '../../core/model/alert.js';
import type { RuleId } from '../../core/model/rule.js';
import { hours, instant, minutes } from '../../core/time/instant.js';
import { createMemoryStore } from '../../store/memory/memory-store.js';
import { actsWithin } from '../replay/acts.js';
import { doneWithin } from './done.js';
import { journalAt } from './then.js';

/** More than a store gives at once, several times over. */
const FLOOD = 6_500;
const AT = instant(START + hours(6));

const own = (number: number, firedAt: number, resolvedAt: number | null = null): Episode => ({
  ...episodeOf(1, number, firedAt, resolvedAt),
  rule: 'own' as RuleId,
});

/** Alerts of another rule, each over after a minute, of which one stays open; and older than all of them the rule's own. */
const flooded = async () => {
  const { journal } = createMemoryStore();
  const flood = Array.from({ length: FLOOD }, (_, n) =>
    episodeOf(n + 10, 1, START + hours(1) + n * 1_000, n === 0 ? null : START + hours(1) + n * 1_000 + minutes(1)),
  );
  const mine = [own(1, START, START + minutes(5)), own(2, START + minutes(10))];
  const told = Array.from({ length: FLOOD }, (_, n) =>
    deliveryOf(`flood-${n}`, START + hours(1) + n * 1_000, { kind: 'waiting' }, flood[n]?.id ?? null),
  );
  const mixed = { ...deliveryOf('many', START + minutes(30), { kind: 'waiting' }), alerts: ['a1-2', 'a10-1'] as EpisodeId[] };
  const alone = deliveryOf('alone', START + minutes(10), { kind: 'waiting' }, 'a1-2' as EpisodeId);
  await journal.commit(commitOf({ episodes: [...mine, ...flood], deliveries: [...told, mixed, alone] }));
  return journal;
};

describe('amid a flood of other alerts', () => {
  it('the past holds of the others what was open, and of the rule’s own all that was told', async () => {
    const then = await journalAt(await flooded(), 'own' as RuleId, AT);
    expect(then.episodes.map(({ id }) => id)).toEqual(['a10-1', 'a1-2', 'a1-1']);
    expect(then.deliveries.map(({ id }) => id).sort()).toEqual(['alone', 'many']);
  });

  it('what people did is found for those alerts on which they acted', async () => {
    const journal = await flooded();
    const by = { name: 'Ann', role: 'responder', via: 'desk' } as const;
    const draft = (action: string, subject: string) => ({
      ...{ at: instant(START + hours(2)), actor: by, action, subject, details: { reason: 'known' } },
    });
    await journal.commit(
      commitOf({
        audit: [draft('alert.resolve', 'a1-2'), draft('config.save', 'a10-1'), draft('alert.acknowledge', 'a11-1')],
      }),
    );
    const acts = await actsWithin(journal, START, AT);
    expect(acts.map((one) => (one.kind === 'alert' ? [one.act.kind, one.fingerprint] : one.kind))).toEqual([
      ['resolve', fingerprintNumbered(1)],
      ['acknowledge', fingerprintNumbered(11)],
    ]);
  });
});

it('what was done within a minute is found however often the alert fired since', async () => {
  const { journal } = createMemoryStore();
  const since = Array.from({ length: FLOOD }, (_, n) => own(n + 2, START + minutes(10 + 2 * n), START + minutes(11 + 2 * n)));
  await journal.commit(
    commitOf({
      episodes: [own(1, START, START + minutes(5)), ...since],
      timeline: [
        timelineEntry('a1-1' as EpisodeId, 1, START + 1_000),
        timelineEntry('a1-2' as EpisodeId, 1, START + minutes(10)),
      ],
    }),
  );
  const done = await doneWithin(journal, fingerprintNumbered(1), START);
  expect(done.map(({ text }) => text)).toEqual(['line 1']);
});
