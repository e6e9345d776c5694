import { bornAlert, type Now } from '../../core/alert/advance.js';
import { episodeIdOf, fingerprintOf } from '../../core/alert/identity.js';
import { UNTOLD } from '../../core/incident/untold.js';
import type { Actor } from '../../core/model/actor.js';
import type { Episode, EpisodeId } from '../../core/model/alert.js';
import { fail } from '../../core/model/result.js';
import type { Instant } from '../../core/time/instant.js';
import { type Acted, done } from '../acted.js';
import { TEST_RULE } from '../rule/test-rule.js';
import { keepAlert, keepEpisode, numberAlert, tell, type World } from '../world.js';

/** A synthetic alert through every channel. It says TEST everywhere, counts nowhere, and ends when someone resolves it. */
export const testAlert = (world: World, actor: Actor, at: Now): Acted => {
  const labels = { by: actor.name };
  const fingerprint = fingerprintOf(TEST_RULE.id, labels);
  const known = world.alerts.get(fingerprint);
  if (known?.phase.state === 'firing') {
    return fail({ code: 'conflict', message: `The test alert ${known.phase.episode} is still open: resolve it first.` });
  }
  const alert = known ?? bornAlert(fingerprint, numberAlert(world), TEST_RULE.id, labels);
  const number = alert.episodes + 1;
  const id = episodeIdOf(alert.number, number);
  keepAlert(world, { ...alert, phase: { state: 'firing', episode: id, good: null }, episodes: number });
  const episode = bornTest(id, fingerprint, number, labels, at.now);
  keepEpisode(world, episode);
  tell(world, episode, { at: at.now, kind: 'fired', by: actor, text: 'A test: nothing is wrong.' });
  world.trace(at.now, {
    event: 'alert',
    rule: TEST_RULE.id,
    labels,
    from: 'inactive',
    to: 'firing',
    value: null,
    severity: 'critical',
    episode: number,
  });
  return done(id);
};

const bornTest = (
  id: EpisodeId,
  fingerprint: Episode['fingerprint'],
  number: number,
  labels: Episode['labels'],
  now: Instant,
): Episode => ({
  id,
  fingerprint,
  number,
  rule: TEST_RULE.id,
  labels,
  severity: TEST_RULE.severity,
  startedAt: now,
  firedAt: now,
  value: null,
  threshold: 0,
  worst: null,
  resolution: null,
  acknowledgement: null,
  escalation: [],
  ...UNTOLD,
  test: true,
});
