import { app } from 'electron';
import type { ShownPage } from '../../../preload/contract/pushes.js';
import { pageAmong, pageAsked } from '../asked.js';

/** Shows what the system opened this app with: an address in the command line, or on macOS an event. */
export const showAsked = (show: (page?: ShownPage) => void): void => {
  const asked = pageAmong(process.argv.slice(1));
  if (asked !== null) show(asked);
  app.on('second-instance', (_, args) => show(pageAmong(args.slice(1)) ?? undefined));
  app.on('open-url', (event, address) => {
    event.preventDefault();
    show(pageAsked(address) ?? undefined);
  });
};
