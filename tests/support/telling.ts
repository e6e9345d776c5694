import type { ChannelSettings, TellingSettings } from '../../src/main/core/model/telling.js';
import { hours, minutes } from '../../src/main/core/time/instant.js';

export const NO_CHANNELS: ChannelSettings = { desktop: null, email: null, slack: null, sms: null, webhook: null };

/** A desk that tells nobody and mutes nothing, with the ordinary limits. */
export const NOBODY_TOLD: TellingSettings = {
  channels: NO_CHANNELS,
  escalation: { critical: [], warning: [], stopOnAcknowledge: false },
  teams: {},
  inhibit: [],
  maintenance: [],
  quietHours: null,
  rateLimits: { perRule: { count: 20, per: hours(1) }, storm: { firings: 10, within: minutes(1) } },
  handOver: null,
};
