import type { UseQueryResult } from '@tanstack/react-query';
import type { About } from '../../../preload/contract/calls/desk.js';
import type { ConsoleView, SourceStanding } from '../../../preload/contract/views.js';
import { useView } from '../../state/console.js';
import { useRead } from '../read.js';

/** How every source is that can be set up. */
export const useSourceStandings = (): UseQueryResult<readonly SourceStanding[]> =>
  useRead('source.list', {}, { every: 30_000, mark: useView((view) => view.desk.configRevision) });

/** What this console is, and who is asking; null until that is known. */
export const useAbout = (): About | null => useRead('about.read', {}, { every: false, mark: useView(sitting) }).data ?? null;

/** Whoever sits at the desk, as long as it is the same. */
const sitting = ({ desk: { operator } }: ConsoleView): string => `${operator.role} ${operator.name}`;
