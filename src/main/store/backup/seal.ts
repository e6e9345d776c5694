import { createCipheriv, createDecipheriv, type DecipherGCM, randomBytes, scrypt } from 'node:crypto';
import { Transform, type TransformCallback } from 'node:stream';
import { BackupError } from './error.js';

/**
 * An encrypted backup: one line of JSON, then what AES-256-GCM makes of the archive, then its tag of 16 bytes. The key comes of the
 * passphrase by scrypt (N 2^15, r 8, p 1), with a salt of its own for each backup.
 */
interface SealHead {
  readonly watchroom: 'sealed-backup';
  readonly format: 1;
  readonly salt: string;
  readonly iv: string;
}

const TAG = 16;
const LONGEST_HEAD = 1_024;
const COST = { N: 32_768, r: 8, p: 1, maxmem: 64 * 1024 * 1024 } as const;

const keyOf = (passphrase: string, salt: Buffer): Promise<Buffer> =>
  new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFKC'), salt, 32, COST, (error, key) => (error === null ? resolve(key) : reject(error)));
  });

/** What one backup is encrypted with. */
export interface SealKey {
  readonly salt: Buffer;
  readonly key: Buffer;
}

/** A key of its own for one backup. Takes 32 MB for a moment: best before anything else lies in memory. */
export const sealKey = async (passphrase: string): Promise<SealKey> => {
  const salt = randomBytes(16);
  return { salt, key: await keyOf(passphrase, salt) };
};

/** Turns one archive into its encrypted form. */
export const sealing = ({ salt, key }: SealKey): Transform => {
  const iv = randomBytes(12);
  const head: SealHead = { watchroom: 'sealed-backup', format: 1, salt: salt.toString('base64'), iv: iv.toString('base64') };
  const text = Buffer.from(`${JSON.stringify(head)}\n`);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  // The head is under the tag too: nobody changes it unnoticed.
  cipher.setAAD(text);
  let isBegun = false;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      if (!isBegun) this.push(text);
      isBegun = true;
      done(null, cipher.update(chunk));
    },
    flush(done) {
      this.push(cipher.final());
      done(null, cipher.getAuthTag());
    },
  });
};

/** Turns the encrypted form back. Fails with a `BackupError` where the passphrase is another one, or a byte was changed. */
export const unsealing = (passphrase: string): Transform => {
  let held = Buffer.alloc(0);
  let decipher: DecipherGCM | null = null;
  const begin = async (stream: Transform): Promise<void> => {
    const end = held.indexOf(10);
    if (end < 0) return;
    const head = headOf(held.subarray(0, end));
    const made = createDecipheriv(
      'aes-256-gcm',
      await keyOf(passphrase, Buffer.from(head.salt, 'base64')),
      Buffer.from(head.iv, 'base64'),
    );
    made.setAAD(held.subarray(0, end + 1));
    held = held.subarray(end + 1);
    decipher = made;
    pass(stream);
  };
  /** All but what may be the tag. */
  const pass = (stream: Transform): void => {
    if (decipher === null || held.length <= TAG) return;
    stream.push(decipher.update(held.subarray(0, held.length - TAG)));
    held = held.subarray(held.length - TAG);
  };
  return new Transform({
    transform(chunk: Buffer, _encoding, done: TransformCallback) {
      held = Buffer.concat([held, chunk]);
      if (decipher !== null) {
        pass(this);
        done();
      } else if (held.length > LONGEST_HEAD && held.indexOf(10) < 0) done(noBackup());
      else begin(this).then(() => done(), done);
    },
    flush(done) {
      if (decipher === null || held.length !== TAG) return done(cut());
      try {
        decipher.setAuthTag(held);
        done(null, decipher.final());
      } catch (error) {
        done(
          new BackupError(
            'passphrase',
            'the passphrase is not the one that it was encrypted with, or the file was changed',
            'Give the passphrase of the time at which it was made, or take another backup.',
            { cause: error },
          ),
        );
      }
    },
  });
};

const headOf = (line: Buffer): SealHead => {
  try {
    const head = JSON.parse(line.toString('utf8')) as Partial<SealHead>;
    if (head.watchroom === 'sealed-backup' && head.format !== 1) throw newer();
    if (head.watchroom === 'sealed-backup' && typeof head.salt === 'string' && typeof head.iv === 'string')
      return head as SealHead;
  } catch (error) {
    if (error instanceof BackupError) throw error;
  }
  throw noBackup();
};

const noBackup = (): BackupError =>
  new BackupError(
    'not-a-backup',
    'this is no backup of Watchroom',
    'Name a file that Watchroom made: watchroom-….tar.gz, or ….tar.gz.sealed.',
  );

const cut = (): BackupError => new BackupError('damaged', 'the backup was cut short', 'Take another backup.');

const newer = (): BackupError =>
  new BackupError(
    'from-the-future',
    'the backup was made by a newer Watchroom',
    'Restore it with that version or a newer one.',
  );
