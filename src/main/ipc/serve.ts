import type { IpcMain, IpcMainInvokeEvent } from 'electron';
import type { Answer } from '../../preload/contract/errors.js';
import { CALL_CHANNEL } from '../../preload/contract/names.js';
import type { Actor } from '../core/model/actor.js';
import { fail } from '../core/model/result.js';
import type { Gate } from '../core/port/gate.js';
import type { Log } from '../core/port/log.js';

export interface IpcParts {
  readonly ipc: IpcMain;
  readonly gate: Gate;
  readonly log: Log;
  /** Whether the call comes from the console's own page: a window of ours, its top frame, our origin. */
  readonly isTrusted: (event: IpcMainInvokeEvent) => boolean;
  /** Who sits at this desk now. */
  readonly actor: () => Actor;
  /** Told after each answered call: the page behind `sender` is alive. */
  readonly onAnswered: (senderId: number, call: string) => void;
}

/** Lets the console's page call the gate. A stranger learns nothing but that it is one. Returns its stop. */
export const serveIpc = ({ ipc, gate, log, isTrusted, actor, onAnswered }: IpcParts): (() => void) => {
  ipc.handle(CALL_CHANNEL, async (event, call: unknown, input: unknown): Promise<Answer<unknown>> => {
    if (!isTrusted(event)) {
      log.warn('ipc.refused', { sender: event.sender.id, frame: event.senderFrame?.url.slice(0, 200) });
      return fail({ code: 'forbidden', message: 'Only the console’s own page may ask this.' });
    }
    if (typeof call !== 'string') return fail({ code: 'bad-input', message: 'A call has a name.' });
    const answer = await gate(call, input, actor());
    onAnswered(event.sender.id, call);
    return answer;
  });
  return () => ipc.removeHandler(CALL_CHANNEL);
};
