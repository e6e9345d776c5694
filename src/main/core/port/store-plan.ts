import type { SecretReference } from './secrets.js';

/** Where history and journal are kept. The address may hold a password: whoever needs it asks for the secret. */
export type StorePlan =
  | { readonly kind: 'embedded' }
  | {
      readonly kind: 'mongodb';
      readonly uri: SecretReference;
      /** Another machine may be spoken to without TLS. */
      readonly allowInsecure: boolean;
    };
