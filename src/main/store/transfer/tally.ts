import { createHash } from 'node:crypto';
import { canonicalJson } from '../audit/canonical-json.js';
import { saved } from '../saved-baseline.js';
import type { Portable } from './portable.js';
import { auditBackwards, readRecords } from './records.js';

/** How many of a kind there are, and a checksum over all of them, whatever the order in which they are read. */
export interface Tally {
  readonly kind: string;
  readonly n: number;
  /** Hex: the sum of the SHA-256 of each. */
  readonly sum: string;
}

const MODULUS = 2n ** 256n;

/** Reads all that a store holds. */
export const tallyOf = async (store: Portable): Promise<readonly Tally[]> => {
  const found = new Map<string, { n: number; sum: bigint }>();
  const add = (kind: string, ...parts: readonly (string | Uint8Array)[]): void => {
    const hash = createHash('sha256');
    for (const part of parts) hash.update(part).update('\0');
    const { n, sum } = found.get(kind) ?? { n: 0, sum: 0n };
    found.set(kind, { n: n + 1, sum: (sum + BigInt(`0x${hash.digest('hex')}`)) % MODULUS });
  };
  for (const series of await store.series()) {
    add('series', series.id, series.name, series.labels);
    const { hours, rollups } = await store.history(series);
    for (const { hour, body } of hours) add('hours of samples', series.id, String(hour), body);
    for (const { level, hour, body } of rollups) add('rollups', series.id, level, String(hour), body);
  }
  const { marks, baselines, ...lists } = await readRecords(store.journal);
  for (const [kind, records] of Object.entries(lists)) for (const record of records) add(kind, canonicalJson(record));
  for (const { state, ...rest } of baselines) add('baselines', canonicalJson({ ...rest, state: saved(state) }));
  for (const [name, value] of Object.entries(marks)) add('marks', name, canonicalJson(value));
  for await (const entries of auditBackwards(store.journal))
    for (const { sequence, hash } of entries) add('audit', String(sequence), hash);
  return [...found].map(([kind, { n, sum }]) => ({ kind, n, sum: sum.toString(16).padStart(64, '0') }));
};

/** What is not the same in both, in words. */
export const differences = (before: readonly Tally[], after: readonly Tally[]): readonly string[] => {
  const there = new Map(after.map((tally) => [tally.kind, tally]));
  const kinds = new Set([...before, ...after].map(({ kind }) => kind));
  const here = new Map(before.map((tally) => [tally.kind, tally]));
  return [...kinds].flatMap((kind) => {
    const [one, other] = [here.get(kind), there.get(kind)];
    if (one?.n !== other?.n) return [`${kind}: ${one?.n ?? 0} here, ${other?.n ?? 0} there`];
    return one?.sum === other?.sum ? [] : [`${kind}: ${one?.n ?? 0} in both, with different contents`];
  });
};
