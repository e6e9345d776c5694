import type { RecordedView, Recording } from '../../core/port/recording.js';
import { StoreError } from '../error.js';
import { assemble } from '../recording/assemble.js';
import type { JsonObject } from '../recording/json.js';

/** A recording that forgets all when the process ends: for simulations and tests. Exact, and as simple as can be. */
export const createMemoryRecording = (): Recording => {
  let views: readonly (RecordedView & { readonly order: number })[] = [];
  let order = 0;
  let last: JsonObject | null = null;
  let isOpen = true;
  const open = (): typeof views => {
    if (!isOpen) throw new StoreError('closed', 'the store is closed');
    return views;
  };
  return {
    record: async (minute) => {
      open();
      last = assemble(last, minute);
      // Of one instant the last one stands last.
      order += 1;
      views = [...views, { at: minute.at, text: JSON.stringify(last), order }].sort((a, b) => a.at - b.at);
    },
    at: async (at) => {
      const known = open().filter((view) => view.at <= at);
      const minute = Math.floor((known.at(-1)?.at ?? 0) / 60_000);
      const [last = null] = known
        .filter((view) => Math.floor(view.at / 60_000) === minute)
        .sort((one, other) => other.order - one.order);
      return last === null ? null : { at: last.at, text: last.text };
    },
    taken: async (from, to) =>
      open()
        .map((view) => view.at)
        .filter((at) => from <= at && at < to),
    next: async (at) => open().find((view) => view.at > at)?.at ?? null,
    figures: async () => ({
      first: open()[0]?.at ?? null,
      last: views.at(-1)?.at ?? null,
      minutes: views.length,
      bytes: views.reduce((sum, { text }) => sum + text.length, 0),
    }),
    retain: async (before) => {
      const gone = open().filter(({ at }) => at < before).length;
      views = views.slice(gone);
      return gone;
    },
    stop: async () => {
      isOpen = false;
    },
  };
};
