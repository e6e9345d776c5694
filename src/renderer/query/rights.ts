import type { About } from '../../preload/contract/calls/desk.js';
import type { CallName } from '../../preload/contract/calls.js';
import type { Role } from '../../preload/contract/views.js';
import { isAct, PAST_IS_FIXED } from '../state/acts.js';
import type { WhyNot } from '../ui/fixed.js';
import { useAbout } from './reads/desk.js';

/** A button names what it does by the call that it makes. */
declare module '../ui/fixed.js' {
  interface Register {
    readonly act: CallName;
  }
}

type Asker = Pick<About, 'actor' | 'refused'>;

const A: Readonly<Record<Role, string>> = { viewer: 'a viewer', responder: 'a responder', admin: 'an admin' };

const SITS: Readonly<Record<Role, string>> = {
  viewer: 'You look at this desk as a viewer.',
  responder: 'You act on alerts at this desk as a responder.',
  admin: 'You are an admin of this desk.',
};

/** Why an act rests: the past is shown, in which one may still ask, or main refuses it to who asks. Until main has said who that is, nothing rests for that. */
export const whyNotOf =
  (isPast: boolean, asker: Asker | null): WhyNot =>
  (act) => {
    if (isPast && isAct(act)) return PAST_IS_FIXED;
    const needed = asker === null ? undefined : asker.refused[act];
    return asker === null || needed === undefined ? null : `Needs ${A[needed]}. ${SITS[asker.actor.role]}`;
  };

/** Whether main lets who asks do it; until that is known, yes: it is refused if need be. */
export const useMay = (act: CallName): boolean => useAbout()?.refused[act] === undefined;

/** `by an admin; Vic is viewer`: who may do it, where who asks may not; null where they may. */
export const useBarred = (act: CallName): string | null => {
  const about = useAbout();
  const needed = about?.refused[act];
  return about === null || needed === undefined ? null : `by ${A[needed]}; ${about.actor.name} is ${about.actor.role}`;
};
