import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { autostartEntry } from './autostart.js';

export interface LoginChoice {
  readonly startAtLogin: boolean;
  readonly startHidden: boolean;
}

let last: Promise<void> = Promise.resolve();

/**
 * Has the system start this app when the person signs in, or no longer. Choices take effect in their order. Rejects where the
 * system does not let us.
 */
export const applyLoginChoice = (choice: LoginChoice): Promise<void> => {
  const applied = last.then(() => apply(choice));
  last = applied.catch(() => undefined);
  return applied;
};

const apply = async ({ startAtLogin, startHidden }: LoginChoice): Promise<void> => {
  const options = startHidden ? ['--hidden'] : [];
  if (process.platform !== 'linux') {
    app.setLoginItemSettings({ openAtLogin: startAtLogin, args: options });
    return;
  }
  const folder = join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'autostart');
  const file = join(folder, 'watchroom.desktop');
  if (!startAtLogin) return rm(file, { force: true });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  // Only whole: an entry that a kill left empty would start nothing, and look as if it did.
  await writeFile(`${file}.new`, autostartEntry([...ownCommand(), ...options]), { mode: 0o644 });
  await rename(`${file}.new`, file);
};

/** An AppImage runs from a mount that is gone after it ends; what stays is the file it came from. */
const ownCommand = (): readonly string[] => {
  if (process.env.APPIMAGE) return [process.env.APPIMAGE];
  return app.isPackaged ? [process.execPath] : [process.execPath, app.getAppPath()];
};
