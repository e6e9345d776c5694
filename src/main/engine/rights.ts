import type { Action } from '../core/model/action.js';
import type { Actor, Role } from '../core/model/actor.js';
import type { Refusal } from '../core/model/result.js';

const RANK: Readonly<Record<Role, number>> = { viewer: 0, responder: 1, admin: 2 };

const roleFor = ({ kind }: Action): Role => (kind === 'start-drill' ? 'admin' : 'responder');

/** Why this person may not do that, whichever way they came: console, tray, pop-up, chat or another desk; null: they may. */
export const whyNotAllowed = (action: Action, { name, role }: Actor): Refusal | null => {
  const needed = roleFor(action);
  if (RANK[role] >= RANK[needed]) return null;
  return { code: 'forbidden', message: `This needs the role ${needed}; ${name} is ${role}.` };
};
