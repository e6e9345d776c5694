import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import { fail, ok, type Result } from '../../../core/model/result.js';

/** What is read of the environment; by name, so that a test can give its own. */
export type Variables = Readonly<Record<string, string | undefined>>;

/** As the browsers that Lighthouse can drive are called on a PATH, the plainest first. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge'];

const REMEDY =
  'Install Chromium or Google Chrome, or write where it is in sources.lighthouse.browser or in the variable CHROMIUM_PATH.';

/**
 * Where Chromium is: where the configuration says, else the variable CHROMIUM_PATH, else the PATH and the usual places. One
 * that is named and is not there is never silently replaced by another. The failure says what to do.
 */
export const findBrowser = async (configured: string | null, variables: Variables): Promise<Result<string, string>> => {
  const named = configured ?? variables.CHROMIUM_PATH;
  if (named !== undefined && named !== '') {
    return (await isProgram(named)) ? ok(named) : fail(`There is no program at ${named}. ${REMEDY}`);
  }
  for (const place of [...onPath(NAMES, variables), ...usualPlaces(variables)]) if (await isProgram(place)) return ok(place);
  return fail(`No Chromium is on this machine, in which a page could be audited. ${REMEDY}`);
};

/** Every place on the PATH where one of these programs could be. */
export const onPath = (names: readonly string[], variables: Variables): readonly string[] => {
  const folders = (variables.PATH ?? variables.Path ?? '').split(delimiter).filter((folder) => isAbsolute(folder));
  const ending = process.platform === 'win32' ? '.exe' : '';
  return names.flatMap((name) => folders.map((folder) => join(folder, `${name}${ending}`)));
};

const usualPlaces = (variables: Variables): readonly string[] => {
  if (process.platform === 'darwin') return MAC.map((app) => `/Applications/${app}.app/Contents/MacOS/${app}`);
  if (process.platform !== 'win32') return LINUX;
  const roots = [variables.PROGRAMFILES, variables['PROGRAMFILES(X86)'], variables.LOCALAPPDATA];
  return roots.flatMap((root) => (root === undefined ? [] : WINDOWS.map((place) => join(root, place))));
};

const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge'];
const LINUX = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/snap/bin/chromium', '/opt/google/chrome/chrome'];
const WINDOWS = [
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
];

export const isProgram = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
