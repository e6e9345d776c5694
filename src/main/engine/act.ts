import { bornAlert, type Now, reopen, resolveByHand } from '../core/alert/advance.js';
import { episodeIdOf, fingerprintOf } from '../core/alert/identity.js';
import { acknowledgeEnd } from '../core/incident/acknowledge.js';
import type { Action, ActionReceipt } from '../core/model/action.js';
import type { Actor } from '../core/model/actor.js';
import type { Episode, EpisodeId } from '../core/model/alert.js';
import type { Suppression } from '../core/model/mute.js';
import { assertNever, fail, ok, type Refusal, type Result } from '../core/model/result.js';
import type { Matcher, Rule } from '../core/model/rule.js';
import { mutes } from '../core/mute/suppression.js';
import { sayLength } from '../core/notify/quantity.js';
import type { Instant } from '../core/time/instant.js';
import { after, type Duration } from '../core/time/instant.js';
import { endSuppression, openEpisodes } from './ends.js';
import { TEST_RULE } from './test-rule.js';
import { keepAlert, keepEpisode, keepSuppression, nowOf, tell, type World } from './world.js';

type Acted = Result<ActionReceipt, Refusal>;

/**
 * Carries out what a person asked for, or says why not. Everything it changes stands in one draft with its audit entry;
 * who is told of it is decided right after, by `attend`.
 */
export const act = (world: World, action: Action, actor: Actor, now: Instant): Acted => {
  const at = nowOf(world, now);
  const acted = carryOut(world, action, actor, at);
  if (!acted.ok) return acted;
  world.draft().audit.push({
    at: now,
    actor,
    action: `alert.${action.kind}`,
    subject: subjectOf(action, acted.value),
    details: detailsOf(action),
  });
  return acted;
};

const subjectOf = (action: Action, receipt: ActionReceipt): string =>
  ('alert' in action ? action.alert : null) ?? receipt.alert ?? receipt.suppression ?? '';

const detailsOf = (action: Action): Readonly<Record<string, string | number | boolean | null>> => {
  switch (action.kind) {
    case 'acknowledge':
      return { note: action.note, until: action.end.kind };
    case 'resolve':
      return { reason: action.reason, judged: action.judged };
    case 'suppress':
      return { for: action.for, why: action.why };
    case 'suppress-matching':
      return { for: action.for, why: action.why, matchers: matchersText(action.matchers) };
    case 'note':
      return { text: action.text };
    default:
      return {};
  }
};

const matchersText = (matchers: readonly Matcher[]): string =>
  matchers.map(({ label, operator, value }) => `${label}${operator}"${value}"`).join(',');

const carryOut = (world: World, action: Action, actor: Actor, at: Now): Acted => {
  switch (action.kind) {
    case 'acknowledge':
      return withOpen(world, action.alert, (episode, rule) => acknowledge(world, episode, rule, action, actor, at));
    case 'unacknowledge':
      return withOpen(world, action.alert, (episode) => unacknowledge(world, episode, actor, at));
    case 'resolve':
      return withOpen(world, action.alert, (episode) => resolve(world, episode, action, actor, at));
    case 'reopen':
      return withEpisode(world, action.alert, (episode) => reopenEpisode(world, episode, actor, at));
    case 'suppress':
      return withOpen(world, action.alert, (episode) => suppress(world, matchersOf(episode), action, actor, at, episode.id));
    case 'suppress-matching':
      return suppress(world, action.matchers, action, actor, at, null);
    case 'unsuppress':
      return unsuppress(world, action.suppression, actor, at);
    case 'unsuppress-alert':
      return withEpisode(world, action.alert, (episode) => unsuppressAlert(world, episode, actor, at));
    case 'note':
      return withEpisode(world, action.alert, (episode) => note(world, episode, action.text, actor, at));
    case 'test-alert':
      return testAlert(world, actor, at);
    default:
      return assertNever(action);
  }
};

const done = (alert: EpisodeId | null, suppression: string | null = null): Acted => ok({ alert, suppression });

const withEpisode = (world: World, id: EpisodeId, act: (episode: Episode, rule: Rule) => Acted): Acted => {
  const episode = world.episodes.get(id);
  if (episode === undefined) return fail({ code: 'not-found', message: `There is no alert ${id}.`, field: 'alert' });
  return act(episode, world.rules.get(episode.rule) ?? TEST_RULE);
};

const withOpen = (world: World, id: EpisodeId, act: (episode: Episode, rule: Rule) => Acted): Acted =>
  withEpisode(world, id, (episode, rule) =>
    episode.resolution === null ? act(episode, rule) : fail({ code: 'conflict', message: `Alert ${id} is already resolved.` }),
  );

const acknowledge = (
  world: World,
  episode: Episode,
  rule: Rule,
  action: Action & { kind: 'acknowledge' },
  actor: Actor,
  at: Now,
): Acted => {
  if (episode.acknowledgement !== null) {
    return fail({
      code: 'conflict',
      message: `${episode.acknowledgement.by.name} has already acknowledged alert ${episode.id}.`,
    });
  }
  if (action.end.kind === 'until' && action.end.at <= at.now) {
    return fail({ code: 'bad-input', message: 'The acknowledgement would be over before it begins.', field: 'end' });
  }
  const end = acknowledgeEnd(action.end, episode.value, rule.when.test);
  keepEpisode(world, { ...episode, acknowledgement: { by: actor, at: at.now, note: action.note, end } });
  tell(world, episode, { at: at.now, kind: 'acknowledged', by: actor, text: action.note });
  return done(episode.id);
};

const unacknowledge = (world: World, episode: Episode, actor: Actor, at: Now): Acted => {
  if (episode.acknowledgement === null) {
    return fail({ code: 'conflict', message: `Nobody has acknowledged alert ${episode.id}.` });
  }
  keepEpisode(world, { ...episode, acknowledgement: null });
  tell(world, episode, { at: at.now, kind: 'unacknowledged', by: actor, text: '' });
  return done(episode.id);
};

const resolve = (world: World, episode: Episode, action: Action & { kind: 'resolve' }, actor: Actor, at: Now): Acted => {
  const alert = world.alerts.get(episode.fingerprint);
  if (alert !== undefined) keepAlert(world, resolveByHand(alert, at).alert);
  const resolution = { at: at.now, how: 'hand', by: actor, reason: action.reason, judged: action.judged } as const;
  keepEpisode(world, { ...episode, resolution });
  tell(world, episode, { at: at.now, kind: 'resolved', by: actor, text: action.reason, value: episode.value });
  world.trace(at.now, {
    event: 'alert',
    rule: episode.rule,
    labels: episode.labels,
    from: 'firing',
    to: 'resolved',
    value: episode.value,
  });
  return done(episode.id);
};

/** Restores the same episode with its acknowledgement and times; refused once a later episode has begun. */
const reopenEpisode = (world: World, episode: Episode, actor: Actor, at: Now): Acted => {
  const alert = world.alerts.get(episode.fingerprint);
  if (episode.resolution === null) return fail({ code: 'conflict', message: `Alert ${episode.id} is not resolved.` });
  if (alert === undefined || alert.phase.state === 'firing' || alert.episodes !== episode.number) {
    return fail({ code: 'conflict', message: `A later episode than ${episode.id} has begun; it cannot be reopened.` });
  }
  if (!world.rules.has(episode.rule) && !episode.test) {
    return fail({ code: 'conflict', message: `The rule of alert ${episode.id} is gone.` });
  }
  keepAlert(world, reopen(alert, episode.id));
  keepEpisode(world, { ...episode, resolution: null, recoveryPlanned: false });
  world.ended.delete(episode.id);
  tell(world, episode, { at: at.now, kind: 'reopened', by: actor, text: '' });
  world.trace(at.now, {
    event: 'alert',
    rule: episode.rule,
    labels: episode.labels,
    from: 'resolved',
    to: 'firing',
    value: episode.value,
  });
  return done(episode.id);
};

/** Exactly this alert: its rule and each of its labels. */
const matchersOf = (episode: Episode): readonly Matcher[] => [
  { label: 'rule', operator: '=', value: episode.rule },
  ...Object.entries(episode.labels).map(([label, value]) => ({ label, operator: '=' as const, value })),
];

const suppress = (
  world: World,
  matchers: readonly Matcher[],
  wish: { readonly for: Duration; readonly why: string },
  actor: Actor,
  at: Now,
  alert: EpisodeId | null,
): Acted => {
  world.lastSuppressionNumber += 1;
  world.draft().marks.set('suppressionNumber', world.lastSuppressionNumber);
  const suppression: Suppression = {
    id: `s${world.lastSuppressionNumber}`,
    matchers,
    by: actor,
    why: wish.why,
    startsAt: at.now,
    endsAt: after(at.now, wish.for),
    ended: null,
  };
  keepSuppression(world, suppression);
  for (const episode of openEpisodes(world)) {
    if (!mutes(suppression, episode.rule, episode.labels)) continue;
    tell(world, episode, {
      at: at.now,
      kind: 'suppressed',
      by: actor,
      text: `for ${sayLength(wish.for)}${wish.why === '' ? '' : `: ${wish.why}`}`,
    });
  }
  return done(alert, suppression.id);
};

const unsuppress = (world: World, id: string, actor: Actor, at: Now): Acted => {
  const suppression = world.suppressions.get(id);
  if (suppression === undefined)
    return fail({ code: 'not-found', message: `There is no running suppression ${id}.`, field: 'suppression' });
  endSuppression(world, suppression, at, actor);
  return done(null, id);
};

const unsuppressAlert = (world: World, episode: Episode, actor: Actor, at: Now): Acted => {
  const muting = [...world.suppressions.values()].filter((suppression) => mutes(suppression, episode.rule, episode.labels));
  if (muting.length === 0) return fail({ code: 'conflict', message: `Alert ${episode.id} is not suppressed.` });
  for (const suppression of muting) endSuppression(world, suppression, at, actor);
  return done(episode.id);
};

const note = (world: World, episode: Episode, text: string, actor: Actor, at: Now): Acted => {
  tell(world, episode, { at: at.now, kind: 'note', by: actor, text });
  return done(episode.id);
};

/** A synthetic alert through every channel. It says TEST everywhere, counts nowhere, and ends when someone resolves it. */
const testAlert = (world: World, actor: Actor, at: Now): Acted => {
  const labels = { by: actor.name };
  const fingerprint = fingerprintOf(TEST_RULE.id, labels);
  const known = world.alerts.get(fingerprint);
  if (known?.phase.state === 'firing') {
    return fail({ code: 'conflict', message: `The test alert ${known.phase.episode} is still open: resolve it first.` });
  }
  const alert = known ?? bornAlert(fingerprint, nextNumber(world), TEST_RULE.id, labels);
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

const nextNumber = (world: World): number => {
  world.lastAlertNumber += 1;
  world.draft().marks.set('alertNumber', world.lastAlertNumber);
  return world.lastAlertNumber;
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
  level: 0,
  told: [],
  toldAt: null,
  recoveryPlanned: false,
  held: [],
  test: true,
});
