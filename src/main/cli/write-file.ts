import { randomBytes } from 'node:crypto';
import { rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { RefusedError } from './console/client.js';
import { whyUnwritable } from './trouble.js';

/**
 * Writes a file that only its owner may read, as a whole or not at all. What is no file of its own, such as a device, is
 * written as it is. Rejects with a `RefusedError` that says why.
 */
export const writeWhole = async (file: string, text: string): Promise<void> => {
  try {
    if (await isSpecial(file)) return await writeFile(file, text);
    const draft = join(dirname(file), `.${basename(file)}.${randomBytes(6).toString('hex')}.tmp`);
    try {
      await writeFile(draft, text, { mode: 0o600, flag: 'wx', flush: true });
      await rename(draft, file);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  } catch (error) {
    throw new RefusedError('unwritable', `${file} cannot be written: ${whyUnwritable(error)}. Name another place.`);
  }
};

const isSpecial = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => !found.isFile() && !found.isDirectory(),
    () => false,
  );
