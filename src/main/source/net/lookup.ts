import { type LookupAddress, lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';

type Answer = Parameters<LookupFunction>[2];

/**
 * Looks names up as the system does, but each name only once at a time: whoever asks meanwhile shares the answer. The system's
 * lookups cannot be cancelled and only a few run side by side, so that without this a name server that hangs would leave
 * behind a queue of hundreds, and everything would still seem down long after it is back.
 */
export const createLookup = (): LookupFunction => {
  const underWay = new Map<string, Answer[]>();
  return (hostname, options, answer) => {
    const key = JSON.stringify([hostname, options.family, options.hints, options.all]);
    const waiting = underWay.get(key);
    if (waiting !== undefined) {
      waiting.push(answer);
      return;
    }
    underWay.set(key, [answer]);
    lookup(hostname, options, (error, address: string | LookupAddress[], family) => {
      const all = underWay.get(key) ?? [];
      underWay.delete(key);
      for (const each of all) each(error, address, family);
    });
  };
};
