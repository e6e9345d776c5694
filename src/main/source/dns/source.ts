import { Resolver } from 'node:dns/promises';
import { fail, ok, type Result } from '../../core/model/result.js';
import type { DnsTarget } from '../../core/model/target.js';
import type { Source } from '../../core/port/source.js';
import { duration } from '../../core/time/instant.js';
import type { Failure } from '../net/failure.js';
import { createServiceSource, type Probe, type Probing, type Seen } from '../net/service.js';
import { absence, failureOf, lateFailure } from './failure.js';
import { judgeAnswers } from './judge.js';
import { ask, shown } from './record.js';

/** Reads names: does a name server answer for them, how fast, and with what it should. */
export const createDnsSource = (): Source<DnsTarget> => createServiceSource('dns', {}, probe);

const probe: Probe<DnsTarget> = async (target, probing) => {
  const { clock, signal } = probing;
  const resolver = resolverFor(target);
  const cut = (): void => resolver.cancel();
  signal.addEventListener('abort', cut, { once: true });
  const startedAt = clock.monotonic();
  try {
    if (signal.aborted) return fail(lateFailure(target));
    const answers = await ask[target.record](resolver, target.host);
    return ok(seenOf(answers, clock.monotonic() - startedAt, target, probing));
  } catch (error) {
    return signal.aborted ? fail(lateFailure(target)) : withoutAnswer(error, clock.monotonic() - startedAt, target);
  } finally {
    signal.removeEventListener('abort', cut);
  }
};

/** A resolver of its own for each look: it remembers nothing, so that each answer is the server's. */
const resolverFor = ({ resolver: address, timeout }: DnsTarget): Resolver => {
  const servers = address === null ? new Resolver().getServers() : [address];
  // The next server must have its turn within the time of the try.
  const patience = Math.max(LEAST_PATIENCE, Math.floor(timeout / Math.max(1, servers.length)));
  const resolver = new Resolver({ timeout: patience, tries: 1 });
  if (address !== null) resolver.setServers([address]);
  return resolver;
};

/** In milliseconds. */
const LEAST_PATIENCE = 250;

/** Most answers that are kept to be shown. */
const MOST_SHOWN = 20;

const seenOf = (answers: readonly string[], took: number, target: DnsTarget, { wantsAnswer }: Probing): Seen => {
  const lines = [...answers].sort().slice(0, MOST_SHOWN).map(shown);
  const raw = { headers: [], body: lines.join('\n'), isCut: answers.length > lines.length };
  return {
    took: duration(Math.round(took * 1_000) / 1_000),
    phases: {},
    problems: judgeAnswers(answers, target),
    facts: {
      answers: lines,
      ...(target.resolver === null ? {} : { address: target.resolver }),
      ...(wantsAnswer ? { raw } : {}),
    },
    measures: [{ name: 'dns_answer_count', value: answers.length }],
  };
};

const withoutAnswer = (error: unknown, took: number, target: DnsTarget): Result<Seen, Failure> => {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (code === '') throw error;
  const absent = absence(code, target);
  if (absent === null) return fail(failureOf(code, target));
  return ok({
    took: duration(Math.round(took * 1_000) / 1_000),
    phases: {},
    problems: [absent],
    facts: { answers: [] },
    measures: [{ name: 'dns_answer_count', value: 0 }],
  });
};
