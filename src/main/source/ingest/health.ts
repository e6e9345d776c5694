import type { SourceRow } from '../../core/model/system-view.js';
import { type Instant, minutes } from '../../core/time/instant.js';
import type { Limited } from './limits.js';
import { MOST_SERIES, type Side } from './seats.js';
import type { WordKind } from './vocabulary.js';

/** How what is sent is doing, in words for whoever looks after the desk. Never in words of those who sent it. */
export interface Health {
  took(now: Instant): void;
  /** `fault`: the first of a sending's, without anything of what was sent. */
  refused(fault: string, now: Instant): void;
  noRoom(side: Side, now: Instant): void;
  limited(by: Limited, now: Instant): void;
  unlisted(kind: WordKind, now: Instant): void;
  row(now: Instant): SourceRow | null;
  /** Whether all is measured that is sent; null before anything came. */
  isWhole(now: Instant): boolean | null;
}

/** What happened is spoken of for so long. */
const TOLD_FOR = minutes(15);

interface Tally {
  at: Instant;
  count: number;
}

/** `TOLD_FOR` after the last of them they are counted anew. */
const add = (tallies: Map<string, Tally>, key: string, now: Instant): void => {
  const known = tallies.get(key);
  if (known === undefined || now - known.at >= TOLD_FOR) tallies.set(key, { at: now, count: 1 });
  else Object.assign(known, { at: now, count: known.count + 1 });
};

export const createHealth = (): Health => {
  const tallies = new Map<string, Tally>();
  let lastAt: Instant | null = null;
  let fault: { readonly text: string; readonly at: Instant } | null = null;

  const recent = (key: string, now: Instant): number => {
    const tally = tallies.get(key);
    return tally !== undefined && now - tally.at < TOLD_FOR ? tally.count : 0;
  };

  const faultsAt = (now: Instant): readonly string[] => {
    const [trusted, browsers, all] = [recent('trusted', now), recent('browsers', now), recent('all', now)];
    return [
      ...(trusted > 0
        ? [
            `Full: ${linesText(trusted)} refused that would have made more than ${MOST_SERIES.trusted} series; known series go on. Send fewer different labels.`,
          ]
        : []),
      ...(browsers > 0
        ? [
            `Full: browsers have made ${MOST_SERIES.browsers} series, and ${linesText(browsers)} counted without page and kind of visitor. Somebody may be sending made-up lines with the public key: change it, or list fewer pages.`,
          ]
        : []),
      ...(all > 0
        ? [
            `${beacons(all)} refused, because all browsers together sent more than this desk takes: what visitors live through is not whole.`,
          ]
        : []),
    ];
  };

  const notesAt = (now: Instant): readonly string[] => {
    const address = recent('address', now);
    const unlisted = KINDS.flatMap((kind) => {
      const count = recent(kind, now);
      return count === 0 ? [] : [`${kind} (${count})`];
    });
    return [
      ...(address > 0 ? [`${beacons(address)} refused of addresses that sent too much.`] : []),
      ...(unlisted.length > 0
        ? [
            `Browsers named what the configuration does not know, and it was kept as :other: ${unlisted.join(', ')}. List what is yours under sources.ingest.public.`,
          ]
        : []),
    ];
  };

  const isFaultTold = (now: Instant): boolean => fault !== null && now - fault.at < TOLD_FOR;

  return {
    took: (now) => {
      lastAt = now;
    },
    refused: (text, now) => {
      fault = { text, at: now };
    },
    noRoom: (side, now) => add(tallies, side, now),
    limited: (by, now) => add(tallies, by, now),
    unlisted: (kind, now) => add(tallies, kind, now),
    row: (now) => {
      if (lastAt === null && fault === null && tallies.size === 0) return null;
      const faults = faultsAt(now);
      const refused = isFaultTold(now) && fault !== null ? [`Something that was sent was refused: ${fault.text}.`] : [];
      return {
        kind: 'ingest',
        state: faults.length + refused.length > 0 ? 'failing' : 'ok',
        targets: 0,
        lastAt,
        freshUntil: null,
        lateMilliseconds: null,
        text: [...faults, ...refused, ...notesAt(now)].join(' '),
      };
    },
    isWhole: (now) => (lastAt === null && tallies.size === 0 ? null : faultsAt(now).length === 0),
  };
};

const KINDS: readonly WordKind[] = ['pages', 'forms', 'steps', 'variants'];

const linesText = (count: number): string => (count === 1 ? '1 line was' : `${count} lines were`);
const beacons = (count: number): string => (count === 1 ? '1 beacon was' : `${count} beacons were`);
