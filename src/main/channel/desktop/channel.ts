import type { EpisodeId } from '../../core/model/alert.js';
import type { DoNotDisturb } from '../../core/model/do-not-disturb.js';
import type { CheckPoint, Delivery } from '../../core/model/notification.js';
import { assertNever, fail, ok, type Result } from '../../core/model/result.js';
import type { Channel, Reaction, Receipt, SendError } from '../../core/port/channel.js';
import type { Clock } from '../../core/port/clock.js';
import type { AskDoNotDisturb } from '../../core/port/do-not-disturb.js';
import type { Popups } from '../../core/port/popups.js';
import { createEyes } from './eyes.js';
import { type PopupText, popupText, worded } from './text.js';

export interface DesktopChannelParts {
  readonly popups: Popups;
  readonly doNotDisturb: AskDoNotDisturb;
  readonly clock: Clock;
  /** `process.platform`: some systems take less text than others. */
  readonly platform: string;
  /** Someone clicked, dismissed or acknowledged what was shown. */
  readonly onReaction: (reaction: Reaction, delivery: Delivery) => void;
}

/** Pop-ups on the desktop where the console runs. One delivery is one pop-up; what is grouped was grouped before. */
export const createDesktopChannel = (parts: DesktopChannelParts): Channel => {
  const eyes = createEyes(parts.doNotDisturb, parts.clock);
  return {
    kind: 'desktop',
    // One pop-up after the other, so that each is seen to be shown before the next covers it.
    pace: { atOnce: 1, ahead: 0, rate: null },
    send: (delivery, signal, background) => {
      const text = popupText(worded(delivery, background()), parts.platform);
      const sending = eyes.ask().then((disturb) => show(parts, delivery, text, disturb));
      return untilAborted(sending, signal);
    },
    check: async () => [pointOf(await eyes.ask())],
    doNotDisturb: eyes.lately,
    stop: async () => parts.popups.stop(),
  };
};

const show = async (
  { popups, onReaction }: DesktopChannelParts,
  delivery: Delivery,
  text: PopupText,
  disturb: DoNotDisturb,
): Promise<Result<Receipt, SendError>> => {
  const { message } = delivery;
  const popup = {
    id: popupId(delivery),
    ...text,
    sticky: message.sticky,
    // Where the system has no sound of its own we play ours, and nothing else would keep it quiet.
    sound: message.sound && disturb.kind !== 'on',
    actions: isAcknowledgeable(delivery) ? ['Acknowledge'] : [],
  };
  const shown = await popups.show(popup, (reaction) => {
    const kind = reaction.kind === 'action' ? 'acknowledged' : reaction.kind;
    onReaction({ kind, delivery: delivery.id }, delivery);
  });
  return shown.ok ? ok(receiptOf(disturb)) : fail(shown.error);
};

/** No more than is known: that it was taken, that it was shown, or that nobody can have seen it. */
const receiptOf = (disturb: DoNotDisturb): Receipt => {
  switch (disturb.kind) {
    case 'off':
      return { text: 'shown on this desktop' };
    case 'unknown':
      return { text: 'taken by this desktop' };
    case 'on':
      return { text: `shown only in the notification centre: do not disturb is on (${disturb.text})`, isHidden: true };
    default:
      return assertNever(disturb);
  }
};

const pointOf = (disturb: DoNotDisturb): CheckPoint => {
  const what = 'Do not disturb';
  switch (disturb.kind) {
    case 'off':
      return { what, state: 'ok', text: 'It is off: pop-ups are shown.' };
    case 'unknown':
      return { what, state: 'unknown', text: `Whether it is on cannot be known: ${disturb.text}.` };
    case 'on':
      return { what, state: 'failed', text: `It is on (${disturb.text}): nobody sees pop-ups until you turn it off.` };
    default:
      return assertNever(disturb);
  }
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
