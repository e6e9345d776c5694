import { readFile } from 'node:fs/promises';
import { safeStorage } from 'electron';
import { fail, ok } from '../../core/model/result.js';
import type { SecretAnswer, SecretReference, Secrets } from '../../core/port/secrets.js';
import { writeWhole } from '../../driver/file/whole.js';

export interface ElectronSecretsParts {
  /** The file that keeps the encrypted values. */
  readonly file: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Keep secrets even where the system has no keyring and the key is a known one. */
  readonly allowPlainSecrets: boolean;
}

const NAME = /^[A-Za-z0-9._-]{1,100}$/;

/** Secrets encrypted with a key that the system's own keyring holds. To be used once Electron is ready. */
export const createElectronSecrets = (parts: ElectronSecretsParts): Secrets => {
  if (parts.allowPlainSecrets && isPlain()) safeStorage.setUsePlainTextEncryption(true);
  // One after the other: of two that are stored at once each must find the other's.
  let last: Promise<unknown> = Promise.resolve();
  const changeInTurn = (name: string, edit: (kept: Kept) => Kept): Promise<SecretAnswer<null>> => {
    const changed = last.then(() => change(parts.file, name, edit));
    last = changed;
    return changed;
  };
  const canWrite = (): SecretAnswer<null> => keyringAnswer(parts.allowPlainSecrets);
  return {
    canWrite,
    read: (reference) => read(reference, parts),
    write: async (name, value) => {
      const allowed = canWrite();
      if (!allowed.ok) return fail({ ...allowed.error, secret: name });
      if (!NAME.test(name)) return refused(name, 'A secret’s name has letters, digits, dots, dashes and underscores only.');
      return changeInTurn(name, (kept) => ({ ...kept, [name]: safeStorage.encryptString(value).toString('base64') }));
    },
    remove: (name) => changeInTurn(name, ({ [name]: _gone, ...rest }) => rest),
    names: async () => {
      const kept = await readKept(parts.file);
      return kept === null ? refused(parts.file, UNREADABLE) : ok(Object.keys(kept).sort());
    },
  };
};

type Kept = Readonly<Record<string, string>>;

const UNREADABLE = 'The file of stored secrets cannot be read.';

const refused = (secret: string, message: string) => fail({ secret, message });

/** Electron's name for a key that is the same on every machine: no protection, only the look of it. */
const isPlain = (): boolean => process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';

const keyringAnswer = (allowPlainSecrets: boolean): SecretAnswer<null> => {
  if (isPlain() && !allowPlainSecrets) {
    return refused(
      '',
      'No keyring runs in this session, so secrets would be kept as good as in plain text. Start a keyring (GNOME Keyring, KWallet), use an environment variable, or set allowPlainSecrets: true.',
    );
  }
  return safeStorage.isEncryptionAvailable() ? ok(null) : refused('', 'This system has no place to keep an encryption key.');
};

const read = async (reference: SecretReference, { file, environment }: ElectronSecretsParts): Promise<SecretAnswer<string>> => {
  if (reference.kind === 'plain') return ok(reference.text);
  if (reference.kind === 'environment') {
    const value = environment[reference.variable];
    return value === undefined || value === ''
      ? refused(reference.variable, `The environment variable ${reference.variable} is not set.`)
      : ok(value);
  }
  return readStored(reference.name, file);
};

const readStored = async (name: string, file: string): Promise<SecretAnswer<string>> => {
  const kept = await readKept(file);
  if (kept === null) return refused(name, UNREADABLE);
  const encrypted = Object.hasOwn(kept, name) ? kept[name] : undefined;
  if (encrypted === undefined) return refused(name, `No secret is stored under ${name}.`);
  try {
    return ok(safeStorage.decryptString(Buffer.from(encrypted, 'base64')));
  } catch {
    return refused(name, `The secret ${name} cannot be decrypted here: it was stored by another person or on another machine.`);
  }
};

/** What the file holds; nothing where there is none, null where it cannot be understood. */
const readKept = async (file: string): Promise<Kept | null> => {
  try {
    const kept: unknown = JSON.parse(await readFile(file, 'utf8'));
    return isKept(kept) ? kept : null;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? {} : null;
  }
};

const isKept = (kept: unknown): kept is Kept =>
  typeof kept === 'object' && kept !== null && Object.values(kept).every((value) => typeof value === 'string');

const change = async (file: string, name: string, edit: (kept: Kept) => Kept): Promise<SecretAnswer<null>> => {
  const kept = await readKept(file);
  if (kept === null) return refused(name, `${UNREADABLE} It was left as it is.`);
  try {
    await writeWhole(file, JSON.stringify(edit(kept)));
    return ok(null);
  } catch (error) {
    return refused(name, `The file of stored secrets cannot be written: ${(error as Error).message}`);
  }
};
