import { bodyLimit } from 'hono/body-limit';
import type { z } from 'zod';
import { fail, ok, type Result } from '../core/model/result.js';
import { type Ask, badInput, type HttpRefusal, refuse } from './answer.js';

const MOST_BYTES = 1024 * 1024;

/** Stops reading a body beyond 1 MiB. */
export const jsonLimit = bodyLimit({
  maxSize: MOST_BYTES,
  onError: (ask) => refuse(ask as unknown as Ask, { code: 'too-large', message: 'At most 1 MiB is taken.' }),
});

/** A request's JSON body, parsed by its schema. */
export const readJson = async <Body>(ask: Ask, schema: z.ZodType<Body>): Promise<Result<Body, HttpRefusal>> => {
  const type = ask.req.header('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    return fail({ code: 'bad-input', message: 'Content-Type: application/json is asked for.', field: 'Content-Type' });
  }
  const text = await ask.req.text();
  const parsed = schema.safeParse(parseJson(text));
  return parsed.success ? ok(parsed.data) : fail(badInput(parsed.error));
};

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
