import { readdirSync, readFileSync } from 'node:fs';

/** Ids of the processes in whose command line this stands; of Linux alone, as everywhere else there is no /proc. */
export const processesWith = (text: string): readonly number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandOf(name).includes(text))
    .map(Number);

/** Empty of one that has ended, or ended meanwhile. */
const commandOf = (id: string): string => {
  try {
    return readFileSync(`/proc/${id}/cmdline`, 'utf8');
  } catch {
    return '';
  }
};
