import { randomUUID } from 'node:crypto';
import type { ActionReceipt } from '../../core/model/action.js';
import type { Actor } from '../../core/model/actor.js';
import type { DeskProblem } from '../../core/model/desk-problem.js';
import { fail, ok, type Refusal, type Result } from '../../core/model/result.js';
import type { DeskRequest, WaitingAct } from '../../core/model/team.js';
import type { Clock } from '../../core/port/clock.js';
import type { Desk } from '../../core/port/desk.js';
import type { Log } from '../../core/port/log.js';
import type { KeptAct, Team } from '../../core/port/team.js';
import { actText } from './act-text.js';
import { lookOften } from './look-often.js';

export interface CourierParts {
  readonly team: Pick<Team, 'acts' | 'ask' | 'answerTo' | 'withdraw' | 'news'>;
  /** This desk's name. */
  readonly name: string;
  readonly clock: Clock;
  readonly log: Log;
  /** Told when what waits, or what came of it, has changed. */
  readonly changed: () => void;
}

/** Brings what people do at this desk to the one that leads. It is kept on this machine first, so that neither a cut nor a kill loses it. */
export interface Courier {
  act: Desk['act'];
  remember: Desk['remember'];
  /** Keeps an act that this desk is about to carry out itself, under the id by which it will be known whether that was done. */
  begin(call: 'act' | 'remember', input: readonly unknown[], actor: Actor): OwnAct;
  /** What this desk carried out itself is in the store. */
  merged(): void;
  /** Of what this desk carried out itself it is not certain that it counts: whoever leads is asked, and carries out what was not done. */
  undone(): void;
  waiting(): readonly WaitingAct[];
  problems(): readonly DeskProblem[];
  stop(): void;
}

/** An act that the desk which leads carries out itself. */
export interface OwnAct {
  readonly actor: Actor;
  /** `waits`: what came of it is on this machine, and may still have to be asked of another. `settled`: nothing is left to be asked. */
  end(how: 'waits' | 'settled'): void;
  /** Another leads by now, and may or may not know of it: that one is asked under the same id. */
  handOver(): Promise<Outcome>;
}

/** How often is looked for answers. */
const PACE = { often: 250, seldom: 1_000 };
/** How long a person waits for one: an act that is asked later comes late. */
const PATIENCE = 5_000;
/** Refusals that nobody waited for are shown for this long. */
const REFUSAL_SHOWN = 3_600_000;
const ASKED_AGAIN = 60_000;

type Outcome = Result<ActionReceipt, Refusal>;

export const createCourier = (parts: CourierParts): Courier => {
  const { team, clock, log, changed } = parts;
  const askers = new Map<string, (outcome: Outcome) => void>();
  /** When each was asked last, by the steady clock. */
  const asked = new Map<string, number>();
  let refused: readonly { readonly id: string; readonly text: string; readonly at: number }[] = [];
  let isHeldUp = false;
  let isStopped = false;

  /** Acts that this desk carries out at this moment: what becomes of them is not known yet. */
  const underWay = new Set<string>();

  const keep = (id: string, call: string, input: readonly unknown[], actor: Actor, isDone = false): string => {
    team.acts.keep({ request: { id, desk: parts.name, call, input, actor, at: clock.now(), isLate: false }, isDone });
    return id;
  };

  const begin: Courier['begin'] = (call, input, actor) => {
    const id = randomUUID();
    keep(id, call, input, actor, true);
    underWay.add(id);
    return {
      actor: { ...actor, asked: { desk: parts.name, request: id } },
      end: (how) => {
        underWay.delete(id);
        // The store may have been well for a moment, and what was kept then taken for merged.
        if (how === 'waits') keep(id, call, input, actor, true);
        else team.acts.drop(id);
      },
      handOver: () => {
        underWay.delete(id);
        const outcome = answered(keep(id, call, input, actor));
        lookout.look();
        return outcome;
      },
    };
  };

  const ownActs = (): readonly KeptAct[] => team.acts.all().filter(({ request }) => !underWay.has(request.id));

  const carry = async (): Promise<void> => {
    if (isStopped) return;
    try {
      for (const { request, isDone } of team.acts.all()) if (!isDone && !isStopped) await bring(request);
      isHeldUp = false;
    } catch (error) {
      if (!isHeldUp) log.info('team.acts-wait', { error: String(error) });
      isHeldUp = true;
    }
  };

  const bring = async (request: DeskRequest): Promise<void> => {
    const { id, at } = request;
    const askedAt = asked.get(id);
    // An answer that nobody fetched for long is gone: what is asked again is carried out once all the same.
    if (askedAt === undefined || clock.monotonic() - askedAt > ASKED_AGAIN) {
      await team.ask({ ...request, isLate: askedAt !== undefined || !askers.has(id) || clock.now() - at > PATIENCE });
      asked.set(id, clock.monotonic());
    }
    const answer = await team.answerTo(id);
    if (answer === null) return;
    asked.delete(id);
    const outcome = outcomeOf(answer);
    if (!outcome.ok && outcome.error.code === 'unavailable') return team.withdraw(id);
    team.acts.drop(id);
    tell(request, outcome);
    changed();
    await team.withdraw(id);
  };

  const tell = (request: DeskRequest, outcome: Outcome): void => {
    const asker = askers.get(request.id);
    askers.delete(request.id);
    if (asker !== undefined) {
      asker(outcome);
      return;
    }
    if (outcome.ok) {
      log.info('team.act-carried-out', { act: actText(request) });
      return;
    }
    log.warn('team.act-refused', { act: actText(request), text: outcome.error.message });
    refused = [...refused, { id: request.id, text: outcome.error.message, at: clock.now() }].slice(-5);
  };

  const answered = (id: string): Promise<Outcome> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => {
        askers.delete(id);
        changed();
        resolve(ok({ alert: null, suppression: null, waits: WAITS }));
      }, PATIENCE);
      askers.set(id, (outcome) => {
        clearTimeout(timer);
        resolve(outcome);
      });
    });

  const lookout = lookOften({
    ...{ ...PACE, news: team.news, look: carry },
    isFor: (change) => change.kind === 'answered' && (askers.has(change.request) || asked.has(change.request)),
  });
  return {
    act: (action, actor) => {
      const outcome = answered(keep(randomUUID(), 'act', [action], actor));
      lookout.look();
      return outcome;
    },
    remember: async (action, subject, actor, details) => {
      keep(randomUUID(), 'remember', [action, subject, details], actor);
    },
    begin,
    merged: () => {
      for (const { request, isDone } of ownActs()) if (isDone) team.acts.drop(request.id);
    },
    undone: () => {
      for (const act of ownActs()) if (act.isDone) team.acts.keep({ ...act, isDone: false });
    },
    waiting: () =>
      team.acts
        .all()
        .filter(({ isDone, request: { id, call } }) => !isDone && call === 'act' && !askers.has(id))
        .map(({ request }) => ({
          id: request.id,
          text: actText(request),
          by: request.actor?.name ?? '',
          at: request.at,
        })),
    problems: () =>
      refused
        .filter(({ at }) => clock.now() - at < REFUSAL_SHOWN)
        .map(({ id, text }) => ({
          id: `act-refused-${id}`,
          text,
          remedy: 'Look at the alert as it is now, and decide again.',
        })),
    stop: () => {
      isStopped = true;
      lookout.stop();
    },
  };
};

const WAITS = 'No desk that leads has answered. It is kept at this desk, and carried out as soon as one does.';

const outcomeOf = (answer: string): Outcome => {
  const { value, refusal } = JSON.parse(answer) as { readonly value?: Outcome | null; readonly refusal?: Refusal };
  if (refusal !== undefined) return fail(refusal);
  return value ?? ok({ alert: null, suppression: null });
};
