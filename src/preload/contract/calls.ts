import type { z } from 'zod';
import { ALERT_CALLS } from './calls/alerts.js';
import { CONFIG_CALLS } from './calls/config.js';
import { DESK_CALLS } from './calls/desk.js';
import { HISTORY_CALLS } from './calls/history.js';
import { MESSAGE_CALLS } from './calls/messages.js';
import { REPORT_CALLS } from './calls/reports.js';
import { RULE_CALLS } from './calls/rules.js';
import { SOURCE_CALLS } from './calls/sources.js';
import { STANDING_CALLS } from './calls/standing.js';
import { TARGET_CALLS } from './calls/targets.js';

/** Every call that the console can make: the role it needs, the shape of its input, and the type of its answer. */
export const CALLS = {
  ...DESK_CALLS,
  ...ALERT_CALLS,
  ...RULE_CALLS,
  ...STANDING_CALLS,
  ...REPORT_CALLS,
  ...MESSAGE_CALLS,
  ...TARGET_CALLS,
  ...SOURCE_CALLS,
  ...HISTORY_CALLS,
  ...CONFIG_CALLS,
} as const;

export type CallName = keyof typeof CALLS;

/** What a caller passes, before parsing. */
export type CallInput<Name extends CallName> = z.input<(typeof CALLS)[Name]['input']>;

/** What a handler gets, parsed. */
export type CallArguments<Name extends CallName> = z.output<(typeof CALLS)[Name]['input']>;

export type CallOutput<Name extends CallName> = NonNullable<(typeof CALLS)[Name]['_output']>;
