import type { ChannelFacts, Facts, LevelFacts } from '../../core/explain/facts.js';
import { isStopped } from '../../core/incident/escalation.js';
import type { Alert, Episode } from '../../core/model/alert.js';
import type { SeenSeries } from '../../core/model/explanation.js';
import type { Delivery } from '../../core/model/notification.js';
import type { ChannelKind } from '../../core/model/reason.js';
import type { Rule } from '../../core/model/rule.js';
import { accessTo, teamAddresses } from '../../core/notify/route.js';
import type { JudgeAt } from '../../core/rule/member.js';
import { staleAfter } from '../../core/rule/member.js';
import { counts } from '../../core/rule/missing.js';
import { newestUpTo } from '../../core/sample/window-read.js';
import { duration, type Instant } from '../../core/time/instant.js';
import { allMutesOf, mutesAt, suppressionOf } from '../plan/mute.js';
import { evaluated } from '../rule/evaluate.js';
import { type Binding, nowOf, type SeriesState, type World } from '../world.js';
import { unobservedOf } from './unobserved.js';

/** All that an explanation of one alert rests on, found without changing anything of the world. */
export const factsOf = (world: World, binding: Binding, now: Instant): Facts => {
  const at = nowOf(world, now);
  const { rule, labels } = binding;
  const alert = world.alerts.get(binding.fingerprint) ?? null;
  const episode = episodeOf(world, alert, binding.fingerprint);
  const isFiring = alert?.phase.state === 'firing' && episode !== null;
  return {
    at,
    zone: at.zone,
    rule,
    labels,
    ...evaluated(binding, at),
    series: binding.members.map((member) => seenSeries(rule, member, at)),
    isAwaited: binding.since !== null,
    unobserved: unobservedOf(world, binding),
    dissent: null,
    alert,
    episode,
    mutes: isFiring ? allMutesOf(world, mutesAt(world, at), episode) : [],
    suppressedWhy: isFiring ? (suppressionOf(world, episode, now)?.why ?? '') : '',
    channels: channelFacts(world, rule, isFiring ? episode : null),
    levels: isFiring ? episode.escalation.map((step) => levelFacts(world, episode, step)) : [],
    areLevelsStopped: isFiring && isStopped(episode, world.config.escalation),
  };
};

/** The episode that fires, or the last one that is still remembered. */
const episodeOf = (world: World, alert: Alert | null, fingerprint: string): Episode | null => {
  if (alert?.phase.state === 'firing') return world.episodes.get(alert.phase.episode) ?? null;
  let last: Episode | null = null;
  for (const episode of world.episodes.values()) {
    if (episode.fingerprint === fingerprint && (last === null || episode.number > last.number)) last = episode;
  }
  return last;
};

const seenSeries = (rule: Rule, member: SeriesState, at: JudgeAt): SeenSeries => ({
  id: member.id,
  lastAt: (newestUpTo(member.samples, at.now)?.at ?? null) as Instant | null,
  age: duration(Math.max(0, at.observed - member.newestObserved)),
  staleAfter: duration(staleAfter(rule.when, member.every)),
  isFresh: counts({ rule, group: [member], at, since: null }, member),
});

const KINDS: readonly ChannelKind[] = ['desktop', 'email', 'slack', 'sms', 'webhook'];

/** Every channel that is configured, at hand, or named by the rule. */
const channelFacts = (world: World, rule: Rule, episode: Episode | null): readonly ChannelFacts[] => {
  const { channels } = world.config;
  const isKnown = (kind: ChannelKind): boolean =>
    world.channels.includes(kind) || channels[kind] !== null || rule.channels?.includes(kind) === true;
  return KINDS.filter(isKnown).map((channel) => ({
    channel,
    use: useOf(world, channel),
    access: accessTo(
      channel,
      rule,
      { severity: episode?.severity ?? rule.severity, reason: episode?.test === true ? 'test' : 'firing' },
      channels,
    ),
    ...toldBy(world, episode, channel),
  }));
};

const useOf = (world: World, channel: ChannelKind): ChannelFacts['use'] => {
  if (world.channels.includes(channel)) return 'on';
  const { desktop } = world.config.channels;
  const isWanted = channel === 'desktop' ? desktop?.enabled === true : world.config.channels[channel] !== null;
  return isWanted ? 'unavailable' : 'off';
};

const toldBy = (
  world: World,
  episode: Episode | null,
  channel: ChannelKind,
): Pick<ChannelFacts, 'telling' | 'delivery' | 'waiting'> => {
  const telling = episode?.told.find((one) => one.channel === channel) ?? null;
  const waiting = episode?.waiting.find((one) => one.channel === channel && one.level === 0) ?? null;
  const delivery: Delivery | null = telling === null ? null : (world.deliveries.get(telling.delivery) ?? null);
  return { telling, delivery, waiting };
};

const levelFacts = (world: World, episode: Episode, step: Episode['escalation'][number]): LevelFacts => ({
  level: step.level,
  team: step.team,
  at: step.at,
  isDone: step.done,
  channels: world.channels.filter(
    (channel) => teamAddresses(channel, world.config.teams[step.team], episode.severity) !== null,
  ),
});
