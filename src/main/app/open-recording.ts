import { join } from 'node:path';
import type { DeskProblem } from '../core/model/desk-problem.js';
import type { Log } from '../core/port/log.js';
import type { Recording } from '../core/port/recording.js';
import { openRecording } from '../store/embedded/recording/open.js';
import { StoreOpenError } from '../store/error.js';

export interface OpenedRecording {
  /** Null: it could not be opened, and `problems` says why. */
  readonly recording: Recording | null;
  problems(): readonly DeskProblem[];
}

/**
 * Opens the recording of the console in the data folder, whatever the store is: what this desk pushed is this desk's. Without it
 * the desk watches and tells all the same, so it starts, and says what is missing.
 */
export const openDeskRecording = async (dataFolder: string, log: Log): Promise<OpenedRecording> => {
  try {
    return { recording: await openRecording({ file: join(dataFolder, 'recording.db'), log }), problems: () => [] };
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    log.error('recording.not-opened', { text });
    const remedy = error instanceof StoreOpenError ? error.remedy : 'Start again; if it stays so, see the log.';
    const problem = { id: 'recording', text: `The console is not recorded, so nobody can look back at it: ${text}.`, remedy };
    return { recording: null, problems: () => [problem] };
  }
};
