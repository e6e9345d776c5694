import type { CallInput, CallName, CallOutput } from '../../preload/contract/calls.js';
import type { Answer } from '../../preload/contract/errors.js';
import type { Push } from '../../preload/contract/pushes.js';

/** Whether pushes can reach us now. */
export type Link = 'up' | 'down';

/** The way to main: over IPC in the desktop app, over HTTP in a browser. Whatever is listened to returns its stop. */
export interface Transport {
  readonly shell: 'desktop' | 'browser';
  /** Never rejects: what goes wrong on the way is answered as `unavailable`. */
  call(name: CallName, input: unknown): Promise<Answer<unknown>>;
  onPush(listener: (push: Push) => void): () => void;
  /** Told at once with the present link, then at each change. */
  onLink(listener: (link: Link) => void): () => void;
}

/** One call with the contract's types. Main checked the answer's shape by types of its own; the contract is one object for both. */
export const callOver =
  (transport: Transport) =>
  <Name extends CallName>(name: Name, input: CallInput<Name>): Promise<Answer<CallOutput<Name>>> =>
    transport.call(name, input) as Promise<Answer<CallOutput<Name>>>;

export type Call = ReturnType<typeof callOver>;
