import type { Retention } from '../../core/model/config.js';
import type { ConsoleView } from '../../core/model/view.js';
import type { Clock } from '../../core/port/clock.js';
import type { Log } from '../../core/port/log.js';
import type { RecordedPart, Recording } from '../../core/port/recording.js';
import { after, type Instant, minutes } from '../../core/time/instant.js';
import { createAnswers, type Questions } from './answers.js';

export interface RecorderParts {
  readonly clock: Clock;
  readonly log: Log;
  readonly recording: Recording;
  /** The view as it is pushed. */
  readonly view: () => ConsoleView;
  /** What pages ask besides, by the name that it is looked up by. */
  readonly questions: Questions;
  readonly keep: () => Retention;
  /** Whether the wall clock can be believed enough to delete by it. */
  readonly isClockSound: () => boolean;
  /** The recording begins or ceases to fail. */
  readonly healthChanged: () => void;
}

/** Why minutes are not recorded whole. */
export interface Unrecorded {
  readonly since: Instant;
  readonly text: string;
  /** `answers`: the view is recorded, and some of what pages ask besides is not. */
  readonly what: 'all' | 'answers';
}

export interface Recorder {
  /** To be called each second: records the view of each minute once, shortly after it began. */
  ticked(): void;
  /** Since when minutes cannot be recorded, or not whole, and why; null: they are. */
  failure(): Unrecorded | null;
  stop(): void;
}

const MINUTE = minutes(1);
/** Minutes between two looks for what is too old. */
const RETAIN_EVERY = 30;
/** Milliseconds of work without a pause: a turn that comes meanwhile waits no longer than this. */
const LONGEST_WORK = 2;

/** Hands the pushed view to the recording, once a minute. What it takes to pack it is done there. */
export const createRecorder = (parts: RecorderParts): Recorder => {
  const { clock, log, recording } = parts;
  const answers = createAnswers(clock, parts.questions);
  let minute = Math.floor(clock.now() / MINUTE);
  let last: ConsoleView | null = null;
  let running: Promise<void> | null = null;
  let failure: Unrecorded | null = null;
  let isStopped = false;

  const failed = (what: Unrecorded['what'], text: string): void => {
    if (isStopped) return;
    log.warn('recording.failed', { what, text });
    if (failure?.what === what) return;
    failure = { since: clock.now(), text, what };
    parts.healthChanged();
  };

  const recovered = (): void => {
    if (failure === null) return;
    failure = null;
    parts.healthChanged();
  };

  const keep = async (at: Instant, view: ConsoleView): Promise<void> => {
    const before = last;
    const shown = await partsOf(clock, before, view);
    const { part, missing } = await answers.ask(createPauses(clock));
    if (isStopped) return;
    await recording.record({ at, parts: part === null ? shown : [...shown, part] });
    last = view;
    if (missing.length > 0) failed('answers', saidOf(missing));
    else recovered();
    if (minute % RETAIN_EVERY === 0 && parts.isClockSound()) {
      await recording.retain(after(clock.now(), -parts.keep().recording));
    }
  };

  /** Nothing is known to be kept: the next minute is handed over whole. */
  const lost = (error: unknown): void => {
    last = null;
    answers.forget();
    failed('all', error instanceof Error ? error.message : String(error));
  };

  const ticked = (): void => {
    const now = Math.floor(clock.now() / MINUTE);
    // A minute that is not packed yet is not hurried: the one after it will say all.
    if (now === minute || running !== null || isStopped) return;
    minute = now;
    running = keep(clock.now(), parts.view())
      .catch(lost)
      .finally(() => {
        running = null;
      });
  };

  return {
    ticked,
    failure: () => failure,
    stop: () => {
      isStopped = true;
      answers.stop();
    },
  };
};

const saidOf = ([first = '', ...others]: readonly string[]): string =>
  others.length === 0 ? first : `${first}, and ${others.length} more`;

const SINGLES: readonly string[] = ['watch', 'desk', 'system'] satisfies readonly (keyof ConsoleView)[];

/** A view as the texts of what is another than before; rows that were not built again are told by their identity. */
const partsOf = async (clock: Clock, before: ConsoleView | null, view: ConsoleView): Promise<readonly RecordedPart[]> => {
  const breathe = createPauses(clock);
  const parts: RecordedPart[] = [];
  for (const [name, part] of Object.entries(view)) {
    const old: object | undefined = before?.[name as keyof ConsoleView];
    if (SINGLES.includes(name)) parts.push({ name, text: old === part ? null : JSON.stringify(part) });
    else parts.push(await rowsOf(name, (old ?? {}) as Rows, part as Rows, breathe));
  }
  return parts;
};

type Rows = Readonly<Record<string, object>>;

const rowsOf = async (name: string, old: Rows, rows: Rows, breathe: () => Promise<void> | null): Promise<RecordedPart> => {
  const keys = Object.keys(rows);
  const texts: (string | null)[] = [];
  for (const key of keys) {
    texts.push(Object.hasOwn(old, key) && old[key] === rows[key] ? null : JSON.stringify(rows[key]));
    const pause = breathe();
    if (pause !== null) await pause;
  }
  return { name, keys, texts };
};

const createPauses = (clock: Clock): (() => Promise<void> | null) => {
  let begun = clock.monotonic();
  const pause = (): Promise<void> =>
    new Promise((resolve) => {
      clock.wakeAt(clock.now(), () => {
        begun = clock.monotonic();
        resolve();
      });
    });
  return () => (clock.monotonic() - begun < LONGEST_WORK ? null : pause());
};
