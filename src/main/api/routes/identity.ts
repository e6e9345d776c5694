import { Hono } from 'hono';
import { z } from 'zod';
import { NONCE, proofOf } from '../access/proof.js';
import { type Env, refuse } from '../answer.js';

export const identityBody = z
  .object({ proof: z.string() })
  .describe('HMAC-SHA-256, keyed with the admin token, over the address and port that answers and the nonce; base64url.');

/** By this the commands know the console before they tell it their token: another program may have its port meanwhile. */
export const identityRoutes = (adminToken: string): Hono<Env> => {
  const routes = new Hono<Env>();
  routes.get('/identity', (ask) => {
    const nonce = ask.req.query('nonce') ?? '';
    if (!NONCE.test(nonce))
      return refuse(ask, { code: 'bad-input', message: 'A nonce is 32 bytes as base64url.', field: 'nonce' });
    const { localAddress: address = '', localPort: port = 0 } = ask.env.incoming.socket;
    ask.header('Cache-Control', 'no-store');
    return ask.json({ proof: proofOf(adminToken, { address, port }, nonce) } satisfies z.infer<typeof identityBody>);
  });
  return routes;
};
