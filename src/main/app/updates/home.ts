import { startAnew } from '../../platform/electron/start-anew.js';
import { comeHome } from '../../platform/electron/updater/put-back.js';
import { attemptsIn } from './attempt.js';

const PUT_BACK = 'it could not be moved to its place, and the version before was put back only when it was started again';

/**
 * The first that an installed app does on Linux, where it replaces its own folder: one that lies aside goes back to its place and
 * starts there. False: this process has to end now. Else where it lies, and what a person can do, for the log; null: at its place.
 */
export const settleAtHome = (dataFolder: string, isPackaged: boolean): false | { readonly aside: string | null } => {
  if (!isPackaged || process.platform !== 'linux') return { aside: null };
  const came = comeHome(process.execPath);
  if (came.kind !== 'back') return { aside: came.kind === 'aside' ? came.detail : null };
  const attempts = attemptsIn(dataFolder);
  const left = attempts.take();
  if (left !== null) attempts.leave({ ...left, text: PUT_BACK });
  startAnew(came.program);
  return false;
};
