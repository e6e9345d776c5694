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
  const body = parseJson(await ask.req.text());
  if (!body.ok) return body;
  const parsed = schema.safeParse(body.value);
  return parsed.success ? ok(parsed.data) : fail(badInput(parsed.error));
};

/** Undefined for an empty body. */
const parseJson = (text: string): Result<unknown, HttpRefusal> => {
  try {
    return ok(text === '' ? undefined : JSON.parse(text));
  } catch {
    return fail({ code: 'bad-input', message: 'The body is not JSON.' });
  }
};

/** A query in which each key may be given once. */
export const singleQuery = (
  queries: Readonly<Record<string, readonly string[]>>,
): Result<Readonly<Record<string, string | undefined>>, HttpRefusal> => {
  const repeated = Object.keys(queries).find((key) => (queries[key] ?? []).length > 1);
  if (repeated !== undefined)
    return fail({ code: 'bad-input', message: `${repeated}: given more than once.`, field: repeated });
  return ok(Object.fromEntries(Object.entries(queries).map(([key, values]) => [key, values[0]])));
};
