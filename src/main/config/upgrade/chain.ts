import { error, type Finding } from '../finding.js';

/** Turns a document of one version into the next one's. Pure: past documents give the same result for ever. */
export type Upgrade = (document: Readonly<Record<string, unknown>>) => Record<string, unknown>;

/** `steps[n]` turns version n into version n + 1. */
export interface Chain {
  readonly newest: number;
  readonly steps: Readonly<Record<number, Upgrade>>;
}

/** The documents of this product: so far there is one version. */
const CHAIN: Chain = { newest: 1, steps: {} };

export type Upgraded =
  | { readonly ok: true; readonly document: Readonly<Record<string, unknown>>; readonly from: number }
  | { readonly ok: false; readonly finding: Finding };

/** Brings a document up to the newest version; one from the future, or of no known version, is refused. */
export const upgrade = (document: Readonly<Record<string, unknown>>, chain: Chain = CHAIN): Upgraded => {
  const from = document.version;
  const known = `This version of Watchroom reads version ${chain.newest}.`;
  if (from === undefined) return refuse('is missing', `Add "version: ${chain.newest}" as the first line.`);
  if (typeof from !== 'number' || !Number.isInteger(from) || from < 1) return refuse('is no version of this document', known);
  if (from > chain.newest) return refuse(`comes from a newer Watchroom (version ${from})`, `${known} Update Watchroom.`);
  return climb(document, from, chain);
};

const climb = (document: Readonly<Record<string, unknown>>, from: number, chain: Chain): Upgraded => {
  let current = document;
  for (let version = from; version < chain.newest; version += 1) {
    const step = chain.steps[version];
    if (step === undefined) return refuse(`${version} can no longer be read`, 'Write the document anew.');
    current = { ...step(current), version: version + 1 };
  }
  return { ok: true, document: current, from };
};

const refuse = (message: string, remedy: string): Upgraded => ({ ok: false, finding: error(['version'], message, remedy) });
