import type { Delivery } from '../core/model/notification.js';
import type { Reaction } from '../core/port/channel.js';
import type { Log } from '../core/port/log.js';
import type { Popups } from '../core/port/popups.js';
import type { Watchroom } from './shell.js';

const PLAIN = { sticky: false, sound: false, actions: [] } as const;

/** Something asked for outside the console's window was not done. */
export const sayRefused = (popups: Pick<Popups, 'show'>, why: string): void => {
  void popups.show({ ...PLAIN, id: 'refused', title: 'That was not done', body: why }, () => undefined);
};

export interface PopupActParts {
  readonly watchroom: Pick<Watchroom, 'desk' | 'settings'>;
  readonly popups: Pick<Popups, 'show'>;
  readonly log: Log;
}

/** What a button of a pop-up does: the same act as in the console, by the same person, with the same rights. */
export const actOnPopup = (
  { kind }: Pick<Reaction, 'kind'>,
  { message: { alert } }: Pick<Delivery, 'message'>,
  { watchroom: { desk, settings }, popups, log }: PopupActParts,
): void => {
  if (kind !== 'acknowledged' || alert === null) return;
  const refused = (why: string): void => {
    log.warn('reaction.refused', { text: why });
    sayRefused(popups, why);
  };
  desk
    .act(
      { kind: 'acknowledge', alert, note: '', end: { kind: 'resolved' } },
      { ...settings.current().config.operator, via: 'desk' },
    )
    .then(
      (acted) => acted.ok || refused(acted.error.message),
      (error: unknown) => refused(String(error)),
    );
};
