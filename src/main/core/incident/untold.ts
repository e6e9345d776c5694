import type { Episode, Telling } from '../model/alert.js';
import type { ChannelKind } from '../model/reason.js';

/** An episode of which nobody was told anything yet. */
export const UNTOLD = {
  level: 0,
  told: [],
  toldAt: null,
  waiting: [],
  isEndOwed: false,
  answerBy: null,
  closed: [],
  recoveryPlanned: false,
  held: [],
} as const satisfies Partial<Episode>;

/** An episode as an earlier version stored it: it kept the names of the channels alone, and no timetable. */
type Stored = Episode | (Omit<Episode, 'told' | 'waiting'> & { readonly told: readonly string[]; readonly waiting?: never });

/** An episode as it was stored, with what this version keeps besides. Its channels count as having told it. */
export const completed = (stored: Stored): Episode => {
  if (stored.waiting !== undefined) return stored;
  const told = stored.told.map((channel): Telling => ({ channel: channel as ChannelKind, delivery: '', state: 'sent' }));
  return { ...UNTOLD, ...stored, escalation: stored.escalation ?? [], told, waiting: [] };
};

/** Whether an episode that has ended still has something to be told of it, however long that has been held back. */
export const isOwed = ({ resolution, waiting, recoveryPlanned }: Episode): boolean =>
  resolution !== null && (waiting.length > 0 || !recoveryPlanned);
