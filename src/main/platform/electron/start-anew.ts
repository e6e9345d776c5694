import { spawn } from 'node:child_process';
import { app } from 'electron';
import { programToStart } from './updater/put-back.js';

/**
 * Has the app start again: in the same place, whichever version is there, once this process has ended. From another place it starts at once,
 * for Electron starts anew by way of the program that this process was started from, which is not there then: nothing may be left to stop.
 */
export const startAnew = (program: string = programToStart(process.execPath)): void => {
  const args = process.argv.slice(1);
  app.releaseSingleInstanceLock();
  // Where a program is named, so must be its arguments.
  if (program === process.execPath) app.relaunch({ execPath: program, args });
  else spawn(program, args, { detached: true, stdio: 'ignore' }).unref();
};
