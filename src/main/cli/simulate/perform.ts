import type { Action } from '../../core/model/action.js';
import type { Actor } from '../../core/model/actor.js';
import type { Episode } from '../../core/model/alert.js';
import type { Matcher } from '../../core/model/rule.js';
import { hours } from '../../core/time/instant.js';
import { act } from '../../engine/act/act.js';
import type { World } from '../../engine/world.js';
import type { VirtualClock } from './clock.js';
import { ACTIONS, type ActionTarget, type ScriptedAction } from './scenario.js';
import type { Stage } from './stage.js';
import type { TranscriptLine } from './transcript.js';

/** Does what a scenario's person does; what cannot be done is written with its reason. */
export const perform = (
  stage: Stage | null,
  clock: VirtualClock,
  scripted: ScriptedAction,
  write: (line: TranscriptLine) => void,
): void => {
  const kind = ACTIONS.find((name) => scripted[name] !== undefined) ?? 'test-alert';
  const by = scripted.by ?? 'operator';
  const aim = (kind === 'test-alert' ? {} : scripted[kind]) as ActionTarget;
  const line = { event: 'action', action: kind, ...(aim.rule === undefined ? {} : { rule: aim.rule }), by } as const;
  const refuse = (why: string): void => write({ at: clock.elapsed(), event: { ...line, refused: why } });
  if (stage === null) {
    refuse('Watchroom is not running');
    return;
  }
  const wished = actionsOf(stage.world, kind, aim, scripted);
  if (wished.length === 0) refuse('nothing matches');
  for (const action of wished) {
    const actor: Actor = { name: by, role: 'responder', via: 'scenario' };
    const acted = act(stage.world, action, actor, clock.now());
    if (acted.ok) write({ at: clock.elapsed(), event: line });
    else refuse(acted.error.message);
  }
};

const DEFAULT_SUPPRESSION = hours(1);

/** The acts that a scripted one stands for: one for each alert that it aims at. */
const actionsOf = (
  world: World,
  kind: (typeof ACTIONS)[number],
  aim: ActionTarget,
  scripted: ScriptedAction,
): readonly Action[] => {
  if (kind === 'test-alert') return [{ kind }];
  if (kind === 'suppress') {
    return [
      {
        kind: 'suppress-matching',
        matchers: matchersOf(aim),
        for: scripted.for ?? DEFAULT_SUPPRESSION,
        why: scripted.why ?? '',
      },
    ];
  }
  if (kind === 'unsuppress') {
    const wanted = JSON.stringify(matchersOf(aim));
    return [...world.suppressions.values()]
      .filter(({ matchers }) => JSON.stringify(matchers) === wanted)
      .map(({ id }) => ({ kind: 'unsuppress', suppression: id }));
  }
  return aimedAt(world, aim, kind === 'reopen').map(({ id }): Action => {
    if (kind === 'acknowledge') return { kind, alert: id, note: scripted.note ?? '', end: { kind: 'resolved' } };
    if (kind === 'resolve') return { kind, alert: id, reason: scripted.reason ?? '', judged: null };
    return { kind, alert: id };
  });
};

const matchersOf = (aim: ActionTarget): readonly Matcher[] => [
  ...(aim.rule === undefined ? [] : [{ label: 'rule', operator: '=' as const, value: aim.rule }]),
  ...Object.entries(aim.labels ?? {}).map(([label, value]) => ({ label, operator: '=' as const, value })),
];

/** Open episodes that match; for reopening, the newest resolved one of each alert. */
const aimedAt = (world: World, aim: ActionTarget, isResolved: boolean): readonly Episode[] =>
  [...world.episodes.values()].filter(
    (episode) =>
      (episode.resolution !== null) === isResolved &&
      (!isResolved || world.alerts.get(episode.fingerprint)?.episodes === episode.number) &&
      (aim.rule === undefined || episode.rule === aim.rule) &&
      Object.entries(aim.labels ?? {}).every(([label, value]) => episode.labels[label] === value),
  );
