import type { Result } from '../model/result.js';
import type { SecretReference } from '../model/secret.js';

export type { SecretReference };

/** Names the secret that cannot be had and why, in words for people. Never holds any part of a secret. */
export interface SecretFailure {
  /** The variable's or stored secret's name. */
  readonly secret: string;
  readonly message: string;
}

export type SecretAnswer<Value> = Result<Value, SecretFailure>;

/** Keeps secrets encrypted, apart from the configuration, and resolves references to them. */
export interface Secrets {
  read(reference: SecretReference): Promise<SecretAnswer<string>>;
  /** Keeps `value` under `name` (`[A-Za-z0-9._-]`, at most 100 characters), in place of an earlier one. */
  write(name: string, value: string): Promise<SecretAnswer<null>>;
  remove(name: string): Promise<SecretAnswer<null>>;
  /** The names of what is kept; the values stay inside. */
  names(): Promise<SecretAnswer<readonly string[]>>;
  /** Whether `write` can work at all here; the failure says why not. */
  canWrite(): SecretAnswer<null>;
}
