import { type ReactNode, Suspense, useEffect } from 'react';
import { HatchPattern } from '../chart/heartbeat.js';
import { usePastStore, useView } from '../state/console.js';
import { holdAt, usePath } from '../state/place.js';
import { ZoneContext } from '../text/zone.js';
import { ErrorBoundary } from './error-boundary.js';
import { StripPage, WallPage } from './later-pages.js';

const BARE: Readonly<Record<string, () => ReactNode>> = {
  '/strip': () => <StripPage />,
  '/wall': () => <WallPage />,
};

/** Whether a page stands alone, without strip and rail. */
export const useIsBare = (): boolean => Object.hasOwn(BARE, usePath());

/** A page that has the whole window to itself. */
export const Bare = () => {
  const zone = useView((view) => view.desk.site.timeZone);
  const path = usePath();
  const past = usePastStore();
  // On a wall, and over all other windows, stands what is now.
  useEffect(() => {
    past.leave();
    holdAt(null);
  }, [past]);
  return (
    <ZoneContext value={zone}>
      <HatchPattern />
      <ErrorBoundary key={path} place="this page">
        <Suspense>{BARE[path]?.()}</Suspense>
      </ErrorBoundary>
    </ZoneContext>
  );
};
