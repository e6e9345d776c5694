import type { Delivery } from '../core/model/notification.js';
import type { Reaction } from '../core/port/channel.js';
import type { Log } from '../core/port/log.js';
import type { Watchroom } from './shell.js';

/** Where somebody chose so on a pop-up, acknowledges the alert that it told of, as this desk's operator, until it resolves. */
export const acknowledgeOn = (
  { kind }: Reaction,
  { message: { alert } }: Delivery,
  { desk, settings }: Watchroom,
  log: Log,
): void => {
  if (kind !== 'acknowledged' || alert === null) return;
  const actor = { ...settings.current().config.operator, via: 'desk' } as const;
  desk
    .act({ kind: 'acknowledge', alert, note: '', end: { kind: 'resolved' } }, actor)
    .catch((error: unknown) => log.error('reaction.failed', { error: String(error) }));
};
