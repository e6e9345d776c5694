import { CALLS, type CallName } from '../../preload/contract/calls.js';
import { type Actor, mayAct, type Role } from '../core/model/actor.js';

/** The role that a call needs, where who asks has not got it; null: it is theirs to make. */
export const refusedTo = (actor: Pick<Actor, 'role'>, call: CallName): Role | null => {
  const { role } = CALLS[call];
  return mayAct(actor, role) ? null : role;
};

/** Every call that the gate refuses to who asks, with the role that it needs. */
export const refusedCalls = (actor: Pick<Actor, 'role'>): Readonly<Record<string, Role>> =>
  Object.fromEntries(
    (Object.keys(CALLS) as CallName[]).flatMap((call) => {
      const needed = refusedTo(actor, call);
      return needed === null ? [] : [[call, needed]];
    }),
  );
