import type { Socket } from 'node:net';

/** What was heard, and how hearing ended: the awaited came, the other end closed or broke off, it said too much, or the time was up. */
export interface Heard {
  readonly said: Buffer;
  readonly end: 'met' | 'closed' | 'broken' | 'full' | 'cut';
}

/** Most that is heard, in bytes: greetings are short, and a flood must not fill the memory. */
const MOST_HEARD = 16_384;
/** So many pieces are each looked at; after them only every so many bytes, for a drip of single ones would make hearing quadratic. */
const FIRST_LOOKS = 32;
const LOOK_EVERY = 512;

interface Hearing {
  readonly signal: AbortSignal;
  /** Called with the first byte. */
  readonly began: () => void;
  /** Whether what was said is what is awaited. */
  readonly isMet: (said: Buffer) => boolean;
}

/** Hears what a connection says until the awaited comes. Whatever the other end does, it takes no longer than the signal and no more than `MOST_HEARD`. */
export const hear = (socket: Socket, { signal, began, isMet }: Hearing): Promise<Heard> =>
  new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let bytes = 0;
    let looks = 0;
    let lookAt = 0;
    let isOver = false;
    const said = (): Buffer => Buffer.concat(pieces).subarray(0, MOST_HEARD);
    const give = (end: Heard['end']): void => {
      isOver = true;
      signal.removeEventListener('abort', cut);
      socket.off('data', take);
      socket.pause();
      resolve({ said: said(), end });
    };
    const finish = (end: Heard['end']): void => {
      if (!isOver) give(bytes > 0 && isMet(said()) ? 'met' : end);
    };
    const cut = (): void => finish('cut');
    const take = (piece: Buffer): void => {
      if (bytes === 0) began();
      pieces.push(piece);
      bytes += piece.length;
      if (bytes >= MOST_HEARD) finish('full');
      if (isOver || (looks >= FIRST_LOOKS && bytes < lookAt)) return;
      looks += 1;
      lookAt = bytes + LOOK_EVERY;
      if (isMet(said())) give('met');
    };
    socket.once('end', () => finish('closed'));
    socket.once('error', () => finish('broken'));
    socket.once('close', () => finish('closed'));
    if (signal.aborted) return cut();
    signal.addEventListener('abort', cut, { once: true });
    socket.on('data', take);
  });
