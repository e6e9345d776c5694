import type { Actor } from '../../core/model/actor.js';
import type { ChannelCheck, ChannelTrial, Delivery, Message } from '../../core/model/notification.js';
import type { ChannelKind } from '../../core/model/reason.js';
import { fail, ok, type Refusal, type Result } from '../../core/model/result.js';
import { recipientsOf } from '../../core/notify/route.js';
import type { Channel } from '../../core/port/channel.js';
import type { Clock } from '../../core/port/clock.js';
import { duration } from '../../core/time/instant.js';
import type { Deliver } from '../outbox/deliver.js';
import { sendOnce } from '../outbox/send-once.js';
import { deliveryOf } from '../plan/send.js';
import type { World } from '../world.js';

export interface TryChannelParts {
  readonly world: World;
  readonly clock: Clock;
  readonly channels: readonly Channel[];
  /** Keeps what came of tests: until a message follows, nothing else says whether a channel works. */
  readonly deliver: Pick<Deliver, 'tried'>;
}

/** Sends one test message by one channel at once, past the outbox, and answers what the receiver said. */
export const tryChannel = async (
  { world, clock, channels, deliver }: TryChannelParts,
  kind: ChannelKind,
  actor: Actor,
): Promise<Result<ChannelTrial, Refusal>> => {
  const channel = channels.find((one) => one.kind === kind);
  if (channel === undefined || !world.channels.includes(kind)) return fail(notOn(kind));
  const recipients = recipientsOf(kind, { severity: 'critical', category: 'availability' }, world.config.channels);
  if (recipients === null) return fail(refusal(`${kind} has nobody to send to. Add the recipients to channels.${kind}.`));
  const delivery = trialOf(kind, recipients, actor, clock);
  const begun = clock.monotonic();
  const { site, templates } = world.config;
  const background = { now: clock.now(), site, templates, alerts: [], count: 0, shown: [] };
  const outcome = await sendOnce(delivery, { clock, channel, background: () => background });
  deliver.tried(kind, outcome);
  const took = duration(Math.round(clock.monotonic() - begun));
  return ok({
    channel: kind,
    recipients,
    took,
    isSent: outcome.ok,
    text: outcome.ok ? outcome.value.text : outcome.error.text,
  });
};

/** As long as a message may take. */
const CHECK_LIMIT = 15_000;

/** Looks at one channel's set-up and sends nothing. */
export const checkChannel = async (
  { world, clock, channels }: Omit<TryChannelParts, 'deliver'>,
  kind: ChannelKind,
): Promise<Result<ChannelCheck, Refusal>> => {
  const channel = channels.find((one) => one.kind === kind);
  if (channel === undefined || !world.channels.includes(kind)) return fail(notOn(kind));
  const begun = clock.monotonic();
  const points = (await channel.check?.(AbortSignal.timeout(CHECK_LIMIT))) ?? [];
  return ok({ channel: kind, took: duration(Math.round(clock.monotonic() - begun)), points });
};

const notOn = (kind: ChannelKind): Refusal => refusal(`${kind} is not turned on. Add channels.${kind} to the settings.`);

const refusal = (message: string): Refusal => ({ code: 'conflict', message, field: 'channel' });

const trialOf = (channel: ChannelKind, recipients: readonly string[], actor: Actor, clock: Clock): Delivery => {
  const now = clock.now();
  const fixed = { reason: 'test', channel, level: 0, recipients, decidedAt: now, dueAt: now, follows: undefined } as const;
  return deliveryOf({ ...fixed, id: `try@${now}:${channel}`, message: trialMessage(actor), episodes: [] });
};

const trialMessage = ({ name }: Actor): Message => ({
  title: 'TEST · Watchroom reaches you here',
  body: `${name} tries this channel. Nothing is wrong, and nothing is to be done.`,
  severity: 'info',
  alert: null,
  sticky: false,
  sound: true,
});
