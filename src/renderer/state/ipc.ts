import type { CallName } from '../../preload/contract/calls.js';
import type { Answer } from '../../preload/contract/errors.js';
import { BRIDGE } from '../../preload/contract/names.js';
import type { Push } from '../../preload/contract/pushes.js';
import type { Transport } from './transport.js';

/** What the preload script puts on the page. */
export interface Bridge {
  call(name: CallName, input: unknown): Promise<Answer<unknown>>;
  onPush(listener: (push: Push) => void): () => void;
}

/** The desktop app's bridge; undefined in a browser. */
export const findBridge = (page: object): Bridge | undefined => (page as Record<string, Bridge | undefined>)[BRIDGE];

const lost = (failure: unknown): Answer<unknown> => ({
  ok: false,
  error: {
    code: 'unavailable',
    message: `Watchroom's engine did not answer (${failure instanceof Error ? failure.message : String(failure)}).`,
  },
});

/** The transport of the desktop app. Its link is up as long as the window lives. */
export const ipcTransport = (bridge: Bridge): Transport => ({
  shell: 'desktop',
  call: (name, input) => bridge.call(name, input).catch(lost),
  onPush: (listener) => bridge.onPush(listener),
  onLink: (listener) => {
    listener('up');
    return () => undefined;
  },
});
