import type { AuditEntry } from '../model/audit.js';
import type { AuditKind, AuditQuestion } from '../model/search.js';
import { mayHaveChanged } from './changed.js';
import { holdsWords } from './words.js';

/** Acts that belong elsewhere than their first word says. */
const BY_ACTION: Readonly<Record<string, AuditKind>> = {
  'alert.test-alert': 'trials',
  'alert.start-drill': 'trials',
  'alert.confirm-drill': 'trials',
};

const BY_FIRST_WORD: Readonly<Record<string, AuditKind>> = {
  alert: 'alerts',
  config: 'settings',
  secret: 'settings',
  baseline: 'settings',
  channel: 'trials',
  source: 'trials',
  session: 'access',
  access: 'access',
  engine: 'watch',
  update: 'watch',
  backup: 'watch',
};

/** What an act is about, broadly; whatever is none of the others is care of the watch. */
const auditKindOf = (action: string): AuditKind => BY_ACTION[action] ?? BY_FIRST_WORD[action.split('.')[0] ?? ''] ?? 'care';

/** Whether an entry is one of those that are wanted, but for the time. `about`: what was wrong with the alert that it names. */
export const auditFits = (entry: AuditEntry, { text = '', ...rest }: AuditQuestion, about: string): boolean =>
  isByAndOf(entry, rest) && holdsWords(textOf(entry, about), text);

/** The same but for the words, for which more may have to be read. */
export const isByAndOf = (
  { actor, action, details }: AuditEntry,
  { by = '', kind, changed }: Omit<AuditQuestion, 'text'>,
): boolean =>
  (kind === undefined || auditKindOf(action) === kind) &&
  (changed === undefined || (typeof details.changed === 'string' && mayHaveChanged(details.changed, changed))) &&
  holdsWords(`${actor.name} ${actor.id ?? ''}`, by);

const textOf = ({ actor, action, subject, details }: AuditEntry, about: string): string =>
  [actor.name, action, subject, ...Object.values(details), about].join(' ');
