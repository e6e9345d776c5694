import type { Now } from '../../core/alert/advance.js';
import type { Message } from '../../core/model/notification.js';
import { keepDelivery, type World } from '../world.js';
import { deliveryOf } from './send.js';

/** One of the desk's own messages, on this desk only. */
export const sendDeskMessage = (world: World, reason: 'desk-blind' | 'desk-back', message: Message, at: Now): void => {
  if (!world.channels.includes('desktop')) return;
  const fixed = { channel: 'desktop', level: 0, recipients: [], follows: undefined, episodes: [] } as const;
  keepDelivery(world, deliveryOf({ ...fixed, id: `${reason}@${at.now}`, reason, message, decidedAt: at.now, dueAt: at.now }));
  world.trace(at.now, { event: 'notification', reason, rule: null, labels: {}, channel: 'desktop', level: 0, recipients: [] });
};
