import type { Secrets } from '../../src/main/core/port/secrets.js';

/** Secrets that are what their references name: `{ kind: 'stored', name }` is that name's value here. */
export const scriptedSecrets = (values: Readonly<Record<string, string>> = {}): Secrets => ({
  read: async (reference) => {
    if (reference.kind === 'plain') return { ok: true, value: reference.text };
    const name = reference.kind === 'stored' ? reference.name : reference.variable;
    const value = values[name];
    return value === undefined
      ? { ok: false, error: { secret: name, message: `no secret "${name}" is stored` } }
      : { ok: true, value };
  },
  write: async () => ({ ok: true, value: null }),
  remove: async () => ({ ok: true, value: null }),
  names: async () => ({ ok: true, value: Object.keys(values) }),
  canWrite: () => ({ ok: true, value: null }),
});
