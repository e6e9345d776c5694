import type { Config } from '../../core/model/config.js';
import type { Explanation } from '../../core/model/explanation.js';
import type { Labels } from '../../core/model/labels.js';
import type { Rule } from '../../core/model/rule.js';
import type { ScenarioMoment, ScenarioPoint, Stretch } from '../../core/model/rule-scenario.js';
import type { UnobservedStretch } from '../../core/observe/observation.js';
import { after, type Duration, type Instant } from '../../core/time/instant.js';
import { answerFrom } from '../explain/answer.js';
import { createPlayer, type Player } from '../replay/player.js';
import type { Recorded } from '../replay/recorded.js';
import { moveTo, type ReplayParts } from '../replay/replay.js';
import type { Trace } from '../trace.js';
import type { World } from '../world.js';
import type { Pour } from './pour.js';

export interface PlayParts {
  readonly config: Config;
  readonly rule: Rule;
  readonly labels: Labels;
  readonly recorded: Recorded;
  readonly trace: Trace;
  /** Just started, at `from`. */
  readonly world: World;
  readonly from: Instant;
  readonly every: Duration;
  readonly stretch: Duration;
  readonly course: readonly Stretch[];
  readonly pour: Pour;
  readonly breathe: ReplayParts['breathe'];
}

export interface Played {
  readonly points: readonly ScenarioPoint[];
  readonly moments: readonly ScenarioMoment[];
  /** What was said at each of the points, to choose from. */
  readonly said: readonly Explanation[];
}

/** A chart needs no more points. */
const MOST_POINTS = 240;

/** Plays a course through the engine's own turns and ticks, and asks at each point of a chart what the rule saw and why. */
export const playCourse = async (parts: PlayParts): Promise<Played> => {
  const { config, recorded, trace, world, from, every, stretch, course } = parts;
  const stretches = unobservedOf(parts);
  const player = createPlayer({
    ...{ config, recorded, trace, world, every, stretches, acts: [] },
    startedAt: from,
    settledAt: new Map(),
  });
  const played: Played & { points: ScenarioPoint[]; moments: ScenarioMoment[]; said: Explanation[] } = {
    points: [],
    moments: [],
    said: [],
  };
  const length = course.length * stretch;
  const step = Math.max(1, Math.ceil(length / every / MOST_POINTS));
  for (let look = 0; look * every < length; look += 1) {
    const at = after(from, look * every);
    await moveTo(player, at, parts.breathe);
    closeStretches(parts, player, played, at);
    const samples = parts.pour(course[Math.floor((look * every) / stretch)] as Stretch, at);
    if (samples.length > 0) player.look(samples, at);
    if (look % step === 0) addPoint(parts, player, played, at);
  }
  const end = after(from, length);
  await moveTo(player, end, parts.breathe);
  closeStretches(parts, player, played, end);
  return played;
};

const unobservedOf = ({ course, from, stretch }: PlayParts): readonly UnobservedStretch[] => {
  const found: { from: Instant; to: Instant; cause: 'offline' }[] = [];
  for (const [index, one] of course.entries()) {
    if (one !== 'unobserved') continue;
    const begins = after(from, index * stretch);
    const last = found.at(-1);
    if (last?.to === begins) last.to = after(begins, stretch);
    else found.push({ from: begins, to: after(begins, stretch), cause: 'offline' });
  }
  return found;
};

const explained = ({ rule, labels }: PlayParts, player: Player, at: Instant): Explanation | null => {
  const told = answerFrom(player.world(), { rule: rule.id, labels }, at);
  return told.ok ? told.value.explanation : null;
};

const addPoint = (
  parts: PlayParts,
  player: Player,
  played: { points: ScenarioPoint[]; said: Explanation[] },
  at: Instant,
): void => {
  const said = explained(parts, player, at);
  if (said === null) return;
  const { value, threshold, band, verdict, n, window } = said.seen;
  const edges = band?.low == null || band.high == null ? null : { low: band.low, high: band.high };
  played.points.push({ at, value, threshold, band: edges, verdict, state: said.state, n, window });
  played.said.push(said);
};

/** What is said of each stretch that is over by `at`. */
const closeStretches = (parts: PlayParts, player: Player, { moments }: { moments: ScenarioMoment[] }, at: Instant): void => {
  while (after(parts.from, (moments.length + 1) * parts.stretch) <= at) {
    const end = after(parts.from, (moments.length + 1) * parts.stretch - 1);
    const said = explained(parts, player, end);
    if (said === null) return;
    moments.push({ at: end, state: said.state, kind: said.outcome.kind, saw: said.seen.text, text: said.outcome.text });
  }
};
