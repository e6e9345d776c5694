import type { JsonPath } from '../../core/port/feeds.js';

/** A path as it is written. */
export const shownPath = (path: JsonPath): string =>
  `$${path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`)).join('')}`;
