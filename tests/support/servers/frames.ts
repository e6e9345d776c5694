import type { Socket } from 'node:net';

const PREFACE = 24;
const HEAD = 9;
const HEADERS = 1;

const frame = (type: number, flags: number, stream: number, payload: Buffer = Buffer.alloc(0)): Buffer => {
  const head = Buffer.alloc(HEAD);
  head.writeUIntBE(payload.length, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
};

const code = (value: number): Buffer => {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(value);
  return four;
};

/** Frames of HTTP/2, for what no well-behaved server sends. */
export const frames = {
  settings: () => frame(4, 0, 0),
  /** The head of an answer 200, with the length that its body claims to have. */
  okay: (stream: number, length?: number) => {
    const claim = length === undefined ? [] : [0x0f, 0x0d, String(length).length, ...Buffer.from(String(length))];
    return frame(HEADERS, 4, stream, Buffer.from([0x88, ...claim]));
  },
  data: (stream: number, text: string, end = false) => frame(0, end ? 1 : 0, stream, Buffer.from(text)),
  reset: (stream: number, why: number) => frame(3, 0, stream, code(why)),
  goaway: (last: number, why: number) => frame(7, 0, 0, Buffer.concat([code(last), code(why)])),
};

/** Calls with the stream of the first request of a connection. */
export const onRequest = (socket: Socket, asked: (stream: number) => void): void => {
  let come = Buffer.alloc(0);
  socket.write(frames.settings());
  socket.on('data', (piece: Buffer) => {
    come = Buffer.concat([come, piece]);
    let at = PREFACE;
    while (come.length >= at + HEAD) {
      if (come[at + 3] === HEADERS) {
        socket.removeAllListeners('data');
        socket.resume();
        return asked(come.readUInt32BE(at + 5));
      }
      at += HEAD + come.readUIntBE(at, 3);
    }
  });
};
