import type { Actor, AuditEntry } from '../../preload/contract/views.js';

const ACTIONS: Readonly<Record<string, string>> = {
  'engine.start': 'started the watch',
  'engine.stop': 'stopped the watch',
  'alert.acknowledge': 'acknowledged',
  'alert.unacknowledge': 'took back an acknowledgement of',
  'alert.resolve': 'resolved',
  'alert.reopen': 'reopened',
  'alert.escalate': 'escalated',
  'alert.suppress': 'suppressed',
  'alert.suppress-matching': 'began the suppression',
  'alert.unsuppress': 'ended the suppression',
  'alert.unsuppress-alert': 'took back the suppression of',
  'alert.note': 'noted on',
  'alert.test-alert': 'raised the test alert',
  'alert.start-drill': 'started the fire drill',
  'alert.confirm-drill': 'confirmed a message of the fire drill',
  'calendar.done': 'noted as done, in the calendar,',
  'calendar.undo': 'took back, in the calendar,',
  'channel.try': 'sent a test by',
  'source.try': 'tried the source',
  'site.look': 'looked at the site',
  'evidence.har': 'saved the requests of',
  'secret.keep': 'kept the secret',
  'config.save': 'changed the configuration',
  'config.edit': 'changed the configuration',
  'session.sign-in': 'signed in to the console',
  'session.sign-out': 'signed out of the console',
  'session.refused': 'was refused at the sign-in',
  'access.refused': 'was refused',
};

/** Acts on the desk itself, whose subject says nothing more. */
const WITHOUT_SUBJECT: readonly string[] = ['desk', 'console'];

const WAYS: Readonly<Record<Actor['via'], string>> = {
  desk: 'at this desk',
  browser: 'in a browser',
  api: 'through the API',
  command: 'from the command line',
  tray: 'in the tray',
  slack: 'in Slack',
  scenario: 'in a scenario',
  engine: '',
};

/** An entry of the record as a sentence, in its parts: who, did what, to what, and by which way. */
export const sayEntry = (
  entry: Pick<AuditEntry, 'actor' | 'action' | 'subject' | 'details'>,
): { readonly who: string; readonly did: string; readonly what: string; readonly way: string } => ({
  who: entry.actor.id === undefined ? entry.actor.name : `${entry.actor.name} (${entry.actor.id})`,
  did: ACTIONS[entry.action] ?? entry.action,
  what: whatOf(entry),
  way: WAYS[entry.actor.via],
});

/** Of a change to the configuration, which parts of it; it stands in one place. */
const whatOf = ({ subject, details }: Pick<AuditEntry, 'subject' | 'details'>): string => {
  if (typeof details.changed === 'string') return `(${details.changed})`;
  return WITHOUT_SUBJECT.includes(subject) ? '' : subject;
};
