import type { Refusal } from '../../main/core/model/result.js';

export type { Refusal };

/** What every call answers. Nothing is thrown across the border. */
export type Answer<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly error: Refusal };
