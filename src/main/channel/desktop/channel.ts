import type { EpisodeId } from '../../core/model/alert.js';
import type { Delivery } from '../../core/model/notification.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { Channel, Reaction, Receipt, SendError } from '../../core/port/channel.js';
import type { Popups } from '../../core/port/popups.js';
import { type PopupText, popupText, worded } from './text.js';

export interface DesktopChannelParts {
  readonly popups: Popups;
  /** `process.platform`: some systems take less text than others. */
  readonly platform: string;
  /** Someone clicked, dismissed or acknowledged what was shown. */
  readonly onReaction: (reaction: Reaction, delivery: Delivery) => void;
}

/** Pop-ups on the desktop where the console runs. One delivery is one pop-up; what is grouped was grouped before. */
export const createDesktopChannel = ({ popups, platform, onReaction }: DesktopChannelParts): Channel => ({
  kind: 'desktop',
  // One pop-up after the other, so that each is seen to be shown before the next covers it.
  pace: { atOnce: 1, ahead: 0, rate: null },
  send: (delivery, signal, background) =>
    untilAborted(show(popups, platform, delivery, worded(delivery, background()), onReaction), signal),
  stop: async () => popups.stop(),
});

const show = async (
  popups: Popups,
  platform: string,
  delivery: Delivery,
  text: PopupText,
  onReaction: DesktopChannelParts['onReaction'],
): Promise<Result<Receipt, SendError>> => {
  const { message } = delivery;
  const popup = {
    id: popupId(delivery),
    ...popupText(text, platform),
    sticky: message.sticky,
    sound: message.sound,
    actions: isAcknowledgeable(delivery) ? ['Acknowledge'] : [],
  };
  const shown = await popups.show(popup, (reaction) => {
    const kind = reaction.kind === 'action' ? 'acknowledged' : reaction.kind;
    onReaction({ kind, delivery: delivery.id }, delivery);
  });
  return shown.ok ? ok({ text: 'shown on this desktop' }) : fail(shown.error);
};

/** The pop-up of one alert. */
export const alertPopupId = (alert: EpisodeId): string => `alert ${alert}`;

/** News of one alert takes the place of what was shown of it before: one pop-up an alert, and it is never out of date. */
const popupId = ({ id, alerts, message }: Delivery): string =>
  message.alert !== null && alerts.length <= 1 ? alertPopupId(message.alert) : id;

const isAcknowledgeable = ({ reason, message }: Delivery): boolean =>
  message.alert !== null && (reason === 'firing' || reason === 'escalated' || reason === 'repeated');

const untilAborted = (sending: Promise<Result<Receipt, SendError>>, signal: AbortSignal): Promise<Result<Receipt, SendError>> =>
  new Promise((resolve, reject) => {
    const give = (): void => resolve(fail({ retry: 'later', code: 'timeout', text: 'the desktop did not answer in time' }));
    if (signal.aborted) give();
    signal.addEventListener('abort', give, { once: true });
    sending.then(resolve, reject).finally(() => signal.removeEventListener('abort', give));
  });
