import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';
import type { Stop } from '../../core/port/clock.js';
import { type Exchanging, MAX_HEADER_BYTES } from './reply.js';

/** Asks by HTTP/1.1. The answer ends the request. */
export const askByOne = (socket: Socket, { method, url, headers, body, answered, failed }: Exchanging): Stop => {
  const isSecure = url.protocol === 'https:';
  const request = (isSecure ? httpsRequest : httpRequest)(url, {
    createConnection: () => socket,
    // Else a request without an agent would name the port also where it is the usual one.
    defaultPort: isSecure ? 443 : 80,
    method,
    headers: { ...headers },
    maxHeaderSize: MAX_HEADER_BYTES,
  });
  request.on('error', failed);
  request.once('response', (response) => {
    // A late error of a stream that was given up must find a listener.
    response.on('error', () => undefined);
    answered({
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: response,
      isComplete: () => response.complete,
      protocol: `HTTP/${response.httpVersion}`,
    });
  });
  request.end(body ?? undefined);
  return () => request.destroy();
};
