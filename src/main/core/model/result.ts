/** An expected failure is a value: `ok` says which. A bug is an exception. */
export type Result<Value, Failure> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Failure };

export const ok = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({ ok: true, value });
export const fail = <Failure>(error: Failure): { readonly ok: false; readonly error: Failure } => ({
  ok: false,
  error,
});

/** Why an act was refused, in words for the person who tried it. */
export interface Refusal {
  readonly code: 'bad-input' | 'not-found' | 'conflict' | 'forbidden' | 'unauthenticated' | 'unavailable' | 'internal';
  readonly message: string;
  /** The input at fault, where one can be named. */
  readonly field?: string;
}

/** A refusal on a way that answers with a value alone. */
export class RefusedError extends Error {
  override readonly name = 'RefusedError';
  constructor(readonly refusal: Refusal) {
    super(refusal.message);
  }
}

/** Ends a `switch` over a union: does not compile while a case is missing. */
export const assertNever = (value: never): never => {
  throw new Error(`not a known case: ${JSON.stringify(value)}`);
};
