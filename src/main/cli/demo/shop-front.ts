import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { TLSSocket } from 'node:tls';
import type { Clock } from '../../core/port/clock.js';
import { after } from '../../core/time/instant.js';
import { page, type Reply, seeOther, send } from './reply.js';
import { readRequestBody } from './request-body.js';
import { answerGet, answerPost, type Shop } from './routes.js';

/** Answers the visitors of the site, as well as the faults let it. */
export const createShopFront = (shop: Shop, clock: Clock, panelUrl: () => string): RequestListener => {
  const serve = (request: IncomingMessage, response: ServerResponse): void => void answer(request, response, shop, panelUrl);
  const serveLate = (request: IncomingMessage, response: ServerResponse, wait: number): void => {
    const stop = clock.wakeAt(after(clock.now(), wait), () => serve(request, response));
    response.once('close', stop);
  };
  return (request, response) => {
    if (shop.faults.isOn('reset')) dropConnection(request);
    else if (shop.faults.isOn('slow')) serveLate(request, response, shop.faults.numberOf('slow'));
    else serve(request, response);
  };
};

const dropConnection = ({ socket }: IncomingMessage): void => {
  // A secure socket cannot send a reset of its own; dropping it looks the same to a visitor.
  if (socket instanceof TLSSocket) socket.destroy();
  else socket.resetAndDestroy();
};

const answer = async (
  request: IncomingMessage,
  response: ServerResponse,
  shop: Shop,
  panelUrl: () => string,
): Promise<void> => {
  const reply = await replyTo(request, shop, panelUrl);
  if (!response.destroyed) send(response, reply);
};

const replyTo = async (request: IncomingMessage, shop: Shop, panelUrl: () => string): Promise<Reply> => {
  const [path = '/'] = (request.url ?? '/').split('?');
  if (request.method === 'POST') return answerPost(path, await readRequestBody(request), shop);
  if (request.method !== 'GET' && request.method !== 'HEAD') return page('', 405);
  return path === '/break-it' ? seeOther(panelUrl()) : answerGet(path, shop);
};
