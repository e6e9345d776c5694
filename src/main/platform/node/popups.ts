import notifier from 'node-notifier';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Popup, PopupFailure, PopupReaction, Popups } from '../../core/port/popups.js';
import { deaf, escapeMarkup, serviceFailure } from '../notification-service.js';

export interface NodePopupsParts {
  readonly platform: string;
  /** A picture's path. */
  readonly icon: string;
  /** Plays the sound where the system's notifications have none of their own. */
  readonly playSound: (() => void) | null;
}

/** The programs behind node-notifier may hang, in milliseconds. */
const ANSWER_LIMIT = 5_000;

/** Pop-ups of a console that runs without Electron, through the system's own program (`notify-send` on Linux). */
export const createNodePopups = (parts: NodePopupsParts): Popups => {
  const reactions = new Map<string, (reaction: PopupReaction) => void>();
  const onClick = (_notifier: unknown, { watchroomId }: Record<string, unknown>): void =>
    reactions.get(String(watchroomId))?.({ kind: 'clicked' });
  notifier.on('click', onClick);
  return {
    show: async (popup, onReaction) => {
      remember(reactions, popup.id, onReaction);
      const answer = await notify(optionsOf(popup, parts), parts.platform);
      if (answer.ok && popup.sound) parts.playSound?.();
      return answer;
    },
    // The system's own programs give nothing by which to take one down again.
    withdraw: (id) => {
      reactions.delete(id);
    },
    stop: () => {
      notifier.off('click', onClick);
      reactions.clear();
    },
  };
};

/** Clicks may come hours later, or never: only the newest are waited for. */
const MOST_AWAITED = 200;

const remember = (
  reactions: Map<string, (reaction: PopupReaction) => void>,
  id: string,
  onReaction: (reaction: PopupReaction) => void,
): void => {
  reactions.delete(id);
  reactions.set(id, onReaction);
  const oldest = reactions.keys().next();
  if (reactions.size > MOST_AWAITED && !oldest.done) reactions.delete(oldest.value);
};

const optionsOf = (popup: Popup, { platform, icon }: NodePopupsParts): Record<string, unknown> => {
  if (platform === 'linux') {
    return {
      title: harmless(popup.title),
      message: harmless(escapeMarkup(popup.body)),
      icon,
      'app-name': 'Watchroom',
      urgency: popup.sticky ? 'critical' : 'normal',
      ...(popup.sticky ? { time: 0 } : {}),
    };
  }
  return {
    title: popup.title,
    message: popup.body,
    icon,
    appID: 'org.watchroom.console',
    sound: popup.sound,
    wait: true,
    watchroomId: popup.id,
  };
};

/** `notify-send` takes a text that begins with a dash for an option; a word joiner before it is invisible. */
const harmless = (text: string): string => (text.startsWith('-') ? `\u2060${text}` : text);

const notify = (options: Record<string, unknown>, platform: string): Promise<Result<null, PopupFailure>> =>
  new Promise((resolve) => {
    const limit = setTimeout(() => resolve(platform === 'linux' ? fail(deaf(ANSWER_LIMIT / 1_000)) : ok(null)), ANSWER_LIMIT);
    notifier.notify(options, (error) => {
      clearTimeout(limit);
      resolve(error ? fail(serviceFailure(wordsOf(error))) : ok(null));
    });
  });

/** A failed command's message begins with the command, and that holds our own text: only what follows was said by the program. */
const wordsOf = (error: Error | string): string => {
  if (typeof error === 'string') return error;
  const command = 'cmd' in error && typeof error.cmd === 'string' ? error.cmd : '';
  return error.message.replace(`Command failed: ${command}`, '').trim();
};
