import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What had arrived when the number that was waited for had. Milliseconds of the machine's steady clock, the same in every process. */
export interface Arrived {
  readonly at: number;
  readonly messages: number;
  readonly keys: number;
}

export interface CountingReceiver {
  readonly url: string;
  /** Forgets what has arrived, and resolves once `messages` have. */
  expect(messages: number): Promise<Arrived>;
  /** What has arrived by now. */
  count(): Promise<Arrived>;
  stop(): void;
}

/** Milliseconds of the machine's steady clock. */
export const steadyNow = (): number => Number(process.hrtime.bigint()) / 1e6;

const SCRIPT = `
import { createServer } from 'node:http';
let wanted = Infinity;
let messages = 0;
let keys = new Set();
const said = (kind) => process.send({ kind, at: Number(process.hrtime.bigint()) / 1e6, messages, keys: keys.size });
createServer((asked, answer) => {
  asked.resume();
  asked.on('end', () => {
    messages += 1;
    keys.add(asked.headers['idempotency-key']);
    answer.writeHead(200).end();
    if (messages === wanted) said('reached');
  });
}).listen(0, '127.0.0.1', function () { process.send({ kind: 'listens', port: this.address().port }); });
process.on('message', (asked) => {
  if (asked === 'count') return said('count');
  wanted = asked;
  messages = 0;
  keys = new Set();
  said('waits');
});
`;

/** A receiver of webhooks in a process of its own, which counts messages and their dedup keys. */
export const startCountingReceiver = async (): Promise<CountingReceiver> => {
  const folder = mkdtempSync(join(tmpdir(), 'watchroom-receiver-'));
  const script = join(folder, 'receiver.mjs');
  writeFileSync(script, SCRIPT);
  const child = fork(script, { execArgv: [] });
  const { port } = (await told(child, 'listens')) as unknown as { readonly port: number };
  return {
    url: `http://127.0.0.1:${port}/hook`,
    expect: async (messages) => {
      const reached = told(child, 'reached');
      child.send(messages);
      return reached;
    },
    count: () => {
      const counted = told(child, 'count');
      child.send('count');
      return counted;
    },
    stop: () => {
      child.kill();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

const told = async (child: ChildProcess, kind: string): Promise<Arrived> => {
  for (;;) {
    const [message] = (await once(child, 'message')) as [Arrived & { readonly kind: string }];
    if (message.kind === kind) return message;
  }
};
