import { lazy, Suspense } from 'react';
import { Skeleton } from '../ui/section.js';
import type { MapPlace } from './map-place.js';

const Drawing = lazy(() => import('./map-drawing.js').then((module) => ({ default: module.MapDrawing })));

/** A map of the world with a few countries judged. The table beside it says the same; only its drawing is fetched when it is seen. */
export const WorldMap = ({ label, places }: { label: string; places: readonly MapPlace[] }) => (
  <figure role="img" aria-label={`${label}. ${places.map(({ name, says }) => `${name}: ${says}`).join('; ')}.`}>
    <Suspense fallback={<Skeleton className="aspect-[960/430] w-full" />}>
      <Drawing places={places} />
    </Suspense>
  </figure>
);
