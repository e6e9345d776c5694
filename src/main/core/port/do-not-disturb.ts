import type { DoNotDisturb } from '../model/do-not-disturb.js';

/** Asks the system whether it keeps pop-ups to itself now. Never rejects. */
export type AskDoNotDisturb = () => Promise<DoNotDisturb>;
