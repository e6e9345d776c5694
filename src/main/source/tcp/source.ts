import type { Problem, RawAnswer, ReadingFacts } from '../../core/model/reading.js';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { TcpTarget } from '../../core/model/target.js';
import type { Source } from '../../core/port/source.js';
import { milliseconds } from '../../core/time/instant.js';
import { startDeadline } from '../net/deadline.js';
import { type Failure, lostFailure, timeoutFailure } from '../net/failure.js';
import { type Opened, openSocket } from '../net/open.js';
import { textProblem } from '../net/problem.js';
import { createServiceSource, type Probe, type Probing } from '../net/service.js';
import { type Heard, hear } from './hear.js';

/** Reads ports: does it take connections, how fast, and does it say what it should. */
export const createTcpSource = (): Source<TcpTarget> => createServiceSource('tcp', {}, probe);

const probe: Probe<TcpTarget> = async (target, probing) => {
  const opened = await openSocket(target, {
    ...probing,
    ip: target.ip,
    cover: null,
    whenCut: (stage) => timeoutFailure(target, stage, target.timeout / 1_000),
  });
  if (!opened.ok) return opened;
  const { socket, stopwatch, address } = opened.value;
  try {
    const heard = await converse(opened.value, target, probing);
    if (!heard.ok) return heard;
    const problem = problemOf(heard.value, target);
    return ok({
      took: stopwatch.took(),
      phases: stopwatch.phases(),
      problems: problem === null ? [] : [problem],
      facts: { ...(address === null ? {} : { address }), ...rawFact(heard.value, probing) },
    });
  } finally {
    socket.destroy();
  }
};

/** Says its line and hears the answer, where one is awaited; null where the connection itself is the answer. */
const converse = async (opened: Opened, target: TcpTarget, probing: Probing): Promise<Result<Heard | null, Failure>> => {
  const { socket, stopwatch } = opened;
  if (target.send !== null) socket.write(target.send);
  const { body } = target.expect;
  if (body === null && target.send === null) {
    stopwatch.mark('end');
    return ok(probing.wantsAnswer ? await greeting(opened, probing) : null);
  }
  const isMet = (said: Buffer): boolean => body === null || textProblem(textOf(said), body, ANSWER) === null;
  const heard = await hear(socket, { signal: probing.signal, began: () => stopwatch.mark('response'), isMet });
  const stage = stopwatch.stage();
  stopwatch.mark('end');
  if (heard.end === 'broken' || (heard.end === 'closed' && heard.said.length === 0)) return fail(lostFailure(target, stage));
  if (heard.said.length === 0) return fail(timeoutFailure(target, stage, target.timeout / 1_000));
  return ok(heard);
};

/** Longest that somebody who tries a target waits for a greeting that nothing asks for. */
const GREETING = milliseconds(1_000);

const greeting = async ({ socket }: Opened, { clock, signal }: Probing): Promise<Heard> => {
  const deadline = startDeadline(clock, GREETING, [signal]);
  const heard = await hear(socket, { signal: deadline.signal, began: () => undefined, isMet: () => true });
  deadline.stop();
  return heard;
};

const ANSWER = 'the answer';

/** Bytes that are no text become a letter each, so that a pattern can still name those around them. */
const textOf = (said: Buffer): string => said.toString('utf8');

const problemOf = (heard: Heard | null, { expect: { body } }: TcpTarget): Problem | null =>
  heard === null || body === null || heard.end === 'met' ? null : textProblem(textOf(heard.said), body, ANSWER);

/** Most characters of an answer that are shown. */
const MOST_SHOWN = 4_000;

const rawFact = (heard: Heard | null, { wantsAnswer }: Probing): ReadingFacts => {
  if (heard === null || !wantsAnswer) return {};
  const text = textOf(heard.said);
  const raw: RawAnswer = { headers: [], body: text.slice(0, MOST_SHOWN), isCut: text.length > MOST_SHOWN };
  return { raw };
};
