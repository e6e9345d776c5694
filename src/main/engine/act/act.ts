import { type Now, reopen, resolveByHand } from '../../core/alert/advance.js';
import { acknowledgeEnd } from '../../core/incident/acknowledge.js';
import type { Action, ActionReceipt } from '../../core/model/action.js';
import type { Actor } from '../../core/model/actor.js';
import type { Episode, EpisodeId } from '../../core/model/alert.js';
import { assertNever, fail } from '../../core/model/result.js';
import type { Matcher, Rule } from '../../core/model/rule.js';
import { limitOf } from '../../core/rule/side.js';
import type { Instant } from '../../core/time/instant.js';
import { type Acted, done } from '../acted.js';
import { resetBaseline } from '../baseline/learn.js';
import { doTask, undoTask } from '../calendar/calendar.js';
import { confirmDrill, startDrill } from '../drill/start.js';
import { whyRetired } from '../rule/retire.js';
import { TEST_RULE } from '../rule/test-rule.js';
import { keepAlert, keepEpisode, nowOf, tell, type World } from '../world.js';
import { escalate } from './escalate.js';
import { matchersOf, suppress, unsuppress, unsuppressAlert } from './suppress.js';
import { testAlert } from './test-alert.js';

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
    action: AUDITED[action.kind as keyof typeof AUDITED] ?? `alert.${action.kind}`,
    subject: subjectOf(action, acted.value),
    details: detailsOf(action),
  });
  return acted;
};

/** Acts that are done to something else than an alert. */
const AUDITED = {
  'reset-baseline': 'baseline.reset',
  'do-task': 'calendar.done',
  'undo-task': 'calendar.undo',
} as const satisfies Partial<Record<Action['kind'], string>>;

const subjectOf = (action: Action, receipt: ActionReceipt): string => {
  if ('alert' in action) return action.alert;
  if ('series' in action) return action.series;
  return 'task' in action ? action.task : (receipt.alert ?? receipt.suppression ?? '');
};

const detailsOf = (action: Action): Readonly<Record<string, string | number | boolean | null>> => {
  switch (action.kind) {
    case 'acknowledge':
      return {
        note: action.note,
        until: action.end.kind,
        ...(action.end.kind === 'until' ? { untilAt: action.end.at } : {}),
      };
    case 'resolve':
      return { reason: action.reason, judged: action.judged };
    case 'suppress':
      return { for: action.for, why: action.why };
    case 'suppress-matching':
      return { for: action.for, why: action.why, matchers: matchersText(action.matchers) };
    case 'note':
      return { text: action.text };
    case 'reset-baseline':
      return { why: action.why };
    case 'start-drill':
      return { over: action.over };
    case 'confirm-drill':
      return { delivery: action.delivery };
    case 'do-task':
      return { note: action.note };
    case 'undo-task':
      return { at: action.at };
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
      return withOpen(world, action.alert, (episode) => unacknowledge(world, episode, action, actor, at));
    case 'resolve':
      return withOpen(world, action.alert, (episode) => resolve(world, episode, action, actor, at));
    case 'reopen':
      return withEpisode(world, action.alert, (episode) => reopenEpisode(world, episode, actor, at));
    case 'escalate':
      return withOpen(world, action.alert, (episode) => escalate(world, episode, actor, at));
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
    case 'reset-baseline':
      return learnAnew(world, action, at);
    case 'test-alert':
      return testAlert(world, actor, at);
    case 'start-drill':
      return startDrill(world, action.over, actor, at);
    case 'confirm-drill':
      return confirmDrill(world, action, actor, at);
    case 'do-task':
      return doTask(world, action, actor, at.now);
    case 'undo-task':
      return undoTask(world, action, at.now);
    default:
      return assertNever(action);
  }
};

const learnAnew = (world: World, { series, why }: Action & { kind: 'reset-baseline' }, at: Now): Acted =>
  resetBaseline(world, series, why, at.now)
    ? done(null)
    : fail({
        code: 'not-found',
        message: `Nothing is learnt of ${series}: no rule compares it with its baseline.`,
        field: 'series',
      });

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
    // In a drill everybody answers who was told, also after the first.
    if (episode.drill !== undefined && episode.acknowledgement.by.name !== actor.name) {
      tell(world, episode, { at: at.now, kind: 'acknowledged', by: actor, text: action.note });
      return done(episode.id);
    }
    return fail({
      code: 'conflict',
      message: `${episode.acknowledgement.by.name} has already acknowledged alert ${episode.id}.`,
    });
  }
  if (action.end.kind === 'until' && action.end.at <= at.now) {
    return fail({ code: 'bad-input', message: 'The acknowledgement would be over before it begins.', field: 'end' });
  }
  const end = acknowledgeEnd(action.end, episode.value, limitOf(rule, episode));
  keepEpisode(world, { ...episode, acknowledgement: { by: actor, at: at.now, note: action.note, end } });
  tell(world, episode, { at: at.now, kind: 'acknowledged', by: actor, text: action.note });
  return done(episode.id);
};

const unacknowledge = (
  world: World,
  episode: Episode,
  { isOwn }: Action & { kind: 'unacknowledge' },
  actor: Actor,
  at: Now,
): Acted => {
  if (episode.acknowledgement === null) {
    return fail({ code: 'conflict', message: `Nobody has acknowledged alert ${episode.id}.` });
  }
  const { by } = episode.acknowledgement;
  if (isOwn === true && by.name !== actor.name) {
    return fail({ code: 'conflict', message: `${by.name} has acknowledged alert ${episode.id} since: that stays.` });
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
  const gone = whyRetired(world, alert);
  if (gone !== null) return fail({ code: 'conflict', message: `Alert ${episode.id} cannot be reopened. ${gone}` });
  keepAlert(world, reopen(alert, episode.id));
  keepEpisode(world, { ...episode, resolution: null, recoveryPlanned: false, closed: [] });
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

const note = (world: World, episode: Episode, text: string, actor: Actor, at: Now): Acted => {
  tell(world, episode, { at: at.now, kind: 'note', by: actor, text });
  return done(episode.id);
};
