import { lazy, Suspense } from 'react';
import { Skeleton } from '../ui/section.js';

const Drawing = lazy(() => import('./map-drawing.js').then((module) => ({ default: module.MapDrawing })));

export interface MapPlace {
  /** Two letters, after ISO 3166. */
  readonly country: string;
  readonly name: string;
  readonly tone: 'good' | 'warning' | 'critical' | 'neutral';
  /** Value, judgement and n, in words. */
  readonly says: string;
}

/** A map of the world with a few countries judged. The table beside it says the same; only its drawing is fetched when it is seen. */
export const WorldMap = ({ label, places }: { label: string; places: readonly MapPlace[] }) => (
  <figure role="img" aria-label={`${label}. ${places.map(({ name, says }) => `${name}: ${says}`).join('; ')}.`}>
    <Suspense fallback={<Skeleton className="aspect-[960/430] w-full" />}>
      <Drawing places={places} />
    </Suspense>
  </figure>
);
