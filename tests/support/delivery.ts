import type { EpisodeId } from '../../src/main/core/model/alert.js';
import type { Delivery, Message } from '../../src/main/core/model/notification.js';
import type { ChannelKind } from '../../src/main/core/model/reason.js';
import type { RuleId } from '../../src/main/core/model/rule.js';
import { NINE_O_CLOCK } from './engine.js';

/** A message that an alert fires, on its way out by a channel. */
export const deliveryOf = (channel: ChannelKind, over: Partial<Delivery> = {}, message: Partial<Message> = {}): Delivery => ({
  id: `a1-1:firing:${channel}`,
  reason: 'firing',
  channel,
  episode: 'a1-1' as EpisodeId,
  alerts: ['a1-1' as EpisodeId],
  rule: 'site-down' as RuleId,
  level: 0,
  recipients: ['ops@example.org'],
  decidedAt: NINE_O_CLOCK,
  dueAt: NINE_O_CLOCK,
  state: { kind: 'waiting' },
  attempts: [],
  message: {
    title: 'Critical: Site down',
    body: 'Booking form is down: answered 503 (expected 200–399)\nParents cannot book a lesson.',
    severity: 'critical',
    alert: 'a1-1' as EpisodeId,
    sticky: true,
    sound: true,
    ...message,
  },
  ...over,
});
