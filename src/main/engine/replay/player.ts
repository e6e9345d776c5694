import type { SeriesSample } from '../../core/model/sample.js';
import type { TargetId } from '../../core/model/target.js';
import { type Duration, hours, type Instant } from '../../core/time/instant.js';
import { forget } from '../forget.js';
import { tick, turn } from '../turn.js';
import type { World } from '../world.js';
import type { PastAct } from './acts.js';
import { agendaOf, firstOf, settleInstant, tickInstant } from './agenda.js';
import { endsCalm } from './calm.js';
import { targetOf } from './feed.js';
import { createOutbox } from './outbox.js';
import { perform } from './perform.js';
import { attendTo, begin, catchUp, cease, isBlind, type PlayerParts, type Playing, settle, settleAsThen } from './playing.js';
import { createPulse } from './pulse.js';

/** A desk that is played: what its ledger, its people and its ticks ask for takes place in between the looks that it is handed. */
export interface Player {
  world(): World;
  /** When the next thing is to be done; before that, looks may be handed over in order. */
  nextAt(): number;
  /** Does the next thing; a promise where the desk starts again. */
  step(): Promise<void> | null;
  /** Takes in what one look at one target gave. */
  look(samples: readonly SeriesSample[], at: Instant): void;
}

const FORGET_EVERY = hours(1);

export const createPlayer = (parts: PlayerParts): Player => {
  const { startedAt, world } = parts;
  const intervals = new Map<string, Duration>(parts.config.targets.map(({ id, every }) => [id, every]));
  const playing: Playing = {
    ...{ parts, world, outbox: createOutbox(), pulse: createPulse(startedAt) },
    ...{ isAway: false, nextStretch: 0, nextAct: 0, forgotAt: startedAt },
    ...{ begunAt: null, isJustStarted: false, settledAt: null },
  };
  playing.outbox.adopt(world);
  settleAsThen(playing);
  return {
    world: () => playing.world,
    nextAt: () => firstOf(agendaOf(playing)),
    step: () => step(playing),
    look: (samples, at) => {
      if (isBlind(playing)) return;
      const target = targetOf((samples[0] as SeriesSample).series);
      const every = intervals.get(target) ?? parts.every;
      look(playing, { samples, every, scope: 'touched', read: target === '' ? null : (target as TargetId) }, at);
    },
  };
};

const step = (playing: Playing): Promise<void> | null => {
  const agenda = agendaOf(playing);
  const at = firstOf(agenda);
  const { stretches, acts } = playing.parts;
  const stretch = stretches[playing.nextStretch];
  if (stretch !== undefined && at === agenda.stretch) {
    if (playing.isAway) return begin(playing, stretch);
    cease(playing, stretch);
  } else if (at === agenda.settle) settle(playing, settleInstant(at));
  else if (at === agenda.act) act(playing, acts[playing.nextAct] as PastAct);
  else beat(playing, tickInstant(at));
  return null;
};

const act = (playing: Playing, past: PastAct): void => {
  playing.nextAct += 1;
  perform(playing.world, past, past.at);
  attendTo(playing, past.at);
  playing.pulse.stirred(past.at);
};

const beat = (playing: Playing, at: Instant): void => {
  catchUp(playing, at);
  tick(playing.world, at);
  playing.outbox.drain(at);
  playing.pulse.ticked(at);
  tidy(playing, at);
};

const look = (playing: Playing, seen: Parameters<typeof turn>[1], at: Instant): void => {
  const { world, outbox, pulse } = playing;
  turn(world, seen, at);
  outbox.drain(at);
  pulse.looked(at);
  if (endsCalm(world, seen.samples)) pulse.disturbed();
  tidy(playing, at);
};

const tidy = (playing: Playing, at: Instant): void => {
  if (at - playing.forgotAt < FORGET_EVERY) return;
  forget(playing.world, at);
  playing.forgotAt = at;
};
