import { setTimeout as wait } from 'node:timers/promises';
import type { Action, ActionReceipt } from '../../core/model/action.js';
import type { Actor } from '../../core/model/actor.js';
import type { EpisodeId } from '../../core/model/alert.js';
import type { AuditEntry } from '../../core/model/audit.js';
import { fail, ok, type Refusal, RefusedError, type Result } from '../../core/model/result.js';
import type { DeskRequest } from '../../core/model/team.js';
import type { Clock, Stop } from '../../core/port/clock.js';
import type { Desk } from '../../core/port/desk.js';
import type { ExplainQuery } from '../../core/port/explain.js';
import type { Journal } from '../../core/port/journal.js';
import type { Log } from '../../core/port/log.js';
import type { DueRequest, LeadStore, Team } from '../../core/port/team.js';
import type { Instant } from '../../core/time/instant.js';
import { StoreError } from '../../store/error.js';
import { localText } from './act-text.js';
import { isQuestion } from './calls.js';
import { answerOfKept, isKeptCall, type Kept } from './kept.js';
import { lookOften } from './look-often.js';

export interface CarryOutParts {
  readonly desk: Desk;
  readonly kept: Kept;
  readonly clock: Pick<Clock, 'now'>;
  readonly journal: Pick<Journal, 'auditOf'>;
  readonly team: Pick<Team, 'nextDue' | 'answer' | 'news'>;
  readonly store: Pick<LeadStore, 'confirm' | 'problems'>;
  readonly zone: () => string;
  readonly log: Log;
}

/** How often is looked for requests, in milliseconds. */
const PACE = { often: 250, seldom: 1_000 };

/** Carries out what other desks ask of this one, which leads: acts one after the other in their order, each once. */
export const carryOutRequests = (parts: CarryOutParts): Stop => {
  const { log, team } = parts;
  let isUnread = false;
  let isStopped = false;
  const look = async (): Promise<void> => {
    try {
      for (let due = await nextOf(parts); due !== null && !isStopped; due = await nextOf(parts)) {
        const answering = answer(parts, due).catch((error: unknown) =>
          log.warn('team.answer-failed', { error: String(error) }),
        );
        // A question may take long, and must hold up nobody's act.
        if (isAct(due.request)) await answering;
      }
      isUnread = false;
    } catch (error) {
      if (!isUnread) log.warn('team.requests-unread', { error: String(error) });
      isUnread = true;
    }
  };
  const lookout = lookOften({ ...PACE, news: team.news, isFor: ({ kind }) => kind === 'asked', look });
  return () => {
    isStopped = true;
    lookout.stop();
  };
};

/** A desk that was cut off serves nobody before it knows that it leads on, and can keep what it does. */
const nextOf = async ({ team, store }: CarryOutParts): Promise<DueRequest | null> =>
  store.problems().length === 0 && (await store.confirm()) === 'leads' ? team.nextDue() : null;

/**
 * What was carried out is answered in any case: it must not be taken for undone because the way failed for a moment. What waits on this machine is not
 * answered: whoever leads next, and that may be this desk, finds by its id whether it arrived.
 */
const answer = async (parts: CarryOutParts, due: DueRequest): Promise<void> => {
  const said = JSON.stringify(await saidOf(parts, due));
  if (isAct(due.request) && parts.store.problems().length > 0) return;
  for (let tries = 1; ; tries += 1) {
    try {
      return await parts.team.answer(due.request.id, said);
    } catch (error) {
      if (tries === MOST_TRIES) throw error;
      await wait(BETWEEN_TRIES);
    }
  }
};

const [MOST_TRIES, BETWEEN_TRIES] = [5, 1_000];

const saidOf = async (
  parts: CarryOutParts,
  due: DueRequest,
): Promise<{ readonly value: unknown } | { readonly refusal: Refusal }> => {
  try {
    return { value: await carriedOut(parts, due) };
  } catch (error) {
    if (error instanceof RefusedError) return { refusal: error.refusal };
    parts.log.error('team.request-failed', { call: due.request.call, error: String(error) });
    return { refusal: error instanceof StoreError ? NOT_NOW : FAILED };
  }
};

const NOT_NOW: Refusal = { code: 'unavailable', message: 'The desk that leads cannot reach the store now.' };
const FAILED: Refusal = { code: 'internal', message: 'The desk that leads failed at this. Its log says more.' };
const SENT_BEFORE: Refusal = {
  code: 'unavailable',
  message: 'Another desk took this up before, and may have sent it. Look whether it came, then try again.',
};

const carriedOut = async (parts: CarryOutParts, due: DueRequest): Promise<unknown> => {
  const { call, input } = due.request;
  if (call === 'act') return actOnce(parts, due);
  if (call === 'remember') return rememberOnce(parts, due);
  if (call === 'tryChannel' && due.wasTaken) throw new RefusedError(SENT_BEFORE);
  if (isKeptCall(call)) return answerOfKept(parts.kept, call, input);
  if (!isQuestion(call)) throw new RefusedError({ code: 'not-found', message: 'The desk that leads knows no such call.' });
  return (parts.desk[call] as (...input: readonly unknown[]) => Promise<unknown>)(...timely(due.request, parts.clock.now()));
};

const isAct = ({ call }: DeskRequest): boolean => call === 'act' || call === 'remember';

/** Desks' clocks differ: what is now at the desk that asks is now here, although it lies ahead by the clock of this one. */
const timely = ({ call, input, at: askedAt }: DeskRequest, now: Instant): readonly unknown[] => {
  const mended = (at: Instant): Instant => (at > now && at <= askedAt ? now : at);
  if (call === 'past') return [mended(input[0] as Instant)];
  if (call !== 'explain') return input;
  const query = input[0] as ExplainQuery;
  return [{ ...query, at: query.at === null ? null : mended(query.at) }];
};

const actOnce = async (parts: CarryOutParts, due: DueRequest): Promise<Result<ActionReceipt, Refusal>> => {
  const { desk } = parts;
  const [action] = due.request.input as readonly [Action];
  const actor = actorOf(due.request);
  const before = await parts.journal.auditOf(due.request.id);
  if (before !== null) return saidBefore(action, before);
  const acted = await desk.act(action, actor);
  if (!acted.ok && acted.error.code === 'unavailable') return acted;
  if (!acted.ok && due.request.isLate) return conflict(parts, due.request, action, acted.error);
  return acted;
};

/** It was carried out before, or shown as a conflict: of either it is done once. */
const saidBefore = (action: Action, { action: entered, details }: AuditEntry): Result<ActionReceipt, Refusal> => {
  const isConflict = entered.endsWith('.refused') || (entered === 'alert.note' && action.kind !== 'note');
  if (isConflict) return fail({ code: 'conflict', message: String(details.text) });
  return ok({ alert: 'alert' in action ? action.alert : null, suppression: null });
};

/** What came too late is not laid over what others did meanwhile: the alert's story says what was meant, and why it was not done. */
const conflict = async (
  { desk, zone }: CarryOutParts,
  request: DeskRequest,
  action: Action,
  refusal: Refusal,
): Promise<Result<ActionReceipt, Refusal>> => {
  const when = localText(request.at, zone());
  const text = `Conflict: ${action.kind} at ${when} on the desk ${request.desk}, which had no way to the others, was not applied. ${refusal.message}`;
  const alert: EpisodeId | null = 'alert' in action ? action.alert : null;
  const noted = alert === null ? null : await desk.act({ kind: 'note', alert, text }, actorOf(request));
  if (noted?.ok !== true) await desk.remember(`alert.${action.kind}.refused`, alert ?? '', actorOf(request), { text });
  return fail({ ...refusal, message: text });
};

const rememberOnce = async (parts: CarryOutParts, due: DueRequest): Promise<null> => {
  const [action, subject, details] = due.request.input as readonly [string, string, AuditEntry['details']];
  if ((await parts.journal.auditOf(due.request.id)) === null)
    await parts.desk.remember(action, subject, actorOf(due.request), details);
  return null;
};

const actorOf = ({ id, desk, actor }: DeskRequest): Actor => ({
  ...(actor ?? { name: desk, role: 'viewer', via: 'engine' }),
  asked: { desk, request: id },
});
