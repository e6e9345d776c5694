import type { Result } from '../model/result.js';
import type { Stop } from './clock.js';

/** Something a browser tells by the DevTools protocol. */
export interface BrowserEvent {
  readonly method: string;
  readonly params: unknown;
  /** The frame or worker in another process that it is of; null: the page itself. */
  readonly session: string | null;
}

/** One blank page: without cache, cookies or memory of any other, and without any right. */
export interface BrowserPage {
  /** Gives the protocol's answer; rejects where the browser refuses or is gone. */
  send(method: string, params?: object, session?: string | null): Promise<unknown>;
  listen(listener: (event: BrowserEvent) => void): Stop;
  /** Calls back once the browser has gone by itself, with why. Not called after `close`. */
  onGone(listener: (why: string) => void): Stop;
  /** Ends the page and all that belongs to it. Safe to be called twice. */
  close(): Promise<void>;
}

export interface BrowserWish {
  /** The program to use; null: one that is found. */
  readonly executable: string | null;
  /** Lets a page run without the browser's sandbox where that cannot be had: as root. */
  readonly allowUnsandboxed: boolean;
}

/** What pages are loaded with: the machine's own Chromium. */
export interface Browser {
  /** The failure says in words what to do. Rejects with the signal's reason once that aborts. */
  open(wish: BrowserWish, signal: AbortSignal): Promise<Result<BrowserPage, string>>;
  /** Ends whatever is still open. */
  stop(): Promise<void>;
}
