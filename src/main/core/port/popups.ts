import type { Result } from '../model/result.js';

/** A native notification, in plain text: whoever shows it escapes it for its own system. */
export interface Popup {
  /** A later one with the same id takes the place of the earlier one. */
  readonly id: string;
  readonly title: string;
  readonly body: string;
  /** Stays until someone reacts. */
  readonly sticky: boolean;
  readonly sound: boolean;
  /** Labels of buttons, shown where the system has them. */
  readonly actions: readonly string[];
}

/** What a person did with it. `action` names the button by its place in `actions`. */
export type PopupReaction =
  | { readonly kind: 'clicked' }
  | { readonly kind: 'dismissed' }
  | { readonly kind: 'action'; readonly action: number };

export interface PopupFailure {
  /** `no-daemon`, `no-bus`, `unsupported`, `timeout`, `failed`. */
  readonly code: string;
  /** Why, in words for people. */
  readonly text: string;
  /** Whether trying again later can help. */
  readonly retry: 'later' | 'never';
}

/** The system's notifications. */
export interface Popups {
  /** Resolves once the system has taken it, or said why not; never rejects. Reactions may come at any time after that, or never. */
  show(popup: Popup, onReaction: (reaction: PopupReaction) => void): Promise<Result<null, PopupFailure>>;
  /** Takes one down that is no longer news; nothing where it is gone already. */
  withdraw(id: string): void;
  /** Takes down what is still shown. */
  stop(): void;
}
