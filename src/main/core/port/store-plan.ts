import type { SecretReference } from './secrets.js';

/** Where history and journal are kept. The address may hold a password: whoever needs it asks for the secret. */
export type StorePlan =
  | { readonly kind: 'embedded' }
  | {
      readonly kind: 'mongodb';
      readonly uri: SecretReference;
      /** Another machine may be spoken to without TLS. */
      readonly allowInsecure: boolean;
      /** What the others call this desk; null: as its machine is called. */
      readonly desk: string | null;
      /** Whether it takes the lead where nobody has it. */
      readonly mayLead: boolean;
    };
