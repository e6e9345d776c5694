import type { Item } from '../../../query/edits.js';
import { isBlock } from '../../../ui/form/block.js';
import { complaintsOf, draftOfBlock, entriesOf, secretsTyped, writtenBlock } from '../../../ui/form/draft.js';
import type { Draft } from '../../../ui/form/field.js';
import { endpointFields, nextNumber, numbersIn, numbersOf, type Proof, proofKey, proofOf, proven } from './endpoints.js';
import { FIELDS, type Kind, shownFields } from './fields.js';

const endpointsOf = ({ endpoints }: Item): readonly Item[] => (Array.isArray(endpoints) ? endpoints.filter(isBlock) : []);

/** The block as the form has it: a webhook's addresses by their numbers. */
const flattened = (kind: Kind, before: Item): Item => {
  if (kind !== 'webhook') return before;
  const { endpoints: _, ...rest } = before;
  const endpoints = endpointsOf(before);
  const numbers = numbersOf(endpoints);
  return { ...rest, endpoint: Object.fromEntries(endpoints.map((one, index) => [numbers[index], one])) };
};

export const draftOf = (kind: Kind, before: Item): Draft => {
  const block = flattened(kind, before);
  const provider = typeof before.provider === 'string' ? before.provider : 'twilio';
  const fixed = { enabled: before.enabled === false ? 'no' : 'yes', provider };
  const own = kind === 'webhook' ? endpointsDraft(before) : {};
  const fields = [...numbersIn(own).flatMap(endpointFields), ...FIELDS[kind]];
  return { ...draftOfBlock(fields, block), ...fixed, ...own };
};

/** A webhook that has no address yet is asked for one. */
const endpointsDraft = (before: Item): Draft => {
  const endpoints = endpointsOf(before);
  if (endpoints.length === 0) return withEndpoint({ endpoints: '' });
  const numbers = numbersOf(endpoints);
  const proofs = endpoints.map((endpoint, index) => [proofKey(numbers[index] ?? ''), proofOf(endpoint)]);
  return { endpoints: numbers.join(','), ...Object.fromEntries(proofs) };
};

/** The draft with one more, empty address. */
export const withEndpoint = (draft: Draft): Draft => {
  const numbers = numbersIn(draft);
  const number = nextNumber([...numbers, ...seenNumbers(draft)]);
  const fields = endpointFields(number).flatMap((field) => entriesOf(field, undefined));
  return { ...draft, ...Object.fromEntries(fields), [proofKey(number)]: 'none', endpoints: [...numbers, number].join(',') };
};

export const withoutEndpoint = (draft: Draft, number: string): Draft => ({
  ...draft,
  endpoints: numbersIn(draft)
    .filter((one) => one !== number)
    .join(','),
});

/** A number is not given again while the form is open: what was typed for the one that is gone is not the next one's. */
const seenNumbers = (draft: Draft): readonly string[] =>
  Object.keys(draft).flatMap((key) => /^endpoint\.(\d+)\.proof$/.exec(key)?.[1] ?? []);

/** Under which name this desk keeps a secret: `email.smtp.password`. */
const secretName =
  (kind: Kind) =>
  (key: string): string =>
    `${kind}.${key}`;

/** The block that the draft stands for. What the form does not show stays as it was. */
export const blockOf = (kind: Kind, draft: Draft, before: Item): Item => {
  const flat = flattened(kind, before);
  const filled = writtenBlock(shownFields(kind, draft), draft, flat, secretName(kind));
  const { endpoint, ...rest } = filled;
  const chosen = kind === 'sms' ? { ...rest, provider: draft.provider } : rest;
  // Named in the document, a channel is on: it is said only where it must be.
  const isSaid = draft.enabled === 'no' || before.enabled !== undefined;
  const whole = isSaid ? { ...chosen, enabled: draft.enabled === 'yes' } : chosen;
  return kind === 'webhook' ? { ...whole, endpoints: writtenEndpoints(draft, endpoint) } : whole;
};

const writtenEndpoints = (draft: Draft, filled: unknown): readonly Item[] =>
  numbersIn(draft).map((number) => {
    const endpoint = isBlock(filled) ? filled[number] : undefined;
    return proven(isBlock(endpoint) ? endpoint : {}, draft[proofKey(number)] as Proof);
  });

/** The secrets that were typed, to be kept before the document names them. */
export const typedSecrets = (kind: Kind, draft: Draft): readonly { readonly name: string; readonly value: string }[] =>
  secretsTyped(shownFields(kind, draft), draft, secretName(kind)).map(({ name, value }) => ({ name, value }));

/** What is missing or cannot be, by the field's key. The rest is judged by the configuration's own check. */
export const draftErrors = (kind: Kind, draft: Draft): Readonly<Record<string, string>> =>
  complaintsOf(shownFields(kind, draft), draft, { without: 'nothing leaves without it.', variable: 'SMTP_PASSWORD' });
