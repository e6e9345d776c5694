import type { BrowserPage } from '../../core/port/browser.js';
import type { Clock } from '../../core/port/clock.js';
import { type Duration, milliseconds, seconds } from '../../core/time/instant.js';
import { fieldsOf, numberOf, textOf } from '../feed/fields.js';
import { pause } from '../net/deadline.js';

/** How a page looked so long after its load began. JPEG. */
export interface Frame {
  readonly jpeg: Buffer;
  readonly after: Duration;
}

/**
 * Follows a load with small pictures, held in memory. That costs the load some tens of milliseconds, so no load that is
 * measured is ever filmed.
 */
export interface Film {
  start(page: BrowserPage): void;
  /** Few of what was seen, at even distances in time. */
  frames(): readonly Frame[];
}

/** A small frame each time the page looks different: a few kilobytes, which the browser makes beside the page's own work. */
const SCREENCAST = { format: 'jpeg', quality: 45, maxWidth: 320, maxHeight: 480, everyNthFrame: 1 };
/** Frames in memory, and of those the ones that are kept. */
const MOST_SEEN = 60;
const MOST_FRAMES = 8;
const MOST_FRAME_BYTES = 60_000;
const MOST_PICTURE_BYTES = 400_000;
/** A page that was refused is not painted yet; one that hangs never is. */
const PAINT: Duration = milliseconds(600);
const LONGEST: Duration = seconds(2);

export const createFilm = (clock: Clock): Film => {
  let seen: Frame[] = [];
  const take = (jpeg: Buffer, after: Duration): void => {
    if (jpeg.length === 0 || jpeg.length > MOST_FRAME_BYTES) return;
    seen.push({ jpeg, after });
    // A page that never rests would fill the memory: every other frame goes, and the film stays even.
    if (seen.length > MOST_SEEN) seen = seen.filter((_, index) => index % 2 === 0);
  };
  return {
    start: (page) => {
      const startedAt = clock.monotonic();
      page.listen(({ method, params, session }) => {
        if (method !== 'Page.screencastFrame' || session !== null) return;
        const { data, sessionId } = fieldsOf(params);
        // Without an answer no further frame comes.
        quietly(page.send('Page.screencastFrameAck', { sessionId: numberOf(sessionId) ?? 0 }));
        take(Buffer.from(textOf(data) ?? '', 'base64'), milliseconds(Math.round(clock.monotonic() - startedAt)));
      });
      quietly(page.send('Page.enable'));
      quietly(page.send('Page.startScreencast', SCREENCAST));
    },
    frames: () => spread(seen),
  };
};

/** The whole screen as it is now; null where there is no picture to be had in two seconds, whatever the page does. */
export const takePicture = async (page: BrowserPage, clock: Clock, signal: AbortSignal): Promise<Buffer | null> => {
  const done = new AbortController();
  const ends = [signal, done.signal];
  const enough = pause(clock, LONGEST, ends).then(() => null);
  const picture = await Promise.race([enough, lastPicture(page, clock, ends).catch(() => null)]);
  done.abort();
  return picture;
};

/** A page that is gone by then gives none. */
const quietly = (answer: Promise<unknown>): void => void answer.catch(() => undefined);

const lastPicture = async (page: BrowserPage, clock: Clock, ends: readonly AbortSignal[]): Promise<Buffer | null> => {
  await pause(clock, PAINT, ends);
  for (const quality of [70, 35]) {
    const { data } = fieldsOf(await page.send('Page.captureScreenshot', { format: 'jpeg', quality, optimizeForSpeed: true }));
    const jpeg = Buffer.from(textOf(data) ?? '', 'base64');
    if (jpeg.length > 0 && jpeg.length <= MOST_PICTURE_BYTES) return jpeg;
  }
  return null;
};

/** The first, the last, and those between at even distances in time. */
const spread = (seen: readonly Frame[]): readonly Frame[] => {
  const [first, last] = [seen[0], seen.at(-1)];
  if (first === undefined || last === undefined || seen.length <= MOST_FRAMES) return seen;
  const step = (last.after - first.after) / (MOST_FRAMES - 1);
  const chosen = Array.from({ length: MOST_FRAMES }, (_, index) => lastUntil(seen, first.after + index * step));
  return [...new Set(chosen)];
};

const lastUntil = (seen: readonly Frame[], after: number): Frame =>
  seen.reduce((chosen, one) => (one.after <= after ? one : chosen), seen[0] as Frame);
