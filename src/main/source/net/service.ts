import type { LookupFunction } from 'node:net';
import type { SecureContext } from 'node:tls';
import type { Measure, PhaseFacts, Problem, ReadingFacts, ReadingOutcome } from '../../core/model/reading.js';
import { fail, type Result } from '../../core/model/result.js';
import type { DnsTarget, TcpTarget, TlsTarget } from '../../core/model/target.js';
import type { Clock } from '../../core/port/clock.js';
import type { Look, Source } from '../../core/port/source.js';
import type { Duration } from '../../core/time/instant.js';
import { noteOfTries, type Tried, tryUntilSure } from './confirm.js';
import { startDeadline } from './deadline.js';
import { type Failure, withCertificate } from './failure.js';
import { createLookup } from './lookup.js';
import { certificateMeasures, failureOutcome, phaseMeasures } from './outcome.js';
import { isUp, withinProblem } from './problem.js';
import { trustIn } from './trust.js';
import { createTurnstile } from './turnstile.js';

type ServiceTarget = TcpTarget | TlsTarget | DnsTarget;

/** What a probe has at hand during one try. */
export interface Probing {
  readonly clock: Clock;
  /** Aborts when the try's time is up, or when it is not wanted any more. */
  readonly signal: AbortSignal;
  readonly lookup: LookupFunction;
  readonly trust: SecureContext;
  /** Whether a person wants to see the answer itself. */
  readonly wantsAnswer: boolean;
}

/** What a probe found. */
export interface Seen {
  readonly took: Duration;
  readonly phases: PhaseFacts;
  readonly problems: readonly Problem[];
  readonly facts: ReadingFacts;
  /** Numbers of its own, beside those that every service gives. */
  readonly measures?: readonly Measure[];
}

/** Asks once. Rejects only for a bug. */
export type Probe<T extends ServiceTarget> = (target: T, probing: Probing) => Promise<Result<Seen, Failure>>;

export interface ServiceOptions {
  /** PEM certificates of authorities that are trusted beside those built into the runtime. */
  readonly authorities?: readonly string[];
}

/** A source whose targets answer or do not: within the target's time, confirmed, and ended when it is not wanted any more. */
export const createServiceSource = <T extends ServiceTarget>(
  kind: T['source'],
  { authorities = [] }: ServiceOptions,
  probe: Probe<T>,
): Source<T> => {
  const stopping = new AbortController();
  const shared = { lookup: createLookup(), trust: trustIn(authorities) };
  const turnstile = createTurnstile();
  const tryOnce = async (target: T, { clock, signal, wantsAnswer = false }: Look): Promise<Result<Seen, Failure>> => {
    await turnstile.pass();
    const deadline = startDeadline(clock, target.timeout, [signal, stopping.signal]);
    try {
      const seen = await probe(target, { ...shared, clock, signal: deadline.signal, wantsAnswer });
      return seen.ok ? seen : fail(await withCertificate(seen.error, deadline.signal));
    } finally {
      deadline.stop();
    }
  };
  return {
    kind,
    read: async (target, look) => {
      const startedAt = look.clock.now();
      const tried = await tryUntilSure(target.confirm, look, stopping.signal, () => tryOnce(target, look));
      return { source: kind, target: target.id, startedAt, at: look.clock.now(), outcome: outcomeOf(tried, target, look) };
    },
    stop: async () => stopping.abort(new Error(`the ${kind} source was stopped`)),
  };
};

const outcomeOf = (tried: Tried<Seen>, target: ServiceTarget, { clock }: Look): ReadingOutcome => {
  const { got, tries } = tried;
  if (!got.ok) return failureOutcome(got.error, tries, target.confirm, clock.now());
  const { took, phases, facts, measures = [] } = got.value;
  const late = withinProblem(took, target.expect.within);
  const problems = [...got.value.problems, ...(late === null ? [] : [late])];
  const note = noteOfTries(tried);
  return {
    kind: 'answered',
    measures: [
      { name: 'up', value: isUp(problems) ? 1 : 0 },
      { name: 'service_response_seconds', value: took / 1_000 },
      ...phaseMeasures('service_phase_seconds', phases),
      ...certificateMeasures(facts.certificate ?? null, clock.now()),
      ...measures,
    ],
    problems,
    facts: { ...facts, ...(Object.keys(phases).length === 0 ? {} : { phases }), ...(note === null ? {} : { note }) },
  };
};
