import { bornAlert, type Now } from '../../core/alert/advance.js';
import { episodeIdOf, fingerprintOf } from '../../core/alert/identity.js';
import { drillSteps } from '../../core/drill/plan.js';
import { UNTOLD } from '../../core/incident/untold.js';
import type { Actor } from '../../core/model/actor.js';
import type { Episode, EpisodeId } from '../../core/model/alert.js';
import { fail } from '../../core/model/result.js';
import { after, type Duration, minutes } from '../../core/time/instant.js';
import { type Acted, done } from '../acted.js';
import { openEpisodes } from '../open.js';
import { DRILL_RULE } from '../rule/test-rule.js';
import { keepAlert, keepEpisode, numberAlert, tell, type World } from '../world.js';

/** So long after the last level it ends by itself: time to answer. */
const TIME_TO_ANSWER = minutes(5);

/** Begins a fire drill: a synthetic critical that walks the whole escalation within `over`, to the real people by the real channels. */
export const startDrill = (world: World, over: Duration, actor: Actor, { now }: Now): Acted => {
  const running = openEpisodes(world).find(({ drill }) => drill !== undefined);
  if (running !== undefined) return fail({ code: 'conflict', message: `The drill ${running.id} still runs: end it first.` });
  const labels = { by: actor.name };
  const fingerprint = fingerprintOf(DRILL_RULE.id, labels);
  const alert = world.alerts.get(fingerprint) ?? bornAlert(fingerprint, numberAlert(world), DRILL_RULE.id, labels);
  const number = alert.episodes + 1;
  const id = episodeIdOf(alert.number, number);
  keepAlert(world, { ...alert, phase: { state: 'firing', episode: id, good: null }, episodes: number });
  const episode: Episode = {
    ...UNTOLD,
    id,
    fingerprint,
    number,
    rule: DRILL_RULE.id,
    labels,
    severity: DRILL_RULE.severity,
    startedAt: now,
    firedAt: now,
    value: null,
    threshold: 0,
    worst: null,
    resolution: null,
    acknowledgement: null,
    escalation: drillSteps(world.config.escalation, now, over),
    test: true,
    drill: { over, endsAt: after(now, over + TIME_TO_ANSWER), confirmed: [] },
  };
  keepEpisode(world, episode);
  tell(world, episode, { at: now, kind: 'fired', by: actor, text: 'A fire drill: nothing is wrong.' });
  const change = { from: 'inactive', to: 'firing', value: null, severity: 'critical', episode: number } as const;
  world.trace(now, { event: 'alert', rule: DRILL_RULE.id, labels, ...change });
  return done(id);
};

/** Notes that a person says a message of the drill has arrived. */
export const confirmDrill = (
  world: World,
  { alert, delivery }: { readonly alert: EpisodeId; readonly delivery: string },
  actor: Actor,
  { now }: Now,
): Acted => {
  const episode = world.episodes.get(alert);
  if (episode?.drill === undefined) return fail({ code: 'not-found', message: `There is no drill ${alert}.`, field: 'alert' });
  if (world.deliveries.get(delivery)?.episode !== alert)
    return fail({ code: 'not-found', message: 'The drill has no such message.', field: 'delivery' });
  if (episode.drill.confirmed.some((one) => one.delivery === delivery))
    return fail({ code: 'conflict', message: 'This message is acknowledged already.' });
  const confirmed = [...episode.drill.confirmed, { delivery, by: actor.name, at: now }];
  keepEpisode(world, { ...episode, drill: { ...episode.drill, confirmed } });
  tell(world, episode, { at: now, kind: 'note', by: actor, text: 'Says that a message of the drill has arrived.' });
  return done(alert);
};

/** Ends a drill whose time is over, among the alerts that are to be looked at. */
export const endDrills = (world: World, fingerprints: readonly string[], { now }: Now): void => {
  for (const fingerprint of fingerprints) {
    const alert = world.alerts.get(fingerprint);
    const episode = alert?.phase.state === 'firing' ? world.episodes.get(alert.phase.episode) : undefined;
    if (alert === undefined || episode?.drill === undefined || episode.drill.endsAt > now) continue;
    keepAlert(world, { ...alert, phase: { state: 'resolved', at: now, heldUntilObserved: null } });
    const reason = 'The drill is over.';
    keepEpisode(world, { ...episode, resolution: { at: now, how: 'auto', by: null, reason, judged: null } });
    tell(world, episode, { at: now, kind: 'resolved', text: reason });
    const { rule, labels } = episode;
    world.trace(now, { event: 'alert', rule, labels, from: 'firing', to: 'resolved', value: null });
  }
};
