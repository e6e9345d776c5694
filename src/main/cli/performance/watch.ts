import { setTimeout as wait } from 'node:timers/promises';
import { connect, NotRunningError } from '../console/client.js';
import { HEALTHY, printError, UNHEALTHY } from '../terminal/terminal.js';

/** Milliseconds between two tellings. */
const EVERY = 10_000;

interface Place {
  readonly dataFolder: string;
}

/**
 * Makes and tells a report again and again until it is ended; the exit code is the last one's. While it cannot be made, and
 * while no console adds to what it tells, that is said once, and once more when it is over.
 */
export const watch = async <Made>(
  make: () => Promise<Made>,
  tell: (made: Made) => number,
  signal: AbortSignal,
  { dataFolder }: Place,
  every = EVERY,
): Promise<number> => {
  let code = HEALTHY;
  const sayTrouble = onceEach('It can be read again.');
  const sayAbsence = onceEach('The console is back.');
  while (!signal.aborted) {
    try {
      sayAbsence(await absence(dataFolder));
      code = tell(await make());
      sayTrouble(null);
    } catch (error) {
      if (signal.aborted) break;
      code = UNHEALTHY;
      sayTrouble(`It cannot be read now, and is tried again every ${every / 1_000} s. ${messageOf(error)}`);
    }
    await wait(every, undefined, { signal }).catch(() => undefined);
  }
  return code;
};

/** Says a state when it begins, and that it is over. */
const onceEach = (over: string): ((now: string | null) => void) => {
  let last: string | null = null;
  return (now) => {
    if (now !== null && now !== last) printError(now);
    if (now === null && last !== null) printError(over);
    last = now;
  };
};

/** Why nothing new comes; null while a console runs. One that hangs has a voice of its own. */
const absence = async (dataFolder: string): Promise<string | null> => {
  try {
    await (await connect(dataFolder)).get('/readyz');
    return null;
  } catch (error) {
    if (error instanceof NotRunningError) return `${error.message}\nUntil then nothing new is measured.`;
    return messageOf(error);
  }
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
