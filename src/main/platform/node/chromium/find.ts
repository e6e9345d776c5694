import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fail, ok, type Result } from '../../../core/model/result.js';

export type Environment = Readonly<Record<string, string | undefined>>;

export interface BrowserSearch {
  /** From the configuration; null: look around. */
  readonly executable: string | null;
  readonly environment: Environment;
  readonly platform: NodeJS.Platform;
}

/** The program to load pages with: as configured, else as `CHROMIUM_PATH` says, else by its usual names and in its usual places. */
export const findBrowser = ({ executable, environment, platform }: BrowserSearch): Result<string, string> => {
  if (executable !== null) return named(executable, 'sources.page.browser');
  const told = environment.CHROMIUM_PATH;
  if (told !== undefined && told !== '') return named(told, 'CHROMIUM_PATH');
  const found = candidates(environment, platform).find(isProgram);
  return found === undefined ? fail(NO_BROWSER) : ok(found);
};

const NO_BROWSER =
  'No browser was found to load pages with. Install Chromium or Google Chrome, or write the path of one in sources.page.browser.';

const named = (path: string, setting: string): Result<string, string> =>
  isProgram(path)
    ? ok(path)
    : fail(`${setting} says ${path}, which is no program that can be run here. Write the path of Chromium or Chrome.`);

const isProgram = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
};

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];

const candidates = (environment: Environment, platform: NodeJS.Platform): readonly string[] => {
  const folders = (environment.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  const ending = platform === 'win32' ? '.exe' : '';
  return [
    ...folders.flatMap((folder) => NAMES.map((name) => join(folder, `${name}${ending}`))),
    ...usualPlaces(environment, platform),
  ];
};

const usualPlaces = (environment: Environment, platform: NodeJS.Platform): readonly string[] => {
  if (platform === 'darwin') return [...MAC, ...MAC.map((place) => join(environment.HOME ?? '', place))];
  if (platform === 'win32')
    return WINDOWS_ROOTS.flatMap((root) => WINDOWS.map((place) => join(environment[root] ?? '', place)));
  return ['/usr/bin/chromium', '/usr/bin/google-chrome', '/opt/google/chrome/chrome', '/snap/bin/chromium'];
};

const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
const WINDOWS_ROOTS = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];
const WINDOWS = [
  'Google\\Chrome\\Application\\chrome.exe',
  'Chromium\\Application\\chrome.exe',
  'Microsoft\\Edge\\Application\\msedge.exe',
];
