import type { ActionReceipt } from '../core/model/action.js';
import type { EpisodeId } from '../core/model/alert.js';
import { ok, type Refusal, type Result } from '../core/model/result.js';

/** What came of an act, or why it was refused. */
export type Acted = Result<ActionReceipt, Refusal>;

export const done = (alert: EpisodeId | null, suppression: string | null = null): Acted => ok({ alert, suppression });
