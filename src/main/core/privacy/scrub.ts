/**
 * What may stand in a label that comes from outside. A label says of what kind something is; what could say who somebody is,
 * is cut out or refused, and free text is never kept.
 */

const PERSONS =
  'user|customer|client|account|member|visitor|guest|student|pupil|tutor|teacher|parent|child|person|contact|lead|order|booking|invoice|session|uid';

const CUT: readonly (readonly [pattern: RegExp, instead: string])[] = [
  // Query strings and fragments carry form values and tokens.
  [/[?#].*$/s, ''],
  [/[^\s/@]+@[^\s/@]+\.[^\s/@]+/g, ':email'],
  [/%40/gi, ':email'],
  // Ids of accounts, orders and sessions: before numbers, which they hold.
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, ':id'],
  [/\b(?=[a-z]*\d)(?=\d*[a-z])[0-9a-z]{16,}\b/gi, ':id'],
  // Ids behind the word for a person, an account or an order: `user:10293`, `customer_id=204`; but `booking-512` is a name that branches have.
  [new RegExp(`(?<![a-z])(${PERSONS})s?(?:[-_ ]?(?:id|no|nr|number|ref))?(?:[_:=#]{0,2}\\d{3,}|[-. ]\\d{5,})`, 'gi'), '$1:id'],
  // National Insurance numbers, written together or apart.
  [/(?<![a-z\d])[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z](?:[\s._-]?\d{2}){3}(?:[\s._-]?[A-D])?(?![a-z\d])/gi, ':id'],
  // Ids that hang on any word: `ref10293`.
  [/(?<=[a-z])\d{5,}/gi, ':id'],
  // IPv4 and IPv6 addresses; of these also such as leave zeros out (`fe80::1`).
  [/\b\d{1,3}(?:\.\d{1,3}){3}\b/g, ':address'],
  [/(?<![0-9a-z:])(?=[0-9a-f:]*::)(?=:*[0-9a-f])(?:[0-9a-f]{0,4}:){2,8}[0-9a-f]{0,4}(?![0-9a-z])/gi, ':address'],
  [/\b(?:[0-9a-f]{1,4}:){3,7}[0-9a-f]{0,4}\b/gi, ':address'],
  // British postcodes, written together or apart.
  [/\b[A-Z]{1,2}\d[A-Z\d]?[\s+_-]?\d[A-Z]{2}\b/gi, ':postcode'],
  // Telephone and card numbers: seven or more digits, however they are grouped.
  [/\+?\d(?:[\s().+_-]?\d){6,}/g, ':number'],
];

/** The text without what could name a person: addresses, numbers, postcodes, ids, query strings. */
export const scrub = (text: string): string => CUT.reduce((left, [pattern, instead]) => left.replace(pattern, instead), text);

const KIND = /^[A-Za-z0-9][A-Za-z0-9._:/+-]{0,79}$/;

/** A label's value as it may be kept; undefined where it is a text of somebody's own, which is never kept. */
export const labelOf = (text: string): string | undefined => {
  const left = scrub(text);
  return KIND.test(left) ? left : undefined;
};

const MOST_LETTERS = 100;

/** The page of an address, by its path alone: `home` for the root, and one name for all that differ only in an id. */
export const pageOf = (address: string): string => {
  const parts = pathOf(address).split('/').filter(Boolean).map(partOf);
  return parts.length === 0 ? 'home' : parts.join('/').slice(0, MOST_LETTERS);
};

const pathOf = (address: string): string => {
  const path = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*([^?#]*)/i.exec(address)?.[1] ?? address;
  return scrub(path);
};

const PART = /^[a-z][a-z0-9._-]{0,59}$/;

/** A part of a path that is a word stays; a number, an id or somebody's own text does not. */
const partOf = (part: string): string => {
  const word = part.toLowerCase();
  return PART.test(word) && !/\d{4,}/.test(word) ? word : ':id';
};
