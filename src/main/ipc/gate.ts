import { CALLS, type CallName } from '../../preload/contract/calls.js';
import type { Actor, Role } from '../core/model/actor.js';
import { fail, type Refusal, RefusedError, type Result } from '../core/model/result.js';
import type { Gate } from '../core/port/gate.js';
import type { Log } from '../core/port/log.js';
import type { Handlers } from './handlers/handler.js';
import { refusedTo } from './refused.js';

type InputError = NonNullable<ReturnType<(typeof CALLS)[CallName]['input']['safeParse']>['error']>;

/**
 * The one way in for the console: known call? -> input parses? -> role suffices? -> handler.
 * Never rejects: what a handler throws is logged and answered as `internal`.
 */
export const createGate =
  ({ handlers, log }: { readonly handlers: Handlers; readonly log: Log }): Gate =>
  async (call, input, actor) => {
    if (!isCall(call)) return fail({ code: 'not-found', message: 'There is no such call.' });
    const parsed = CALLS[call].input.safeParse(input ?? {});
    if (!parsed.success) return fail(badInput(parsed.error));
    const needed = refusedTo(actor, call);
    if (needed !== null) return fail(forbidden(actor, needed));
    try {
      return await pass(handlers, call, parsed.data, actor);
    } catch (error) {
      if (error instanceof RefusedError) return fail(error.refusal);
      log.error('call.failed', { call, error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      return fail({ code: 'internal', message: 'Watchroom failed at this. The log says more.' });
    }
  };

const isCall = (call: string): call is CallName => Object.hasOwn(CALLS, call);

/** The table's type ties every handler to its own schema; which call this one is, only its name knows. */
const pass = async (handlers: Handlers, call: CallName, input: unknown, actor: Actor): Promise<Result<unknown, Refusal>> =>
  (handlers[call] as (input: unknown, actor: Actor) => Promise<Result<unknown, Refusal>>)(input, actor);

const badInput = (error: InputError): Refusal => {
  const issue = error.issues[0];
  const field = issue === undefined ? '' : fieldOf(issue);
  const what = issue === undefined ? 'not of the right shape' : sayIssue(issue);
  const message = field === '' ? `The input is not valid: ${what}` : `${field} is not valid: ${what}`;
  return { code: 'bad-input', message, ...(field === '' ? {} : { field }) };
};

/** In the words of the configuration's own complaints, where zod speaks to programmers. */
const sayIssue = (issue: InputError['issues'][number]): string => {
  if (issue.code === 'too_big') return `must ${sizeOf(issue.origin)} at most ${issue.maximum}${UNITS[issue.origin] ?? ''}`;
  if (issue.code === 'too_small' && issue.origin === 'string' && issue.minimum === 1) return 'must not be empty';
  if (issue.code === 'too_small') return `must ${sizeOf(issue.origin)} at least ${issue.minimum}${UNITS[issue.origin] ?? ''}`;
  if (issue.code === 'invalid_value')
    return `must be ${issue.values
      .map(String)
      .join(', ')
      .replace(/, ([^,]*)$/, ' or $1')}`;
  return issue.message.replace(/^Invalid input: /, '');
};

const UNITS: Readonly<Record<string, string>> = { string: ' characters', array: ' entries', set: ' entries' };

const sizeOf = (origin: string): string => (origin in UNITS ? 'have' : 'be');

const fieldOf = (issue: InputError['issues'][number]): string => {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]] : issue.path;
  return path.map(String).join('.');
};

const forbidden = (actor: Actor, role: Role): Refusal => ({
  code: 'forbidden',
  message: `This needs the role ${role}; ${actor.name} is ${actor.role}.`,
});
