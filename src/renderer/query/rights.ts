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

/** What the window shows: what is, what was, or what was known when it last heard from the engine. */
export type Showing = 'now' | 'past' | 'lost';

const LOST = 'The connection to the engine broke. This can be done once it is back.';

/** Why an act rests: nobody hears of it, the past is shown, in which one may still ask, or main refuses it to who asks. Until main has said who that is, nothing rests for that. */
export const whyNotOf =
  (showing: Showing, asker: Asker | null): WhyNot =>
  (act) => {
    if (showing === 'lost') return LOST;
    if (showing === 'past' && isAct(act)) return PAST_IS_FIXED;
    const needed = asker === null ? undefined : asker.refused[act];
    return asker === null || needed === undefined ? null : `Needs ${A[needed]}. ${SITS[asker.actor.role]}`;
  };

/** Whether main lets who asks do it; until that is known, yes: it is refused if need be. */
export const useMay = (act: CallName): boolean => useAbout()?.refused[act] === undefined;

/** `by an admin; Vic is a viewer`: who may do it, where who asks may not; null where they may. */
export const useBarred = (act: CallName): string | null => {
  const about = useAbout();
  const needed = about?.refused[act];
  return about === null || needed === undefined ? null : `by ${A[needed]}; ${about.actor.name} is ${A[about.actor.role]}`;
};
