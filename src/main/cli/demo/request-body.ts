import type { IncomingMessage } from 'node:http';

/** Most bytes of a form or a switch that anyone sends in earnest. */
const LIMIT = 64 * 1_024;

/** A request's body as text; null where it is longer than 64 KiB or breaks off. */
export const readRequestBody = async (request: IncomingMessage): Promise<string | null> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of request as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > LIMIT) return null;
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks).toString('utf8');
};
