import type { CallArguments, CallName, CallOutput } from '../../../preload/contract/calls.js';
import type { Actor } from '../../core/model/actor.js';
import type { Refusal, Result } from '../../core/model/result.js';

/** Does one call: its input is parsed and its caller's role suffices. */
export type Handler<Name extends CallName> = (
  input: CallArguments<Name>,
  actor: Actor,
) => Promise<Result<CallOutput<Name>, Refusal>>;

/** One handler for every call of the contract: a missing one does not compile. */
export type Handlers = { readonly [Name in CallName]: Handler<Name> };

/** The handlers of the calls that begin with one of these words. */
export type HandlersOf<Prefix extends string> = Pick<Handlers, Extract<CallName, `${Prefix}.${string}`>>;
