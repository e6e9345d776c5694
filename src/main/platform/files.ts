import { existsSync, readFileSync } from 'node:fs';
import { access, constants, mkdir, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, join, posix, win32 } from 'node:path';
import { fileURLToPath } from 'node:url';

type Environment = Readonly<Record<string, string | undefined>>;

/** Where this account's data goes by the system's own custom; `WATCHROOM_DATA` says otherwise. */
export const defaultDataFolder = (
  platform: string = process.platform,
  environment: Environment = process.env,
  home: string = homedir(),
): string => {
  const told = environment.WATCHROOM_DATA?.trim() ?? '';
  if (told !== '') return told;
  if (platform === 'win32') return win32.join(environment.APPDATA ?? win32.join(home, 'AppData', 'Roaming'), 'Watchroom');
  if (platform === 'darwin') return posix.join(home, 'Library', 'Application Support', 'Watchroom');
  return posix.join(absolute(environment.XDG_DATA_HOME) ?? posix.join(home, '.local', 'share'), 'watchroom');
};

/** The XDG rules: a relative path there does not count. */
const absolute = (path: string | undefined): string | undefined =>
  path !== undefined && posix.isAbsolute(path) ? path : undefined;

/** Why a folder or the machine cannot serve a console, with what to do about it. */
export class UnfitPlaceError extends Error {
  override readonly name = 'UnfitPlaceError';
  constructor(
    readonly code: 'unwritable' | 'clock' | 'no-config',
    message: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}

/** Makes the data folder, readable by its owner only, and tries to write in it. Rejects with an `UnfitPlaceError`. */
export const prepareDataFolder = async (folder: string): Promise<void> => {
  const trial = join(folder, `.write-${process.pid}`);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    await writeFile(trial, '');
    await rm(trial);
  } catch (error) {
    const why = WHY[(error as NodeJS.ErrnoException).code ?? ''] ?? String(error);
    throw new UnfitPlaceError(
      'unwritable',
      `The data folder ${folder} cannot be written: ${why}.`,
      'Choose another with --data DIR or WATCHROOM_DATA, or give this account the right to write there.',
      { cause: error },
    );
  }
};

/** A configuration that somebody named must be there: a watch by another one would look as if all were well. Throws an `UnfitPlaceError`. */
export const refuseMissingConfig = (file: string | null): void => {
  if (file === null || existsSync(file)) return;
  throw new UnfitPlaceError(
    'no-config',
    `There is no configuration at ${file}.`,
    'See whether --config (or WATCHROOM_CONFIG) names it rightly. For a new one write “version: 1” into it, or leave the name out: then config.yml in the data folder is made by the first save.',
  );
};

const WHY: Readonly<Record<string, string>> = {
  EACCES: 'this account may not',
  EPERM: 'this account may not',
  EROFS: 'the disk is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'this account’s share of the disk is full',
  EEXIST: 'there is a file of that name',
  ENOTDIR: 'there is a file where a folder is needed',
};

/** The folder of the product itself (with `package.json`), wherever this module was built to. */
export const productFolder = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, 'package.json'))) {
    const above = dirname(folder);
    if (above === folder) throw new Error('the product’s own folder was not found');
    folder = above;
  }
  return folder;
};

export const productVersion = (): string => {
  const { version } = JSON.parse(readFileSync(join(productFolder(), 'package.json'), 'utf8')) as { version: string };
  return version;
};
