import type { ChannelKind, NotificationReason } from '../model/reason.js';
import type { Category, Rule, Severity } from '../model/rule.js';
import type { ChannelSettings, Team } from '../model/telling.js';

/** How a channel takes a message: at once, in the next digest, in the daily summary, or not at all. */
export type Route = 'now' | 'digest' | 'summary' | 'never';

type Kind = Severity | 'recovery';

/** The table of the specification, row by row. */
const TABLE: Readonly<Record<ChannelKind, Readonly<Record<Kind, Route>>>> = {
  desktop: { critical: 'now', warning: 'now', info: 'now', recovery: 'now' },
  email: { critical: 'now', warning: 'digest', info: 'summary', recovery: 'now' },
  slack: { critical: 'now', warning: 'now', info: 'never', recovery: 'now' },
  sms: { critical: 'now', warning: 'never', info: 'never', recovery: 'never' },
  webhook: { critical: 'now', warning: 'now', info: 'now', recovery: 'now' },
};

/** How a channel takes what is told of an alert of this severity, for this reason. */
export const routeOf = (channel: ChannelKind, severity: Severity, reason: NotificationReason): Route => {
  if (reason === 'test') return 'now';
  const usual = TABLE[channel][severity];
  // The end of an info that came by the summary is no louder than its beginning.
  if (reason === 'recovered') return usual === 'summary' ? 'summary' : TABLE[channel].recovery;
  // Whoever ended a suppression, or let it end, wants to know at that moment what is still wrong.
  return reason === 'suppression-ended' && usual === 'digest' ? 'now' : usual;
};

/** Channels that a rule may use, of those there are. */
export const allowedChannels = (rule: Rule, channels: readonly ChannelKind[]): readonly ChannelKind[] =>
  rule.channels === null ? channels : channels.filter((channel) => rule.channels?.includes(channel));

/** Who is told by a channel at level 0; null: nobody, because the channel has no addresses. */
export const recipientsOf = (
  channel: ChannelKind,
  { severity, category }: { readonly severity: Severity; readonly category: Category },
  settings: ChannelSettings,
): readonly string[] | null => {
  switch (channel) {
    case 'desktop':
      return [];
    case 'slack':
      return settings.slack === null ? null : [slackChannel(settings.slack.channels, severity, category)];
    default:
      return someOf(settings[channel]?.to);
  }
};

/** How a channel takes what is told of an alert and whom it reaches, or why it stays out of it. */
export type Access =
  | { readonly kind: 'open'; readonly route: Exclude<Route, 'never'>; readonly recipients: readonly string[] }
  | { readonly kind: 'closed'; readonly because: 'not-of-rule' | 'severity' | 'no-recipients' };

/** Whether a channel tells of an alert of this rule and severity at level 0. */
export const accessTo = (
  channel: ChannelKind,
  rule: Rule,
  { severity, reason }: { readonly severity: Severity; readonly reason: NotificationReason },
  settings: ChannelSettings,
): Access => {
  if (allowedChannels(rule, [channel]).length === 0) return { kind: 'closed', because: 'not-of-rule' };
  const route = routeOf(channel, severity, reason);
  if (route === 'never') return { kind: 'closed', because: 'severity' };
  const recipients = recipientsOf(channel, { severity, category: rule.category }, settings);
  return recipients === null ? { kind: 'closed', because: 'no-recipients' } : { kind: 'open', route, recipients };
};

const slackChannel = (
  channels: NonNullable<ChannelSettings['slack']>['channels'],
  severity: Severity,
  category: Category,
): string => {
  if (severity === 'critical') return channels.critical;
  return category === 'performance' ? channels.performance : channels.warning;
};

const someOf = (addresses: readonly string[] | undefined): readonly string[] | null =>
  addresses === undefined || addresses.length === 0 ? null : addresses;

/** Who of a team is told by a channel; null: nobody. A team has no desktop and no webhook, and SMS is for criticals. */
export const teamAddresses = (channel: ChannelKind, team: Team | undefined, severity: Severity): readonly string[] | null => {
  switch (channel) {
    case 'email':
      return someOf(team?.email);
    case 'slack':
      return team?.slack == null ? null : [team.slack];
    case 'sms':
      return severity === 'critical' ? someOf(team?.sms) : null;
    default:
      return null;
  }
};
