import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { SecretAnswer, SecretReference, Secrets } from '../core/port/secrets.js';
import { writeWhole } from '../driver/file/whole.js';

/** The variable that holds the passphrase of the secrets file. */
const PASSPHRASE_VARIABLE = 'WATCHROOM_SECRET_KEY';

type Variables = Readonly<Record<string, string | undefined>>;

export interface SecretFile {
  readonly file: string;
  readonly environment: Variables;
}

/**
 * Secrets in a file, encrypted as a whole with AES-256-GCM under a key that scrypt makes of the passphrase in
 * `WATCHROOM_SECRET_KEY`. A file that the passphrase does not open is never overwritten.
 */
export const openSecretFile = ({ file, environment }: SecretFile): Secrets => {
  const passphrase = environment[PASSPHRASE_VARIABLE] ?? '';
  const known = new Map<string, Promise<Buffer>>();
  let queue: Promise<unknown> = Promise.resolve();

  const keyFor = (salt: Buffer): Promise<Buffer> => {
    const id = salt.toString('hex');
    const key = known.get(id) ?? deriveKey(passphrase, salt);
    known.set(id, key);
    return key;
  };

  const load = async (name: string): Promise<SecretAnswer<Kept>> => {
    if (passphrase === '') return failure(name, `${PASSPHRASE_VARIABLE} is not set, so stored secrets cannot be read`);
    try {
      const sealed = await readIfThere(file);
      return { ok: true, value: sealed === null ? {} : unseal(sealed, await keyFor(saltOf(sealed))) };
    } catch (problem) {
      return failure(name, `${file} cannot be read: ${explain(problem)}`);
    }
  };

  const change = (name: string, edit: (kept: Kept) => Kept): Promise<SecretAnswer<null>> => {
    const turn = queue.then(async (): Promise<SecretAnswer<null>> => {
      if (!NAME.test(name)) return failure(name, 'is no name for a secret: use letters, digits, dots, dashes and underscores');
      const kept = await load(name);
      if (!kept.ok) return kept;
      const salt = randomBytes(SALT_BYTES);
      try {
        await writeWhole(file, seal(edit(kept.value), salt, await keyFor(salt)));
        return { ok: true, value: null };
      } catch (problem) {
        return failure(name, `${file} cannot be written: ${explain(problem)}`);
      }
    });
    queue = turn;
    return turn;
  };

  const stored = async (name: string): Promise<SecretAnswer<string>> => {
    const kept = await load(name);
    if (!kept.ok) return kept;
    const value = Object.hasOwn(kept.value, name) ? kept.value[name] : undefined;
    return value === undefined ? failure(name, `no secret "${name}" is stored`) : { ok: true, value };
  };

  return {
    read: (reference) => resolveReference(reference, environment, stored),
    write: (name, value) => change(name, (kept) => ({ ...kept, [name]: value })),
    remove: (name) => change(name, (kept) => Object.fromEntries(Object.entries(kept).filter(([key]) => key !== name))),
    names: async () => {
      const kept = await load('');
      return kept.ok ? { ok: true, value: Object.keys(kept.value).sort() } : kept;
    },
    canWrite: () =>
      passphrase === ''
        ? failure('', `set ${PASSPHRASE_VARIABLE} to a passphrase, then secrets can be stored`)
        : { ok: true, value: null },
  };
};

/** Resolves a reference; `stored` looks up what is kept under a name. */
const resolveReference = async (
  reference: SecretReference,
  environment: Variables,
  stored: (name: string) => Promise<SecretAnswer<string>>,
): Promise<SecretAnswer<string>> => {
  switch (reference.kind) {
    case 'plain':
      return { ok: true, value: reference.text };
    case 'stored':
      return stored(reference.name);
    case 'environment': {
      const value = environment[reference.variable] ?? '';
      return value === ''
        ? failure(reference.variable, `the environment variable ${reference.variable} is not set`)
        : { ok: true, value };
    }
  }
};

type Kept = Readonly<Record<string, string>>;

/** What may name a stored secret. */
const NAME = /^[A-Za-z0-9._-]{1,100}$/;
const SALT_BYTES = 16;
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** The first bytes of the file: what it is, and which version of it. */
const HEADER = Buffer.from('WRSECRET1');
/** 32 MiB and about a tenth of a second per guess. */
const COST = { N: 32_768, r: 8, p: 1, maxmem: 67_108_864 };

const failure = (secret: string, message: string) => ({ ok: false, error: { secret, message } }) as const;

const deriveKey = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(passphrase, salt, 32, COST, (problem, key) => (problem === null ? resolve(key) : reject(problem)));
  });

const seal = (kept: Kept, salt: Buffer, key: Buffer): Buffer => {
  const iv = randomBytes(IV_BYTES);
  const head = Buffer.concat([HEADER, salt, iv]);
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(head);
  const body = Buffer.concat([cipher.update(JSON.stringify(kept), 'utf8'), cipher.final()]);
  return Buffer.concat([head, cipher.getAuthTag(), body]);
};

const HEAD_BYTES = HEADER.length + SALT_BYTES + IV_BYTES;

const saltOf = (sealed: Buffer): Buffer => {
  if (sealed.length < HEAD_BYTES + TAG_BYTES || !sealed.subarray(0, HEADER.length).equals(HEADER)) {
    throw new Error('it is no secrets file of this version');
  }
  return sealed.subarray(HEADER.length, HEADER.length + SALT_BYTES);
};

const unseal = (sealed: Buffer, key: Buffer): Kept => {
  const head = sealed.subarray(0, HEAD_BYTES);
  const iv = head.subarray(HEADER.length + SALT_BYTES);
  const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(head);
  decipher.setAuthTag(sealed.subarray(HEAD_BYTES, HEAD_BYTES + TAG_BYTES));
  try {
    const body = Buffer.concat([decipher.update(sealed.subarray(HEAD_BYTES + TAG_BYTES)), decipher.final()]);
    return JSON.parse(body.toString('utf8')) as Kept;
  } catch {
    throw new Error(`${PASSPHRASE_VARIABLE} does not open it, or it was changed`);
  }
};

const readIfThere = async (file: string): Promise<Buffer | null> => {
  try {
    return await readFile(file);
  } catch (problem) {
    if ((problem as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw problem;
  }
};

const explain = (problem: unknown): string => (problem instanceof Error ? problem.message : String(problem));
