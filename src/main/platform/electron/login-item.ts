import { rm } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { app } from 'electron';
import { writeWhole } from '../../driver/file/whole.js';
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
  const file = join(process.env.XDG_CONFIG_HOME || join(homedir(), '.config'), 'autostart', 'watchroom.desktop');
  if (!startAtLogin) return rm(file, { force: true });
  // Only whole: an entry that a kill left empty would start nothing, and look as if it did.
  await writeWhole(file, autostartEntry([...ownCommand(), ...options]), { mode: 0o644 });
};

/** An AppImage runs from a mount that is gone after it ends; what stays is the file it came from. */
const ownCommand = (): readonly string[] => {
  if (process.env.APPIMAGE) return [process.env.APPIMAGE];
  return app.isPackaged ? [process.execPath] : [process.execPath, app.getAppPath()];
};
