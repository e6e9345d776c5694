/** `viewer` looks, `responder` acts on alerts, `admin` also changes the configuration. Each includes the one before. */
export type Role = 'viewer' | 'responder' | 'admin';

/** Who did something, and the way it reached us. `via: 'engine'` marks what Watchroom did by itself. */
export interface Actor {
  readonly name: string;
  /** Who that is where the act came from, if a name is not enough to know: Slack's user id. */
  readonly id?: string;
  readonly role: Role;
  readonly via: 'desk' | 'browser' | 'api' | 'command' | 'tray' | 'slack' | 'scenario' | 'engine';
  /** At which desk it was asked, where another one carried it out, and by which request. */
  readonly asked?: { readonly desk: string; readonly request: string };
}

const RANK: Readonly<Record<Role, number>> = { viewer: 0, responder: 1, admin: 2 };

/** Whether somebody's role includes the one that is needed. */
export const mayAct = ({ role }: Pick<Actor, 'role'>, needed: Role): boolean => RANK[role] >= RANK[needed];
