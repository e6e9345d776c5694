import { stat, writeFile } from 'node:fs/promises';
import { writeWhole } from '../driver/file/whole.js';
import { RefusedError } from './console/client.js';
import { whyUnwritable } from './trouble.js';

/**
 * Writes a file that somebody named, which only its owner may read, as a whole or not at all. What is no file of its own, such as
 * a device, is written as it is. Rejects with a `RefusedError` that says why.
 */
export const writeNamedFile = async (file: string, text: string): Promise<void> => {
  try {
    if (await isSpecial(file)) return await writeFile(file, text);
    await writeWhole(file, text, { folder: 'there' });
  } catch (error) {
    throw new RefusedError('unwritable', `${file} cannot be written: ${whyUnwritable(error)}. Name another place.`);
  }
};

const isSpecial = (file: string): Promise<boolean> =>
  stat(file).then(
    (found) => !found.isFile() && !found.isDirectory(),
    () => false,
  );
