import type { Actor } from '../model/actor.js';
import type { Refusal, Result } from '../model/result.js';

/**
 * The one way in for the console, over IPC and over HTTP alike: known call? -> input parses? -> role suffices? -> handler.
 * Never rejects; a bug is logged and answered as `internal` without its stack.
 */
export type Gate = (call: string, input: unknown, actor: Actor) => Promise<Result<unknown, Refusal>>;
