import type { Item } from '../../../query/edits.js';
import type { Draft, Field } from '../../../ui/form/field.js';

/**
 * A webhook's addresses in a form. Each has a number of its own for as long as the form is open: its fields are
 * `endpoint.NUMBER.…`, and what it keeps here as a secret is named so. `endpoints` lists the numbers, in order.
 */

export type Proof = 'none' | 'bearer' | 'basic';

export const proofKey = (number: string): string => `endpoint.${number}.proof`;

export const numbersIn = (draft: Draft): readonly string[] => (draft.endpoints ?? '').split(',').filter((one) => one !== '');

const KEPT = /^webhook\.endpoint\.(\d+)\./;

/** Whoever keeps a secret under a number keeps the number; the others get free ones. */
export const numbersOf = (endpoints: readonly Item[]): readonly string[] => {
  const used = new Set<string>();
  const kept = endpoints.map((endpoint) => {
    const number = KEPT.exec(JSON.stringify(endpoint).match(/"stored":"([^"]*)"/)?.[1] ?? '')?.[1];
    if (number === undefined || used.has(number)) return null;
    used.add(number);
    return number;
  });
  return kept.map((number) => {
    if (number !== null) return number;
    const free = nextNumber([...used]);
    used.add(free);
    return free;
  });
};

export const nextNumber = (used: readonly string[]): string => String(1 + Math.max(-1, ...used.map(Number)));

export const proofOf = (endpoint: Item): Proof => {
  const auth = (endpoint.auth ?? {}) as Item;
  if (auth.basic !== undefined) return 'basic';
  return auth.bearer === undefined ? 'none' : 'bearer';
};

/** What is asked of one address. */
export const endpointFields = (number: string): readonly Field[] => {
  const key = `endpoint.${number}`;
  const only = (value: Proof) => ({ key: proofKey(number), value });
  return [
    { key: `${key}.url`, label: 'Address', hint: 'https://…: gets each message as JSON.', kind: 'text', isRequired: true },
    {
      key: `${key}.auth.bearer`,
      label: 'Bearer token',
      hint: 'As the receiver gave it.',
      kind: 'secret',
      only: only('bearer'),
      isRequired: true,
    },
    { key: `${key}.auth.basic.user`, label: 'User', hint: '', kind: 'text', only: only('basic'), isRequired: true },
    { key: `${key}.auth.basic.password`, label: 'Password', hint: '', kind: 'secret', only: only('basic'), isRequired: true },
  ];
};

/** An address without what its proof does not need: the document takes one at most. */
export const proven = (endpoint: Item, proof: Proof): Item => {
  const { auth, ...rest } = endpoint;
  const kept = proof === 'none' ? undefined : (auth as Item | undefined)?.[proof];
  return kept === undefined ? rest : { ...endpoint, auth: { [proof]: kept } };
};
