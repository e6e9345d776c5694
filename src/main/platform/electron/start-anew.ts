import { app } from 'electron';

/** Has the app start again once this process ends: in the same place, whichever version is there. Where a program is named, so must be its arguments. */
export const startAnew = (): void => {
  app.releaseSingleInstanceLock();
  app.relaunch({ execPath: process.execPath, args: process.argv.slice(1) });
};
