import { constants } from 'node:fs';
import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { OpenedDocument } from '../../core/model/config.js';
import { fail, ok, type Result } from '../../core/model/result.js';

/** More than this is no configuration of ours. */
const MOST_BYTES = 1_000_000;

/** Reads a document that the system opened. The words of a failure are for whoever opened it. */
export const readDocument = async (file: string): Promise<Result<OpenedDocument, string>> => {
  try {
    // A pipe or a device gives no length and no end, and opening one may wait for ever.
    if (!(await stat(file)).isFile()) return fail(`${file} is no file.`);
    const bytes = await readAtMost(file, MOST_BYTES + 1);
    if (bytes.length > MOST_BYTES) return fail(`${file} is longer than a configuration can be.`);
    return ok({ name: basename(file), text: bytes.toString('utf8') });
  } catch (error) {
    return fail(`${file} cannot be read: ${(error as Error).message}.`);
  }
};

/** What the file was when it was looked at, it may not be any more: the limit holds for what is read. */
const readAtMost = async (file: string, most: number): Promise<Buffer> => {
  const opened = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const bytes = Buffer.alloc(most);
    let length = 0;
    for (let read = -1; read !== 0 && length < most; length += read)
      read = (await opened.read(bytes, length, most - length, null)).bytesRead;
    return bytes.subarray(0, length);
  } finally {
    await opened.close();
  }
};
