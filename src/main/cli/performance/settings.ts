import type { ConfigView } from '../../../preload/contract/calls/config.js';
import type { Config } from '../../core/model/config.js';
import type { LighthouseFeed } from '../../core/port/feeds.js';
import { type Configured, readConfigured } from '../backtest/configured.js';
import { connect, NotRunningError } from '../console/client.js';

export interface Settings {
  readonly config: Config;
  /** How pages are audited; null where nothing is said of it. */
  readonly lighthouse: LighthouseFeed | null;
}

/** The configuration of `file`, else of the running console, else of the data folder. Rejects with a `UsageError` where it has errors. */
export const readSettings = async (file: string | null, dataFolder: string): Promise<Settings> => {
  const configured = await readConfigured(file, dataFolder);
  const running = file === null ? await textInForce(dataFolder) : null;
  return settingsOf(configured, running ?? configured.text) ?? { config: configured.config, lighthouse: null };
};

/** Null where no console runs. */
const textInForce = async (dataFolder: string): Promise<string | null> => {
  try {
    const view = (await (await connect(dataFolder)).call('config.read', {})) as ConfigView;
    return view.text;
  } catch (error) {
    if (error instanceof NotRunningError) return null;
    throw error;
  }
};

const settingsOf = ({ read }: Configured, text: string): Settings | null => {
  const { config, feeds } = read(text);
  return config === null ? null : { config, lighthouse: feeds?.().lighthouse ?? null };
};
