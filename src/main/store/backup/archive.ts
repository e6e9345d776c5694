import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, type Readable, type Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { constants, createGunzip, createGzip } from 'node:zlib';
import { extract, pack } from 'tar-stream';
import type { BackupManifest } from '../../core/model/backup.js';
import { BackupError } from './error.js';
import { isSealedName } from './names.js';
import { type SealKey, sealing, unsealing } from './seal.js';

const PIECE = 262_144;

/** Length in bytes and SHA-256 of a file. Read into one buffer: a stream's many would lie about until they are collected. */
export const measured = async (file: string): Promise<BackupManifest['files'][string]> => {
  const [hash, piece] = [createHash('sha256'), Buffer.allocUnsafe(PIECE)];
  const handle = await open(file, 'r');
  try {
    let bytes = 0;
    for (let read = await readInto(handle, piece); read > 0; read = await readInto(handle, piece)) {
      hash.update(piece.subarray(0, read));
      bytes += read;
    }
    return { sha256: hash.digest('hex'), bytes };
  } finally {
    await handle.close();
  }
};

const readInto = async (handle: FileHandle, piece: Buffer): Promise<number> => (await handle.read(piece)).bytesRead;

const MANIFEST = 'manifest.json';

/**
 * Writes the manifest and the files of a folder as one archive, compressed and, with a key, encrypted. Without one it is a
 * plain `.tar.gz`: it can be read in ten years, without Watchroom.
 */
export const writeArchive = async (
  folder: string,
  manifest: BackupManifest,
  to: string,
  key: SealKey | null,
): Promise<void> => {
  const tar = pack();
  const filling = fill(tar, folder, manifest);
  // Data of this kind shrinks little more at higher levels, and takes far longer.
  const gzip = createGzip({ level: constants.Z_BEST_SPEED });
  const seal = key === null ? new PassThrough() : sealing(key);
  await Promise.all([filling, pipeline(tar, gzip, seal, createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true }))]);
};

const fill = async (tar: ReturnType<typeof pack>, folder: string, manifest: BackupManifest): Promise<void> => {
  const mtime = new Date(manifest.madeAt);
  try {
    tar.entry({ name: MANIFEST, mtime, mode: 0o600 }, JSON.stringify(manifest, null, 2));
    for (const [name, { bytes }] of Object.entries(manifest.files))
      await pipeline(createReadStream(join(folder, name)), tar.entry({ name, size: bytes, mtime, mode: 0o600 }));
    tar.finalize();
  } catch (error) {
    tar.destroy(error as Error);
    throw error;
  }
};

/** Takes an archive apart into a folder, and holds each file against the manifest. Rejects with a `BackupError` where one differs. */
export const readArchive = async (file: string, into: string, passphrase: string | null): Promise<BackupManifest> => {
  if (!isSealedName(file)) await refuseOther(file);
  const source: Readable = createReadStream(file);
  const unseal = unsealFor(file, passphrase);
  const tar = extract();
  const entries = takeApart(tar, into);
  try {
    await Promise.all([entries, pipeline(source, unseal, createGunzip(), tar)]);
  } catch (error) {
    await entries.catch(() => undefined);
    throw error instanceof BackupError ? error : damaged(error);
  }
  return verify(await entries, into);
};

/** What is not even packed as backups are was never one, and no other copy of it would be better. */
const refuseOther = async (file: string): Promise<void> => {
  const found = await open(file, 'r');
  try {
    const { buffer } = await found.read(Buffer.alloc(2), 0, 2, 0);
    if (buffer[0] === 0x1f && buffer[1] === 0x8b) return;
  } finally {
    await found.close();
  }
  throw new BackupError('not-a-backup', `${file} is no backup`, 'Name a file that Watchroom made. Nothing was restored.');
};

const unsealFor = (file: string, passphrase: string | null): Transform => {
  if (!isSealedName(file)) return new PassThrough();
  if (passphrase !== null) return unsealing(passphrase);
  throw new BackupError(
    'passphrase',
    'the backup is encrypted',
    'Give its passphrase: name the environment variable that holds it with --passphrase-env.',
  );
};

const LONGEST_MANIFEST = 1_048_576;
const KNOWN = /^(watchroom\.db|config\.yml)$/;

/** The text of the manifest. Nothing but the files of a backup is written, whatever else an archive holds. */
const takeApart = async (tar: ReturnType<typeof extract>, into: string): Promise<string> => {
  let manifest = '';
  for await (const entry of tar) {
    const { name } = entry.header;
    if (name === MANIFEST) manifest = await textOf(entry as AsyncIterable<Buffer>);
    else if (KNOWN.test(name)) await pipeline(entry, createWriteStream(join(into, name), { flags: 'wx', mode: 0o600 }));
    else
      throw new BackupError(
        'not-a-backup',
        `the archive holds ${JSON.stringify(name)}, which no backup does`,
        'Name a file that Watchroom made.',
      );
  }
  return manifest;
};

const textOf = async (stream: AsyncIterable<Buffer>): Promise<string> => {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of stream) {
    length += chunk.length;
    if (length > LONGEST_MANIFEST) throw damaged(undefined);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
};

const verify = async (text: string, into: string): Promise<BackupManifest> => {
  const manifest = manifestOf(text);
  for (const [name, wanted] of Object.entries(manifest.files)) {
    const found = await measured(join(into, name)).catch(() => null);
    if (found?.sha256 !== wanted.sha256 || found.bytes !== wanted.bytes) throw damaged(undefined, name);
  }
  return manifest;
};

const manifestOf = (text: string): BackupManifest => {
  if (text === '') throw new BackupError('not-a-backup', 'the archive has no manifest', 'Name a file that Watchroom made.');
  let manifest: Partial<BackupManifest> & { readonly format?: number };
  try {
    manifest = JSON.parse(text) as typeof manifest;
  } catch (error) {
    throw damaged(error);
  }
  if ((manifest.format ?? 0) > 1)
    throw new BackupError(
      'from-the-future',
      'the backup was made by a newer Watchroom',
      'Restore it with that version or a newer one.',
    );
  const { files } = manifest;
  const isWhole = manifest.format === 1 && files !== undefined && files['watchroom.db'] !== undefined;
  if (!isWhole || Object.keys(files).some((name) => !KNOWN.test(name))) throw damaged(undefined);
  return manifest as BackupManifest;
};

const damaged = (cause: unknown, name?: string): BackupError =>
  new BackupError(
    'damaged',
    name === undefined
      ? 'the backup is damaged or was changed'
      : `the backup is damaged or was changed: ${name} is not what its manifest says`,
    'Take another backup. Nothing was restored.',
    { cause },
  );
