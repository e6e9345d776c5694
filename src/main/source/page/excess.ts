import type { Course } from './course.js';
import { type LoadFailure, unreachable } from './failure.js';

/** No page that anybody wants to visit needs more: what does must not fill this machine. */
const MOST_TRANSFERRED = 100_000_000;
const MOST_UNPACKED = 200_000_000;
const MOST_REQUESTS = 5_000;
const MOST_EVENTS = 50_000;
const MOST_DIALOGS = 20;
const MOST_NAVIGATIONS = 20;

/** Why a page that behaves so is not looked at any longer. */
export const excess = ({ ledger, events, dialogs, navigations, lost }: Course): LoadFailure | null => {
  if (lost !== null) return unreachable('protocol', `The page did not load: ${lost}.`);
  const { transferred, unpacked } = ledger.received();
  if (transferred > MOST_TRANSFERRED || unpacked > MOST_UNPACKED)
    return unreachable('too-large', 'The page was given up: it brings more than 100 MB, or unpacks to more than 200 MB.');
  if (events > MOST_EVENTS || ledger.count() > MOST_REQUESTS)
    return unreachable('too-large', 'The page was given up: it asks for things, or writes to its console, without end.');
  if (dialogs > MOST_DIALOGS) return unreachable('protocol', 'The page was given up: it opens dialogs without end.');
  if (navigations > MOST_NAVIGATIONS)
    return unreachable('redirect-loop', 'The page was given up: it leads from one address to the next without end.');
  return null;
};
