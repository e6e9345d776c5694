import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';

/** The value of a record, as each type is made of it. */
export type DnsValue =
  | { readonly type: 'A'; readonly address: string }
  | { readonly type: 'AAAA'; readonly groups: readonly number[] }
  | { readonly type: 'CNAME' | 'NS'; readonly host: string }
  | { readonly type: 'MX'; readonly priority: number; readonly host: string }
  | { readonly type: 'TXT'; readonly pieces: readonly string[] }
  | { readonly type: 'SRV'; readonly numbers: readonly [number, number, number]; readonly host: string }
  | { readonly type: 'CAA'; readonly flags: number; readonly property: string; readonly text: string }
  | {
      readonly type: 'SOA';
      readonly host: string;
      readonly mailbox: string;
      readonly numbers: readonly [number, number, number, number, number];
    };

export interface DnsQuestion {
  readonly name: string;
  readonly type: number;
  readonly over: 'udp' | 'tcp';
}

/**
 * What is answered: records (of the question's own name unless they say another), an error by its code (2 SERVFAIL, 3 NXDOMAIN,
 * 5 REFUSED), that the answer is too long for UDP, nothing at all, bytes that are no answer, or an answer to another question.
 */
export type DnsReply =
  | { readonly kind: 'records'; readonly records: readonly (DnsValue & { readonly name?: string })[] }
  | { readonly kind: 'error'; readonly code: number }
  | { readonly kind: 'truncated' | 'silence' | 'garbage' | 'stranger' };

export interface DnsServer {
  /** `127.0.0.1:5353`, as a resolver is configured. */
  readonly address: string;
  readonly asked: readonly DnsQuestion[];
  stop(): Promise<void>;
}

const TYPES = { A: 1, NS: 2, CNAME: 5, SOA: 6, MX: 15, TXT: 16, AAAA: 28, SRV: 33, CAA: 257 } as const;

const word = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const long = (value: number): Buffer => {
  const four = Buffer.alloc(4);
  four.writeUInt32BE(value);
  return four;
};
const text = (value: string): Buffer => Buffer.concat([Buffer.from([Buffer.byteLength(value)]), Buffer.from(value)]);
const nameOf = (name: string): Buffer =>
  Buffer.concat([
    ...name
      .split('.')
      .filter((label) => label !== '')
      .map(text),
    Buffer.from([0]),
  ]);

const bytesOf = (value: DnsValue): Buffer => {
  switch (value.type) {
    case 'A':
      return Buffer.from(value.address.split('.').map(Number));
    case 'AAAA':
      return Buffer.concat(value.groups.map(word));
    case 'CNAME':
    case 'NS':
      return nameOf(value.host);
    case 'MX':
      return Buffer.concat([word(value.priority), nameOf(value.host)]);
    case 'TXT':
      return Buffer.concat(value.pieces.map(text));
    case 'SRV':
      return Buffer.concat([...value.numbers.map(word), nameOf(value.host)]);
    case 'CAA':
      return Buffer.concat([Buffer.from([value.flags]), text(value.property), Buffer.from(value.text)]);
    case 'SOA':
      return Buffer.concat([nameOf(value.host), nameOf(value.mailbox), ...value.numbers.map(long)]);
  }
};

const readQuestion = (message: Buffer, over: DnsQuestion['over']): { readonly question: DnsQuestion; readonly end: number } => {
  const labels: string[] = [];
  let at = 12;
  while ((message[at] ?? 0) > 0) {
    const length = message[at] ?? 0;
    labels.push(message.subarray(at + 1, at + 1 + length).toString('latin1'));
    at += 1 + length;
  }
  return { question: { name: labels.join('.').toLowerCase(), type: message.readUInt16BE(at + 1), over }, end: at + 5 };
};

const recordOf = (record: DnsValue & { readonly name?: string }, asked: string): Buffer => {
  const value = bytesOf(record);
  return Buffer.concat([nameOf(record.name ?? asked), word(TYPES[record.type]), word(1), long(300), word(value.length), value]);
};

const header = (id: number, flags: number, answers: number): Buffer =>
  Buffer.concat([word(id), word(0x8180 | flags), word(1), word(answers), word(0), word(0)]);

/** The message of an answer; null where none is sent. */
const answerTo = (message: Buffer, question: DnsQuestion, end: number, reply: DnsReply): Buffer | null => {
  const id = message.readUInt16BE(0);
  const asked = message.subarray(12, end);
  switch (reply.kind) {
    case 'records': {
      const records = reply.records.map((record) => recordOf(record, question.name));
      return Buffer.concat([header(id, 0, records.length), asked, ...records]);
    }
    case 'error':
      return Buffer.concat([header(id, reply.code, 0), asked]);
    case 'truncated':
      return Buffer.concat([header(id, 0x0200, 0), asked]);
    case 'garbage':
      return Buffer.concat([header(id, 0, 9), asked, Buffer.alloc(40, 0xff)]);
    case 'stranger':
      return Buffer.concat([header(id ^ 1, 0, 0), asked]);
    case 'silence':
      return null;
  }
};

/** A name server on loopback, over UDP and TCP on one port, that answers as it is told. */
export const createDnsServer = async (reply: (question: DnsQuestion) => DnsReply): Promise<DnsServer> => {
  const asked: DnsQuestion[] = [];
  const answer = (message: Buffer, over: DnsQuestion['over']): Buffer | null => {
    const { question, end } = readQuestion(message, over);
    asked.push(question);
    return answerTo(message, question, end, reply(question));
  };
  const { udp, tcp } = await bindBoth();
  const sockets = new Set<Socket>();
  udp.on('message', (message, peer) => {
    const back = answer(message, 'udp');
    if (back !== null) udp.send(back, peer.port, peer.address);
  });
  tcp.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (piece: Buffer) => {
      const back = answer(piece.subarray(2), 'tcp');
      if (back !== null) socket.write(Buffer.concat([word(back.length), back]));
    });
  });
  return {
    address: `127.0.0.1:${udp.address().port}`,
    asked,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      await Promise.all([new Promise<void>((done) => udp.close(done)), new Promise((done) => tcp.close(done))]);
    },
  };
};

/** A port that is free for both: one that is free for UDP may be taken for TCP. */
const bindBoth = async (): Promise<{ readonly udp: UdpSocket; readonly tcp: Server }> => {
  for (;;) {
    const tcp = createServer();
    await new Promise<void>((done) => tcp.listen(0, '127.0.0.1', done));
    const udp = createSocket('udp4');
    const isBound = await new Promise<boolean>((done) => {
      udp.once('error', () => done(false));
      udp.bind((tcp.address() as AddressInfo).port, '127.0.0.1', () => done(true));
    });
    if (isBound) return { udp, tcp };
    await new Promise((done) => tcp.close(done));
  }
};
