import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { delimiter, join } from 'node:path';

export interface PopupCounter {
  /** To be given to the console. */
  readonly environment: Readonly<Record<string, string>>;
  /** How many pop-ups it has shown. */
  count(): Promise<number>;
}

/** Stands in for the system's own program, so that what a headless console really shows can be counted. Linux only. */
export const createPopupCounter = async (folder: string): Promise<PopupCounter> => {
  const [programs, counts] = [join(folder, 'programs'), join(folder, 'shown')];
  await mkdir(programs);
  await writeFile(counts, '');
  await writeFile(join(programs, 'notify-send'), `#!/bin/sh\necho shown >> '${counts}'\n`);
  await chmod(join(programs, 'notify-send'), 0o755);
  return {
    environment: { PATH: [programs, process.env.PATH].join(delimiter), DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere' },
    count: async () => (await readFile(counts, 'utf8')).split('\n').length - 1,
  };
};
