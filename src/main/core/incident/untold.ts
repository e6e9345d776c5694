import type { Episode } from '../model/alert.js';

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
