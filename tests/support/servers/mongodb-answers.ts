import { connect, createServer, type Server, type Socket } from 'node:net';
import { BSON } from 'mongodb';

export type Command = Readonly<Record<string, unknown>>;

/** What stands in front of a MongoDB and answers some commands in its place; null: that one is to answer. */
export interface Answers {
  readonly port: number;
  stop(): Promise<void>;
}

/** Opcodes of the wire protocol: a question and its answer in the old form (only the first handshake), and both in the new. */
const [OLD_QUESTION, OLD_ANSWER, MESSAGE] = [2004, 1, 2013];
const HEADER = 16;

/** What is to be told in place of the server; null: that one is to answer. Either may take its time. */
export type Answer = (command: Command) => Command | null | Promise<Command | null>;

/** Told of each command that the server itself has answered. */
export type Answered = (command: Command, reply: Command) => void;

/** For what a test server cannot do by itself: refuse a login, a right or an index, be of another age, or tell of changes. */
export const answerFor = async (
  host: string,
  port: number,
  answer: Answer,
  answered: Answered = () => undefined,
): Promise<Answers> => {
  const sockets = new Set<Socket>();
  const server: Server = createServer((near) => {
    const far = connect(port, host);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    near.on('close', () => far.destroy());
    far.on('close', () => near.destroy());
    const passed = new Map<number, Command>();
    const pass = (frame: Buffer, command: Command, own: Command | null): void => {
      if (own !== null) near.write(replyTo(frame, own));
      else {
        passed.set(frame.readInt32LE(4), command);
        far.write(frame);
      }
    };
    onFrames(near, (frame) => {
      const command = commandIn(frame);
      const own = answer(command);
      if (own instanceof Promise) void own.then((reply) => pass(frame, command, reply));
      else pass(frame, command, own);
    });
    onFrames(far, (frame) => {
      near.write(frame);
      const command = passed.get(frame.readInt32LE(8));
      passed.delete(frame.readInt32LE(8));
      if (command !== undefined && frame.readInt32LE(12) === MESSAGE) answered(command, commandIn(frame));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    stop: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
};

const onFrames = (socket: Socket, told: (frame: Buffer) => void): void => {
  let rest: Buffer = Buffer.alloc(0);
  socket.on('data', (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= 4 && rest.length >= rest.readInt32LE(0)) {
      const frame = rest.subarray(0, rest.readInt32LE(0));
      rest = rest.subarray(frame.length);
      told(frame);
    }
  });
};

const commandIn = (frame: Buffer): Command => {
  const opcode = frame.readInt32LE(12);
  if (opcode === MESSAGE) return BSON.deserialize(documentAt(frame, HEADER + 5));
  if (opcode !== OLD_QUESTION) return {};
  const name = frame.indexOf(0, HEADER + 4);
  return BSON.deserialize(documentAt(frame, name + 9));
};

/** Behind a command there may be lists of what it is to write, which are left alone. */
const documentAt = (frame: Buffer, from: number): Buffer => frame.subarray(from, from + frame.readInt32LE(from));

const replyTo = (frame: Buffer, answer: Command): Buffer => {
  const isOld = frame.readInt32LE(12) === OLD_QUESTION;
  const document = Buffer.from(BSON.serialize(answer));
  const before = isOld ? Buffer.alloc(20) : Buffer.alloc(5);
  if (isOld) before.writeInt32LE(1, 16);
  const header = Buffer.alloc(HEADER);
  header.writeInt32LE(HEADER + before.length + document.length, 0);
  header.writeInt32LE(frame.readInt32LE(4), 8);
  header.writeInt32LE(isOld ? OLD_ANSWER : MESSAGE, 12);
  return Buffer.concat([header, before, document]);
};
