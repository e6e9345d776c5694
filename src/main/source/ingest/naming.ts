import { keptLabel, keptPage } from './known-names.js';

/** What stands for every name that is not among the known ones, or that there is no room for. */
export const OTHER = ':other';

/** Which names of a line are kept, and how. */
export interface Naming {
  page(address: string): string;
  /** Undefined where the text is no name. */
  label(key: string, given: string): string | undefined;
}

/** Of those who may say anything every name is kept that holds nothing which can be recognised as somebody's. */
export const scrubbed: Naming = { page: keptPage, label: (_, given) => keptLabel(given) };
