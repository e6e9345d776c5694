import { dueStep, isStopped, withStepDone } from '../../core/incident/escalation.js';
import type { Episode, EscalationStep } from '../../core/model/alert.js';
import { teamAddresses } from '../../core/notify/route.js';
import { episodeOf, keepEpisode, tell, type World } from '../world.js';
import { sayHeld } from './hold.js';
import { muteOf } from './mute.js';
import { makeReady } from './parcel.js';
import { isQuietFor, type Pass, type Reach } from './pass.js';

/** Tells the team of the highest level that has passed, and those who should have been reached by an SMS that nobody answered. */
export const planLevels = (world: World, fingerprint: string, pass: Pass): void => {
  const phase = world.alerts.get(fingerprint)?.phase;
  const episode = phase?.state === 'firing' ? world.episodes.get(phase.episode) : undefined;
  if (episode === undefined) return;
  const step = isStopped(episode, world.config.escalation) ? null : dueStep(episode, pass.at.now);
  if (step !== null) planStep(world, episode, step, pass);
  if (episode.answerBy !== null && episode.answerBy <= pass.at.now) planFollowUp(world, episode.id, pass);
};

const addressesOf = (world: World, team: string, { severity }: Episode, pass: Pass): readonly Reach[] => {
  const key = `${severity} ${team}`;
  const known = pass.teams.get(key);
  if (known !== undefined) return known;
  const found = world.channels.flatMap((channel): readonly Reach[] => {
    const recipients = teamAddresses(channel, world.config.teams[team], severity);
    return recipients === null ? [] : [{ channel, recipients }];
  });
  pass.teams.set(key, found);
  return found;
};

const planStep = (world: World, episode: Episode, step: EscalationStep, pass: Pass): void => {
  const { now } = pass.at;
  const addresses = addressesOf(world, step.team, episode, pass);
  const because =
    muteOf(world, pass.mutes, episode)?.because ?? (isQuietFor(world, pass, episode.severity) ? 'quiet-hours' : null);
  if (because !== null) {
    for (const { channel } of addresses) sayHeld(world, episode.id, channel, because, now);
    return;
  }
  keepEpisode(world, withStepDone(episode, step, now));
  const { rule, labels } = episode;
  const nobody = addresses.length === 0 ? ': nobody is told, for it has no address on an enabled channel' : '';
  tell(world, episode, { at: now, kind: 'escalated', text: `Level ${step.level}, team ${step.team}${nobody}.` });
  world.trace(now, { event: 'escalation', rule, labels, level: step.level, team: step.team });
  for (const { channel, recipients } of addresses) {
    const waiting = { channel, reason: 'escalated', level: step.level, recipients, limit: null, since: now } as const;
    makeReady(pass.ready, episode, waiting);
  }
};

/** Once per episode, and not where somebody acknowledged it by then. The clock runs while it is muted. */
const planFollowUp = (world: World, id: string, pass: Pass): void => {
  const episode = episodeOf(world, id);
  if (episode.acknowledgement === null && muteOf(world, pass.mutes, episode) !== null) return;
  keepEpisode(world, { ...episode, answerBy: null });
  if (episode.acknowledgement !== null || !world.channels.includes('sms')) return;
  const team = world.config.escalation.critical.find(({ level }) => level === 1)?.team;
  const recipients = teamAddresses('sms', team === undefined ? undefined : world.config.teams[team], episode.severity);
  if (recipients === null) {
    const text = 'Nobody acknowledged it in time, and the level-1 team has no number for an SMS.';
    tell(world, episode, { at: pass.at.now, kind: 'held', text });
    return;
  }
  const waiting = { channel: 'sms', reason: 'escalated', level: 0, recipients, limit: null, since: pass.at.now } as const;
  makeReady(pass.ready, episode, waiting);
  keepEpisode(world, { ...episodeOf(world, id), isFollowedUp: true });
};
