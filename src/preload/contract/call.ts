import { z } from 'zod';
import type { Role } from '../../main/core/model/actor.js';

export const call = <Input extends z.ZodType, Output>(role: Role, input: Input, _output: (output: Output) => void) =>
  ({ role, input }) as { readonly role: Role; readonly input: Input; readonly _output?: Output };

/** Names an answer's type without any code. */
export const answers = <Output>(_: Output): void => undefined;

export const nothing = z.object({}).strict();
