import { access, constants } from 'node:fs/promises';
import { RefusedError } from './console/client.js';

/** What this account may not see looks as if it were not there. Rejects with a `RefusedError` that says which of them it is. */
export const refuseForbidden = async (path: string): Promise<void> => {
  try {
    await access(path, constants.R_OK);
  } catch (error) {
    if (!['EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return;
    throw new RefusedError(
      'no-permission',
      `This account may not read ${path}. Run it as the account that the console runs as, or name another folder with --data.`,
    );
  }
};
