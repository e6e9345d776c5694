import type { Action } from '../../core/model/action.js';
import { type Actor, mayAct, type Role } from '../../core/model/actor.js';
import type { Refusal } from '../../core/model/result.js';

const roleFor = ({ kind }: Action): Role => (kind === 'start-drill' ? 'admin' : 'responder');

/** Why this person may not do that, whichever way they came: console, tray, pop-up, chat or another desk; null: they may. */
export const whyNotAllowed = (action: Action, actor: Actor): Refusal | null => {
  const needed = roleFor(action);
  if (mayAct(actor, needed)) return null;
  return { code: 'forbidden', message: `This needs the role ${needed}; ${actor.name} is ${actor.role}.` };
};
