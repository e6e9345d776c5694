import type { Reading, ReadingOutcome } from '../../../src/main/core/model/reading.js';
import type { Expectation, HostTarget, HttpTarget, TargetId } from '../../../src/main/core/model/target.js';
import { milliseconds, seconds } from '../../../src/main/core/time/instant.js';

const EXPECT_NOTHING: Expectation = { status: [], body: null, json: null, certificateDays: null };

/** A web target that is tried twice, quickly. */
export const httpTarget = (
  url: string,
  { expect, ...change }: Partial<Omit<HttpTarget, 'expect'>> & { readonly expect?: Partial<Expectation> } = {},
): HttpTarget => ({
  source: 'http',
  id: 'home' as TargetId,
  name: 'Home',
  url,
  every: seconds(60),
  timeout: seconds(5),
  labels: {},
  confirm: { tries: 2, wait: milliseconds(20) },
  expect: { ...EXPECT_NOTHING, ...expect },
  assets: false,
  ...change,
});

export const hostTarget = (): HostTarget => ({
  source: 'host',
  id: 'this-machine' as TargetId,
  name: 'This machine',
  every: seconds(30),
  timeout: seconds(5),
  labels: {},
});

type Of<Kind extends ReadingOutcome['kind']> = Extract<ReadingOutcome, { readonly kind: Kind }>;

/** The outcome, which must be of this kind: else the test fails with what it was instead. */
export const outcomeOf = <Kind extends ReadingOutcome['kind']>(reading: Reading, kind: Kind): Of<Kind> => {
  if (reading.outcome.kind !== kind) throw new Error(`not ${kind}: ${JSON.stringify(reading.outcome)}`);
  return reading.outcome as Of<Kind>;
};

/** The value of the measure of that name (and labels); undefined where there is none. */
export const measured = (reading: Reading, name: string, labels: Readonly<Record<string, string>> = {}): number | undefined => {
  if (reading.outcome.kind === 'source-failed') return undefined;
  const wanted = JSON.stringify(labels);
  return reading.outcome.measures.find((each) => each.name === name && JSON.stringify(each.labels ?? {}) === wanted)?.value;
};
