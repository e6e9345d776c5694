import { join } from 'node:path';
import { isProgram, onPath, type Variables } from './program.js';

export interface BrowserSearch {
  /** The program that the configuration names; null: look around. */
  readonly configured: string | null;
  /** Where it names one, for whoever reads what is wrong. */
  readonly setting: string;
  readonly environment: Variables;
  readonly platform?: NodeJS.Platform;
}

/**
 * The browser to load pages with: what the configuration names, else the variable CHROMIUM_PATH, else one of its usual names on the
 * PATH or in a usual place. One that is named and is not there is never silently replaced by another. The failure says what to do.
 */
export const findBrowser = ({
  configured,
  setting,
  environment,
  platform = process.platform,
}: BrowserSearch): { readonly ok: true; readonly value: string } | { readonly ok: false; readonly error: string } => {
  if (configured !== null) return named(configured, setting);
  const told = environment.CHROMIUM_PATH;
  if (told !== undefined && told !== '') return named(told, 'CHROMIUM_PATH');
  const found = [...onPath(NAMES, environment, platform), ...usualPlaces(environment, platform)].find(isProgram);
  return found === undefined ? { ok: false, error: noneFound(setting) } : { ok: true, value: found };
};

const noneFound = (setting: string): string =>
  `No browser was found on this machine to load pages with. Install Chromium or Google Chrome, or write the path of one in ${setting} or in the variable CHROMIUM_PATH.`;

const named = (path: string, setting: string): ReturnType<typeof findBrowser> =>
  isProgram(path)
    ? { ok: true, value: path }
    : {
        ok: false,
        error: `${setting} says ${path}, which is no program that can be run here. Write the path of Chromium or Chrome.`,
      };

/** The plainest first. */
const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'chrome', 'microsoft-edge'];

const usualPlaces = (environment: Variables, platform: NodeJS.Platform): readonly string[] => {
  if (platform === 'darwin') return [...MAC, ...MAC.map((place) => join(environment.HOME ?? '', place))];
  if (platform !== 'win32') return LINUX;
  const roots = WINDOWS_ROOTS.flatMap((name) => environment[name] ?? []);
  return roots.flatMap((root) => WINDOWS.map((place) => join(root, place)));
};

const MAC = ['Google Chrome', 'Chromium', 'Microsoft Edge'].map((name) => `/Applications/${name}.app/Contents/MacOS/${name}`);
const LINUX = ['/usr/bin/chromium', '/usr/bin/google-chrome', '/opt/google/chrome/chrome', '/snap/bin/chromium'];
const WINDOWS_ROOTS = ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA'];
const WINDOWS = [
  'Google/Chrome/Application/chrome.exe',
  'Chromium/Application/chrome.exe',
  'Microsoft/Edge/Application/msedge.exe',
];
