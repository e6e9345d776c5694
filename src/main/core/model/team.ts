import type { Instant } from '../time/instant.js';
import type { Actor } from './actor.js';

/**
 * A desk of those that share a store, as the others see it. `leads`: it polls, judges and tells. `follows`: it shows the same, and acts through the one
 * that leads. `away`: it has not been heard of for some seconds.
 */
export interface DeskRow {
  readonly id: string;
  readonly name: string;
  readonly host: string;
  readonly version: string;
  readonly state: 'leads' | 'follows' | 'away';
  /** Since when it runs. */
  readonly since: Instant;
  readonly seenAt: Instant;
  /** Acts that are kept there and not carried out yet. */
  readonly waiting: number;
}

/** An act that is kept at this desk until one that leads carries it out. */
export interface WaitingAct {
  readonly id: string;
  readonly text: string;
  readonly by: string;
  readonly at: Instant;
}

/**
 * How a desk learns of what others write. `told`: the store says so at once, and asking is only a safety net. `asks`: it looks every moment, because the
 * store does not tell, or not now.
 */
export type Hearing = { readonly kind: 'told' } | { readonly kind: 'asks'; readonly why: string };

export interface TeamView {
  /** Which of the desks this one is. */
  readonly desk: string;
  /** Whether this one leads. */
  readonly role: 'leads' | 'follows';
  readonly desks: readonly DeskRow[];
  readonly waiting: readonly WaitingAct[];
  readonly hearing: Hearing;
}

/** What one desk asks of the one that leads. */
export interface DeskRequest {
  readonly id: string;
  /** The name of the desk that asks. */
  readonly desk: string;
  /** A call of the desk's port. */
  readonly call: string;
  readonly input: readonly unknown[];
  /** Who asked; of a question that anybody may ask, null. */
  readonly actor: Actor | null;
  /** By the asking desk's clock. */
  readonly at: Instant;
  /** It could not be asked when it was meant: much may have happened since. */
  readonly isLate: boolean;
}
