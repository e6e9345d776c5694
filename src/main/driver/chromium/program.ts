import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, isAbsolute, join } from 'node:path';

/** What is read of the environment; by name, so that a test can give its own. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** Every place on the PATH where one of these programs could be, the first name's first. */
export const onPath = (names: readonly string[], { PATH, Path }: Variables, platform: NodeJS.Platform): readonly string[] => {
  const folders = (PATH ?? Path ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  const ending = platform === 'win32' ? '.exe' : '';
  return names.flatMap((name) => folders.map((folder) => join(folder, `${name}${ending}`)));
};

export const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};
