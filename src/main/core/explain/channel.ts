import type { ChannelExplanation, ChannelTold, Gate, GateId } from '../model/explanation.js';
import type { Delivery } from '../model/notification.js';
import type { ChannelKind } from '../model/reason.js';
import { isHidden } from '../notify/attempt.js';
import { maskAddresses } from '../notify/mask.js';
import type { Access } from '../notify/route.js';
import type { ChannelFacts, Facts } from './facts.js';
import { blocked, inTurn, notApplicable, notReached, passed } from './gate.js';
import { listed, sayTime } from './words.js';

export const CHANNEL_NAMES: Readonly<Record<ChannelKind, string>> = {
  desktop: 'Pop-up',
  email: 'Email',
  slack: 'Slack',
  sms: 'SMS',
  webhook: 'Webhook',
};

const WAITS = ['quiet-hours', 'digest', 'storm', 'rule-rate', 'quota'] as const;

/** What one channel told, and each gate on its way out. `isHeld`: a gate before all channels is closed. */
export const channelOf = (facts: Facts, one: ChannelFacts, isHeld: boolean): ChannelExplanation => ({
  channel: one.channel,
  told: toldBy(one),
  gates: inTurn([routeGate(one), ...onward(facts, one, isHeld)]),
});

const toldBy = ({ telling, delivery }: ChannelFacts): ChannelTold | null =>
  telling === null
    ? null
    : {
        at: delivery?.dueAt ?? null,
        reason: delivery?.reason ?? null,
        state: delivery !== null && isHidden(delivery) ? 'hidden' : telling.state,
      };

const routeGate = ({ channel, use, access, delivery, waiting }: ChannelFacts): Gate => {
  const name = CHANNEL_NAMES[channel];
  const giver = delivery?.insteadOf ?? waiting?.insteadOf;
  if (giver !== undefined)
    return passed('route', `${CHANNEL_NAMES[giver]} could not tell of it, and handed it over to ${name}.`);
  if (use === 'off') return blocked('route', 'channel-off', `${name} is turned off.`);
  if (use === 'unavailable') return blocked('route', 'channel-off', `${name} is configured, but this desk cannot send by it.`);
  return access.kind === 'open' ? passed('route', routeWords(access)) : closed(name, access.because);
};

const closed = (name: string, because: (Access & { readonly kind: 'closed' })['because']): Gate => {
  switch (because) {
    case 'not-of-rule':
      return blocked('route', 'not-of-rule', `The rule does not use ${name}.`);
    case 'severity':
      return blocked('route', 'severity', `${name} takes no alerts of this severity.`);
    case 'no-recipients':
      return blocked('route', 'no-recipients', `${name} has no recipients.`);
  }
};

const ROUTES = {
  now: 'goes out at once',
  digest: 'waits for the next digest',
  summary: 'waits for the daily summary',
} as const;

const routeWords = ({ route, recipients }: Access & { readonly kind: 'open' }): string => {
  const whom = recipients.length === 0 ? '' : `, to ${listed(recipients.map(maskAddresses))}`;
  return `An alert of this severity ${ROUTES[route]}${whom}.`;
};

/** Behind the route: what it waited for. A channel that has told passed everything; one that waits says at which gate. */
const onward = (facts: Facts, one: ChannelFacts, isHeld: boolean): readonly Gate[] => {
  if (one.waiting !== null) return [...waitGates(facts, one, one.waiting), notReached('delivery')];
  if (one.telling === null && (isHeld || one.access.kind === 'closed'))
    return [...WAITS.map(notReached), notReached('delivery')];
  return [...WAITS.map((id) => openGate(one, id)), deliveryGate(facts, one)];
};

const OPEN: Readonly<Record<(typeof WAITS)[number], string>> = {
  'quiet-hours': 'No quiet hours held it.',
  digest: 'It did not have to wait for company.',
  storm: 'No storm of alerts held it.',
  'rule-rate': 'The rule had not told too often.',
  quota: 'A message was free.',
};

const openGate = ({ channel }: ChannelFacts, id: (typeof WAITS)[number]): Gate =>
  id === 'quota' && channel !== 'sms' ? notApplicable(id, 'Only SMS has one.') : passed(id, OPEN[id]);

type Waiting = NonNullable<ChannelFacts['waiting']>;

const waitGates = (facts: Facts, one: ChannelFacts, waiting: Waiting): readonly Gate[] => {
  const at = gateOf(waiting);
  return WAITS.map((id) => (id === at ? blocked(id, id, waitWords(facts, waiting, id), waiting.until) : openGate(one, id)));
};

const LIMITS = { storm: 'storm', rule: 'rule-rate', quota: 'quota' } as const;

const gateOf = ({ because, limit }: Waiting): (typeof WAITS)[number] =>
  because === 'rate-limit' ? LIMITS[limit ?? 'rule'] : because;

const waitWords = ({ at, zone }: Facts, { until }: Waiting, id: GateId): string => {
  const end = sayTime(until, at.now, zone);
  switch (id) {
    case 'quiet-hours':
      return `Quiet hours hold it until ${end}.`;
    case 'digest':
      return `It waits for the digest at ${end}.`;
    case 'storm':
      return `Too many alerts at once: it leaves with the others at ${end}.`;
    case 'quota':
      return `All messages of this hour are used up: it leaves at ${end}.`;
    default:
      return `The rule has told as often as it may: it leaves at ${end}.`;
  }
};

const deliveryGate = (facts: Facts, { telling, delivery, channel }: ChannelFacts): Gate => {
  if (telling === null) return notReached('delivery');
  if (delivery === null) return withoutRecord(telling.state);
  const { state } = delivery;
  if (isHidden(delivery)) return blocked('delivery', 'hidden', hiddenWords(CHANNEL_NAMES[channel], delivery));
  if (state.kind === 'delivered') return passed('delivery', `Delivered at ${time(facts, state.at)}.`);
  if (state.kind === 'abandoned')
    return blocked('delivery', 'abandoned', `Given up at ${time(facts, state.at)}: ${state.why}.`);
  return stillLeaving(facts, delivery, CHANNEL_NAMES[channel]);
};

const hiddenWords = (name: string, { attempts }: Delivery): string =>
  `${name} was ${attempts.at(-1)?.text ?? 'kept from sight'}.`;

const withoutRecord = (state: NonNullable<ChannelFacts['telling']>['state']): Gate =>
  state === 'failed' ? blocked('delivery', 'abandoned', 'It did not arrive.') : passed('delivery', 'It was sent.');

const stillLeaving = (facts: Facts, { attempts, nextAt }: Delivery, name: string): Gate => {
  const last = attempts.at(-1);
  if (last === undefined) return blocked('delivery', 'leaving', `It stands in the outbox of ${name}.`);
  const next = nextAt === undefined ? '' : `; tried again at ${time(facts, nextAt)}`;
  const tried = `Tried ${attempts.length === 1 ? 'once' : `${attempts.length} times`}, last answer ${last.outcome}`;
  return blocked('delivery', 'retrying', `${tried}${next}.`, nextAt ?? null);
};

const time = ({ at, zone }: Facts, when: Parameters<typeof sayTime>[0]): string => sayTime(when, at.now, zone);
