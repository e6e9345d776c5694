import { join } from 'node:path';
import { createApi } from '../api/api.js';
import type { Clock } from '../core/port/clock.js';
import type { Log } from '../core/port/log.js';
import type { Popups } from '../core/port/popups.js';
import type { Flags } from './flags.js';
import type { Watchroom } from './shell.js';
import { startFailureOf } from './start-failure.js';

interface ApiNeeds {
  readonly flags: Flags;
  readonly watchroom: Watchroom;
  readonly clock: Clock;
  readonly log: Log;
  readonly version: string;
  readonly folder: string;
}

/** The API beside the window. A port that is taken costs the API, never the watch: it is said, and all else goes on. */
export const serveApi = async (
  { flags, watchroom, clock, log, version, folder }: ApiNeeds,
  popups: Popups,
): Promise<() => unknown> => {
  const { port, dataFolder } = flags;
  const rendererFolder = join(folder, 'dist', 'renderer');
  try {
    const parts = { ...watchroom, clock, log, version, rendererFolder, dataFolder };
    const api = await createApi(port === null ? parts : { ...parts, port });
    await api.listen();
    return () => api.stop();
  } catch (error) {
    const failure = startFailureOf(error);
    if (failure === null) throw error;
    log.error('api.failed', { error: failure.message });
    const body = `${failure.message} ${failure.remedy}`;
    const popup = { id: 'api', title: 'Commands and browsers cannot reach this console', body, actions: [] };
    void popups.show({ ...popup, sticky: false, sound: false }, () => undefined);
    return () => undefined;
  }
};
