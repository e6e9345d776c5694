import type { AlertRow } from '../../preload/contract/views.js';

type Because = AlertRow['waiting'][number]['because'] | NonNullable<AlertRow['muted']>['because'];

const WORDS: Readonly<Record<Because, string>> = {
  suppressed: 'it is suppressed',
  'quiet-hours': 'quiet hours',
  digest: 'it goes into the next digest',
  settling: 'the targets are read afresh first',
  inhibited: 'another alert explains it',
  flapping: 'it changes too often',
  maintenance: 'maintenance',
  'rate-limit': 'the rate limit is reached',
};

/** Why nobody is told just now: the answer to "why did you not wake me?". */
export const sayHeldBecause = (because: Because): string => WORDS[because];
