import { connect } from 'node:net';
import type { Connectivity } from '../core/port/connectivity.js';

type Probe = Parameters<Connectivity['answers']>[0][number];

/** How long one probe may take to answer, in milliseconds. */
const PROBE_LIMIT = 3_000;

/** Whether this desk's own network works, judged by plain TCP connections. Nothing is sent over them. */
export const createConnectivity = (limit: number = PROBE_LIMIT): Connectivity => ({
  answers: (probes, signal) => anyAnswers(probes, signal, limit),
});

const anyAnswers = async (probes: readonly Probe[], signal: AbortSignal, limit: number): Promise<boolean> => {
  signal.throwIfAborted();
  const finished = new AbortController();
  const finish = (): void => finished.abort();
  signal.addEventListener('abort', finish, { once: true });
  try {
    await Promise.any(probes.map((probe) => connects(probe, limit, finished.signal)));
    return true;
  } catch {
    signal.throwIfAborted();
    return false;
  } finally {
    signal.removeEventListener('abort', finish);
    finish();
  }
};

/** Resolves once the connection stands; rejects when it is refused, too slow, or no longer of interest. */
const connects = ({ host, port }: Probe, limit: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect({ host, port });
    const end = (settle: () => void): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', give);
      socket.destroy();
      settle();
    };
    const give = (): void => end(() => reject(new Error('no answer')));
    const timer = setTimeout(give, limit);
    socket.on('error', give);
    socket.once('connect', () => end(resolve));
    signal.addEventListener('abort', give, { once: true });
  });
