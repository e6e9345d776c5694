import { StoreError, type StoreErrorCode, type StoreOpenCode, StoreOpenError } from '../error.js';
import type { Access } from './operations.js';

/** What a thread is started with: one for the store, one for the recording. */
export type Started =
  | { readonly holds: 'store'; readonly file: string; readonly access: Access }
  | { readonly holds: 'recording'; readonly file: string };

/** One call on its way to the thread. */
export interface Asked {
  readonly id: number;
  readonly name: string;
  readonly input: readonly unknown[];
}

/** What comes back: first once `id` 0 for the opening, then one for each call. */
export type Replied =
  | { readonly id: number; readonly ok: true; readonly value: unknown }
  | { readonly id: number; readonly ok: false; readonly error: WireError };

/** An error's own fields: between threads a class would be lost. */
export type WireError =
  | { readonly kind: 'open'; readonly code: StoreOpenCode; readonly message: string; readonly remedy: string }
  | { readonly kind: 'store'; readonly code: StoreErrorCode; readonly message: string }
  | { readonly kind: 'bug'; readonly message: string; readonly stack: string };

export const OPENING = 0;

export const toWire = (error: unknown): WireError => {
  if (error instanceof StoreOpenError) return { kind: 'open', code: error.code, message: error.message, remedy: error.remedy };
  if (error instanceof StoreError) return { kind: 'store', code: error.code, message: error.message };
  const { message, stack } = error instanceof Error ? error : new Error(String(error));
  return { kind: 'bug', message, stack: stack ?? message };
};

export const fromWire = (error: WireError): Error => {
  switch (error.kind) {
    case 'open':
      return new StoreOpenError(error.code, error.message, error.remedy);
    case 'store':
      return new StoreError(error.code, error.message);
    case 'bug':
      return new Error(error.message, { cause: error.stack });
  }
};
