import { setImmediate } from 'node:timers/promises';
import type { Log } from '../../../core/port/log.js';
import type { Recording } from '../../../core/port/recording.js';
import { type Instant, instant } from '../../../core/time/instant.js';
import { openRunning, type Thread } from '../running.js';
import { openRecordingOperations, type RecordingOperations } from './operations.js';

export interface RecordingOptions {
  /** The recording's own file, apart from the store's: much larger, and no loss to the watch. */
  readonly file: string;
  readonly log: Log;
  readonly thread?: Thread;
}

type Run = <Name extends keyof RecordingOperations>(
  name: Name,
  ...input: Parameters<RecordingOperations[Name]>
) => Promise<ReturnType<RecordingOperations[Name]>>;

/** Opens the recording on this machine's disk, in a thread of its own. Rejects with a `StoreOpenError`, having changed nothing. */
export const openRecording = async ({ file, log, thread }: RecordingOptions): Promise<Recording> => {
  const running = await openRunning({ holds: 'recording', file }, () => openRecordingOperations(file), { log, thread });
  const run: Run = async (name, ...input) => (await running.call(name, input)) as never;
  return {
    record: (minute) => run('record', minute),
    at: (at) => run('at', at),
    taken: async (from, to) => [...(await run('taken', from, to))].map(instant),
    next: (at) => run('next', at),
    figures: () => run('figures'),
    retain: (before) => retain(run, before),
    stop: running.stop,
  };
};

/** In stretches, so that a minute that is to be recorded gets in between. */
const retain = async (run: Run, before: Instant): Promise<number> => {
  let total = 0;
  for (;;) {
    const gone = await run('retainSlice', before);
    if (gone === 0) return total;
    total += gone;
    await setImmediate();
  }
};
