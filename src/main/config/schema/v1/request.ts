import { z } from 'zod';
import { say } from '../../wording.js';
import { name, secret, secretElsewhere, textAs } from './scalar.js';

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

const headerName = textAs('the name of a header', 'accept-language', (text) =>
  /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/.test(text) ? text.toLowerCase() : undefined,
);
const headerText = textAs('a line of printable characters', 'en-GB', (text) =>
  /^[\x20-\x7e]{1,2000}$/.test(text) ? text : undefined,
);

/** A header of such a name says who asks: what it holds belongs in a secret. */
const IS_SECRET = /authori[sz]ation|cookie|token|secret|password|api-?key|session/;
/** What the exchange itself decides. */
const IS_OURS = /^(host|content-length|transfer-encoding|connection|accept-encoding|user-agent|expect|te|upgrade)$/;

const headerProblem = (header: string, value: unknown): string | null => {
  if (IS_OURS.test(header)) return say('is a header that Watchroom sets itself', 'Leave it out.');
  return typeof value === 'string' && IS_SECRET.test(header)
    ? say('must be a secret: { env: NAME } or { stored: NAME }', 'Write { env: NAME } and set that environment variable.')
    : null;
};

const headers = z.record(headerName, z.union([headerText, secretElsewhere])).superRefine((given, context) => {
  for (const [header, value] of Object.entries(given)) {
    const message = headerProblem(header, value);
    if (message !== null) context.addIssue({ code: 'custom', path: [header], message });
  }
});

/** As it is written with and without quotes; `auto` is what the server offers. */
const version = z
  .literal(['auto', 1.1, 2, '1.1', '2'])
  .transform((given) => (given === 'auto' ? null : (String(given) as '1.1' | '2')));

/** How an address is asked, where a plain GET is not enough. */
export const request = z
  .strictObject({
    method: z.enum(METHODS).optional(),
    headers: headers.optional(),
    body: z.string().max(65_536).optional(),
    bearer: secret.optional(),
    basic: z.strictObject({ user: name, password: secret }).optional(),
    certificate: z.strictObject({ certificate: secret, privateKey: secret }).optional(),
    ip: z.literal([4, 6]).optional(),
    version: version.optional(),
  })
  .superRefine(({ method = 'GET', body, bearer, basic }, context) => {
    const add = (key: string, message: string): void => context.addIssue({ code: 'custom', path: [key], message });
    if (body !== undefined && (method === 'GET' || method === 'HEAD'))
      add('body', say(`is not sent with ${method}`, 'Add method: POST, or leave the body out.'));
    if (bearer !== undefined && basic !== undefined)
      add('basic', say('is a second login beside bearer', 'Keep one of the two.'));
  });

export type RequestDocument = z.output<typeof request>;
