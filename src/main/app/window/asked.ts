import { resolve } from 'node:path';
import { app } from 'electron';
import type { ShownPage } from '../../../preload/contract/pushes.js';
import type { OpenedDocument } from '../../core/model/config.js';
import { ok, type Result } from '../../core/model/result.js';
import { documentAmong, pageAmong, pageAsked } from '../asked.js';
import { readDocument } from './read-document.js';

/** What the system opens this app with: addresses and documents, in the command line or as an event. */
export interface Asked {
  /** Shows what was asked for so far, and whatever is from now on. */
  follow(show: (page?: ShownPage) => void): void;
  /** The document that was opened last; null: none was. The words of a failure are for whoever opened it. */
  readOpened(): Promise<Result<OpenedDocument | null, string>>;
}

/** Listens at once: macOS tells what it opens before the app is ready. `configFile` is in force already, and not to be imported. */
export const listenForAsked = (args: readonly string[], configFile: string | null): Asked => {
  let opened: string | null = null;
  let nth = 0;
  let show: ((page?: ShownPage) => void) | null = null;
  let waiting: ShownPage | null = null;

  const ask = (page: ShownPage | null): void => {
    if (show === null) waiting = page ?? waiting;
    else show(page ?? undefined);
  };
  const openDocument = (file: string): void => {
    opened = file;
    nth += 1;
    ask({ kind: 'import', nth });
  };
  const askAll = (words: readonly string[], folder: string): void => {
    const file = documentAmong(words.map((word) => (word.startsWith('-') ? word : word.trim())));
    const path = file === null ? null : resolve(folder, file);
    if (path !== null && path !== configFile) openDocument(path);
    else ask(pageAmong(words));
  };

  askAll(args, process.cwd());
  // Windows and Linux start the app once more, which hands over its command line and ends.
  app.on('second-instance', (_, words, folder) => askAll(words.slice(1), folder));
  app.on('open-url', (event, address) => {
    event.preventDefault();
    ask(pageAsked(address));
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    openDocument(file);
  });

  return {
    follow: (follower) => {
      show = follower;
      if (waiting !== null) follower(waiting);
    },
    readOpened: async () => (opened === null ? ok(null) : readDocument(opened)),
  };
};
