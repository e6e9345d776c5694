import type { ViewPush } from '../../core/model/view.js';
import type { Clock, Stop } from '../../core/port/clock.js';
import type { Desk } from '../../core/port/desk.js';
import { after, seconds } from '../../core/time/instant.js';
import { type Ask, refuse } from '../answer.js';

export interface Stream {
  open(ask: Ask): Response;
  stop(): void;
}

/** Bytes that may wait for one reader. Beyond it pushes are left out, and the reader asks for the whole view again. */
const MOST_WAITING = 512 * 1024;
const MOST_READERS = 50;
const HEARTBEAT = seconds(15);

interface Reader {
  send(text: string): void;
  end(): void;
  /** Whether whoever opened it may still look. */
  mayStay(): boolean;
}

/** View changes as server-sent events; one subscription and one text for all readers. */
export const createStream = (desk: Desk, clock: Clock, mayStay: (ask: Ask) => boolean): Stream => {
  const readers = new Set<Reader>();
  let stopWatching: Stop | null = null;

  const tellAll = (push: ViewPush): void => {
    const text = eventOf(push);
    for (const reader of readers) reader.send(text);
  };
  const beat = (): void => {
    for (const reader of readers) {
      if (reader.mayStay()) reader.send(': still here\n\n');
      else reader.end();
    }
  };
  const watch = (): Stop => {
    const unsubscribe = desk.subscribe(tellAll);
    let stopBeat = clock.wakeAt(after(clock.now(), HEARTBEAT), function again() {
      beat();
      stopBeat = clock.wakeAt(after(clock.now(), HEARTBEAT), again);
    });
    return () => {
      unsubscribe();
      stopBeat();
    };
  };
  const join = (reader: Reader): void => {
    readers.add(reader);
    stopWatching ??= watch();
  };
  const leave = (reader: Reader): void => {
    readers.delete(reader);
    if (readers.size > 0) return;
    stopWatching?.();
    stopWatching = null;
  };

  return {
    open: (ask) => {
      if (readers.size >= MOST_READERS) return refuse(ask, { code: 'too-many', message: 'Too many readers of the stream.' });
      ask.header('Content-Type', 'text/event-stream; charset=utf-8');
      ask.header('Cache-Control', 'no-store');
      return ask.body(createBody(desk, join, leave, () => mayStay(ask)));
    },
    stop: () => {
      for (const reader of [...readers]) reader.end();
    },
  };
};

const eventOf = (push: ViewPush): string => `data: ${JSON.stringify({ kind: 'view', push })}\n\n`;

const createBody = (
  desk: Desk,
  join: (reader: Reader) => void,
  leave: (reader: Reader) => void,
  mayStay: () => boolean,
): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  let hasMissed = false;
  let reader: Reader | null = null;
  const part = (): void => {
    if (reader !== null) leave(reader);
    reader = null;
  };
  return new ReadableStream<Uint8Array>(
    {
      start: (controller) => {
        reader = {
          mayStay,
          send: (text) => {
            hasMissed ||= (controller.desiredSize ?? 0) <= 0;
            if (!hasMissed) controller.enqueue(encoder.encode(text));
          },
          end: () => {
            part();
            controller.close();
          },
        };
        controller.enqueue(encoder.encode(': connected\n\n'));
        join(reader);
      },
      pull: (controller) => {
        if (!hasMissed) return;
        hasMissed = false;
        controller.enqueue(encoder.encode(eventOf(gap(desk.view().revision))));
      },
      cancel: part,
    },
    { highWaterMark: MOST_WAITING, size: (chunk) => chunk?.byteLength ?? 0 },
  );
};

/** A push that fits no mirror but an up-to-date one: any other sees that it has missed something. */
const gap = (revision: number): ViewPush => ({ from: revision, to: revision, changes: [] });
