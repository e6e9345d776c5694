import { Notification } from 'electron';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Popup, PopupFailure, PopupReaction, Popups } from '../../core/port/popups.js';
import { deaf, escapeMarkup, serviceFailure } from '../notification-service.js';

export interface ElectronPopupsParts {
  /** Whether pop-ups go through libnotify, whose body is markup. */
  readonly platform: string;
  readonly icon: string;
  /** Plays the sound where the system's notifications have none of their own. */
  readonly playSound: (() => void) | null;
}

/** A system that neither shows nor refuses within this long, in milliseconds, is taken for deaf. */
const ANSWER_LIMIT = 5_000;

/** Electron's notifications: they can be clicked, and say when they could not be shown. */
export const createElectronPopups = (parts: ElectronPopupsParts): Popups => {
  // A notification that nothing refers to is collected, and its click with it.
  const shown = new Map<string, Notification>();
  return {
    show: (popup, onReaction) => {
      if (!Notification.isSupported()) return Promise.resolve(fail(UNSUPPORTED));
      shown.get(popup.id)?.close();
      const notification = new Notification(optionsOf(popup, parts));
      shown.set(popup.id, notification);
      followReactions(notification, onReaction, () => {
        if (shown.get(popup.id) === notification) shown.delete(popup.id);
      });
      const answer = answerOf(notification);
      notification.show();
      if (popup.sound) parts.playSound?.();
      return answer;
    },
    withdraw: (id) => {
      shown.get(id)?.removeAllListeners('close').close();
      shown.delete(id);
    },
    stop: () => {
      for (const notification of shown.values()) notification.close();
      shown.clear();
    },
  };
};

const UNSUPPORTED: PopupFailure = {
  code: 'unsupported',
  text: 'this system has no notifications',
  retry: 'never',
};

const optionsOf = (popup: Popup, { platform, icon }: ElectronPopupsParts): Electron.NotificationConstructorOptions => ({
  title: popup.title,
  body: platform === 'linux' ? escapeMarkup(popup.body) : popup.body,
  silent: !popup.sound,
  urgency: popup.sticky ? 'critical' : 'normal',
  timeoutType: popup.sticky ? 'never' : 'default',
  ...(platform === 'darwin' ? {} : { icon }),
  actions: popup.actions.map((text) => ({ type: 'button', text })),
});

const followReactions = (
  notification: Notification,
  onReaction: (reaction: PopupReaction) => void,
  forget: () => void,
): void => {
  notification.on('click', () => {
    forget();
    onReaction({ kind: 'clicked' });
  });
  notification.on('close', () => {
    forget();
    onReaction({ kind: 'dismissed' });
  });
  notification.on('action', (_event, action) => onReaction({ kind: 'action', action: action ?? 0 }));
};

const answerOf = (notification: Notification): Promise<Result<null, PopupFailure>> =>
  new Promise((resolve) => {
    const limit = setTimeout(() => resolve(fail(deaf(ANSWER_LIMIT / 1_000))), ANSWER_LIMIT);
    const answer = (result: Result<null, PopupFailure>): void => {
      clearTimeout(limit);
      resolve(result);
    };
    notification.once('show', () => answer(ok(null)));
    notification.once('failed', (_event, error) => answer(fail(serviceFailure(error))));
  });
