import type { Episode } from '../model/alert.js';
import type { AlertRow } from '../model/alert-view.js';
import { type Named, NONE, named } from '../report/named.js';
import { isHeld, type MaybeHeld } from './held.js';

/** More than this nobody reads at a shift change. */
export const MOST_NAMED = 300;

/** What ended within a shift, as much of it as a handover names. */
export interface Ended {
  /** Newest end first. */
  readonly named: Named<AlertRow>;
  /** Those of which quiet hours kept something back. */
  readonly held: readonly MaybeHeld[];
  /** What those were about on which somebody wrote, by their ids. */
  readonly noted: readonly (readonly [id: string, summary: string])[];
}

export const NOTHING_ENDED: Ended = { named: NONE, held: [], noted: [] };

interface EndedAlert {
  readonly episode: Episode;
  readonly row: AlertRow;
}

/** Takes in some more of what ended; of a flood no more is kept than is named. Tests and drills are no part of it. */
export const withEnded = (known: Ended, coming: readonly EndedAlert[], isNoted: (id: string) => boolean): Ended => {
  const real = coming.filter(({ episode }) => !episode.test);
  const rows = real.map(({ row }) => row);
  return {
    named: named(known.named, rows, newestEndFirst, MOST_NAMED),
    held: [...known.held, ...real.filter(({ episode }) => isHeld(episode)).map(shortened)],
    noted: [...known.noted, ...rows.filter(({ id }) => isNoted(id)).map(({ id, summary }) => [id, summary] as const)],
  };
};

const shortened = ({
  episode: { held, waiting, resolution },
  row: { id, summary, severity, firedAt },
}: EndedAlert): MaybeHeld => ({
  episode: { held, waiting, resolution },
  row: { id, summary, severity, firedAt },
});

const newestEndFirst = (a: AlertRow, b: AlertRow): number => endOf(b) - endOf(a);
const endOf = ({ resolvedAt, firedAt }: AlertRow): number => resolvedAt ?? firedAt;
