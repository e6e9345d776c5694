import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import { z } from 'zod';
import type { Actor } from '../core/model/actor.js';
import type { Refusal } from '../core/model/result.js';

/** What every route has at hand: the socket underneath, and who is asking. */
export interface Env {
  Bindings: HttpBindings;
  Variables: { actor: Actor; isByPlace: boolean };
}

export type Ask = Context<Env>;

/** A refusal, or one of those that only HTTP knows. */
export type HttpRefusal = Omit<Refusal, 'code'> & { readonly code: Refusal['code'] | 'too-large' | 'too-many' };

const STATUS = {
  'bad-input': 400,
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  conflict: 409,
  'too-large': 413,
  'too-many': 429,
  internal: 500,
  unavailable: 503,
} as const satisfies Record<HttpRefusal['code'], number>;

export const errorBody = z
  .object({
    error: z.object({
      code: z.enum(Object.keys(STATUS) as [HttpRefusal['code'], ...HttpRefusal['code'][]]),
      message: z.string().describe('In words for people.'),
      field: z.string().optional().describe('The part of the request at fault, where one can be named.'),
    }),
  })
  .describe('Why a request was refused.');

export const statusOf = (code: HttpRefusal['code']): (typeof STATUS)[HttpRefusal['code']] => STATUS[code];

/** Answers a refusal as JSON, with its status. */
export const refuse = (ask: Ask, { code, message, field }: HttpRefusal): Response => {
  if (code === 'unauthenticated') ask.header('WWW-Authenticate', 'Bearer realm="watchroom"');
  return ask.json({ error: { code, message, ...(field === undefined ? {} : { field }) } }, STATUS[code]);
};

/** The first thing wrong with a parsed body or query, by name. */
export const badInput = (error: z.ZodError): HttpRefusal => {
  const issue = error.issues[0];
  const path = issue?.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]] : (issue?.path ?? []);
  const field = path.map(String).join('.');
  const message = (issue?.message ?? 'It is not of the right shape').replace(/^Invalid input: /, '');
  return { code: 'bad-input', message: field === '' ? message : `${field}: ${message}`, ...(field === '' ? {} : { field }) };
};
