import type { ChannelKind } from '../../core/model/reason.js';
import type { Banner } from '../../core/model/system-view.js';
import type { Instant } from '../../core/time/instant.js';
import type { World } from '../world.js';

/** Channels as a sentence has them: “by Slack”. */
const SPOKEN: Readonly<Record<ChannelKind, string>> = {
  desktop: 'pop-up',
  email: 'email',
  slack: 'Slack',
  sms: 'SMS',
  webhook: 'webhook',
};

export const NO_CHANNEL = 'no-channel';
export const unavailableId = (kind: ChannelKind): string => `unavailable-${kind}`;
export const channelId = (kind: ChannelKind): string => `channel-${kind}`;

export const noChannelBanner = (since: Instant): Banner => ({
  id: NO_CHANNEL,
  severity: 'warning',
  text: 'Nobody is told of alerts: this desk has no channel to tell them by.',
  remedy: 'Set one up under System, Notifications, or start it where a desktop can show pop-ups.',
  since,
});

/** Channels that the configuration turns on and that this desk has no way to send by. */
export const unavailable = ({ config: { channels }, available }: World): readonly ChannelKind[] =>
  (['email', 'slack', 'sms', 'webhook'] as const).filter((kind) => channels[kind] !== null && !available.includes(kind));

export const unavailableBanner = (kind: ChannelKind, since: Instant): Banner => ({
  id: unavailableId(kind),
  severity: 'warning',
  text: `Nothing is sent by ${SPOKEN[kind]}: it is configured, but this version cannot send by it.`,
  remedy: `Take channels.${kind} out of the settings, or leave it for the version that can.`,
  since,
});

/** It is turned on, and lacks what it needs to send anything at all: nobody should learn that by an alert that reached nobody. */
export const lackingBanner = (kind: ChannelKind, lacks: string, since: Instant): Banner => ({
  id: channelId(kind),
  severity: 'warning',
  text: `Nothing can be sent by ${SPOKEN[kind]}: ${lacks}`,
  remedy: 'Set it up under System, Notifications, and send a test.',
  since,
});

export const failingBanner = (
  kind: ChannelKind,
  { lastAt, text }: { readonly lastAt: Instant; readonly text: string },
): Banner => ({
  id: channelId(kind),
  severity: 'warning',
  text: `The last message by ${SPOKEN[kind]} did not arrive: ${text.replace(/[.\s]*$/, '')}.`,
  remedy: 'Check it under System, Notifications, mend what that names, and send a test.',
  since: lastAt,
});
