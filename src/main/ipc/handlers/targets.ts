import { ok, type Refusal, type Result } from '../../core/model/result.js';
import type { Target } from '../../core/model/target.js';
import type { Desk } from '../../core/port/desk.js';
import type { HandlersOf } from './handler.js';

/** Reads an entry of the document's `targets` list, with the defaults of a saved one. */
export type ParseTarget = (entry: unknown) => Result<Target, Refusal>;

export const targetHandlers = (desk: Desk, parseTarget: ParseTarget): HandlersOf<'target'> => ({
  'target.read': ({ target }) => desk.target(target),
  'target.readNow': ({ target }) => desk.readNow(target),
  'target.try': async ({ target }) => {
    const parsed = parseTarget(target);
    return parsed.ok ? ok(await desk.tryTarget(parsed.value)) : parsed;
  },
});
