import type { Action } from '../../core/model/action.js';
import type { DeskRequest } from '../../core/model/team.js';
import type { Instant } from '../../core/time/instant.js';

const WORDS: Readonly<Record<Action['kind'], string>> = {
  acknowledge: 'Acknowledge',
  unacknowledge: 'Take the acknowledgement back of',
  resolve: 'Resolve',
  reopen: 'Reopen',
  escalate: 'Escalate',
  suppress: 'Suppress',
  'suppress-matching': 'Suppress what matches',
  unsuppress: 'End a suppression',
  'unsuppress-alert': 'End the suppression of',
  note: 'Note on',
  'reset-baseline': 'Learn a baseline anew',
  'test-alert': 'Test alert',
  'start-drill': 'Start a drill',
  'confirm-drill': 'Confirm a message of the drill',
  'do-task': 'Note as done, in the calendar,',
  'undo-task': 'Take back, in the calendar,',
};

/** What was meant, in a few words. */
export const actText = ({ call, input }: DeskRequest): string => {
  if (call !== 'act') return `Write ${String(input[0])} into the audit trail`;
  const [action] = input as readonly [Action];
  if ('task' in action) return `${WORDS[action.kind]} ${action.task}`;
  return 'alert' in action ? `${WORDS[action.kind]} alert ${action.alert}` : WORDS[action.kind];
};

/** `14:03 on 26 November`, on the site's clocks. */
export const localText = (at: Instant, timeZone: string): string => {
  const time = new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit' }).format(at);
  const date = new Intl.DateTimeFormat('en-GB', { timeZone, day: 'numeric', month: 'long' }).format(at);
  return `${time} on ${date}`;
};
