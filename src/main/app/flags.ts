import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { defaultDataFolder } from '../platform/files.js';

/** How the desktop app was asked to start. */
export interface Flags {
  /** Null: the settings that this desk keeps itself. */
  readonly configFile: string | null;
  readonly dataFolder: string;
  /** Instead of the configured port of the API; 0 takes any free one. */
  readonly port: number | null;
  /** Only the tray icon, no window. */
  readonly isHidden: boolean;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the app's own flags; Chromium's and Electron's stand between them and are none of ours. */
export const readFlags = (args: readonly string[], environment: Environment): Flags => {
  const { values } = parseArgs({
    args: [...args],
    strict: false,
    options: { config: { type: 'string' }, data: { type: 'string' }, port: { type: 'string' }, hidden: { type: 'boolean' } },
  });
  const config = text(values.config) ?? text(environment.WATCHROOM_CONFIG);
  return {
    configFile: config === null ? null : resolve(config),
    dataFolder: resolve(text(values.data) ?? defaultDataFolder()),
    port: portOf(text(values.port)),
    isHidden: values.hidden === true,
  };
};

const text = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null);

const portOf = (value: string | null): number | null =>
  value !== null && /^\d{1,5}$/.test(value) && Number(value) <= 65_535 ? Number(value) : null;
