import { geoEqualEarth, geoPath } from 'd3-geo';
import { whereAlpha2 } from 'iso-3166-1';
import { CircleCheck, Minus, OctagonAlert, TriangleAlert } from 'lucide-react';
import { feature, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import world from 'world-atlas/countries-110m.json';
import type { MapPlace } from './map-place.js';

const WIDTH = 960;
const HEIGHT = 430;
/** Nobody visits a site from there, and without it the rest is larger. */
const ANTARCTICA = '010';
/** A mark is this wide; more marks than the map can hold would hide each other. */
const MARK = 12;

const atlas = world as unknown as Topology<{ countries: GeometryCollection }>;
const countries = atlas.objects.countries;
const drawn: GeometryCollection = {
  ...countries,
  geometries: countries.geometries.filter(({ id }) => id !== ANTARCTICA),
};
const collection = feature(atlas, drawn);
type Country = (typeof collection.features)[number];
const path = geoPath(geoEqualEarth().fitSize([WIDTH, HEIGHT], collection));
const borders = path(mesh(atlas, drawn, (a, b) => a !== b)) ?? '';
const byId = new Map<string, Country>(collection.features.map((country) => [String(country.id), country]));
const land = path(collection) ?? '';

const countryOf = (code: string): Country | undefined => byId.get(whereAlpha2(code)?.numeric ?? '');

const LOOKS = {
  good: { fill: 'fill-good/35', ink: 'text-good', Icon: CircleCheck },
  warning: { fill: 'fill-warning/45', ink: 'text-warning', Icon: TriangleAlert },
  critical: { fill: 'fill-critical/45', ink: 'text-critical', Icon: OctagonAlert },
  neutral: { fill: 'fill-line-strong', ink: 'text-soft', Icon: Minus },
} as const;

/** The middle of a country's largest part: that of France lies in Europe, whatever else is French. */
const middleOf = ({ geometry }: Country): [number, number] => {
  if (geometry.type !== 'MultiPolygon') return path.centroid(geometry);
  const parts = geometry.coordinates.map((coordinates) => ({ type: 'Polygon' as const, coordinates }));
  const [largest = geometry] = parts.toSorted((a, b) => path.area(b) - path.area(a));
  return path.centroid(largest);
};

/** Countries in the tone of their figures, each with its mark; where nobody came from stays grey. */
export const MapDrawing = ({ places }: { places: readonly MapPlace[] }) => {
  const found = places.flatMap((place) => {
    const country = countryOf(place.country);
    return country === undefined ? [] : [{ ...place, country, look: LOOKS[place.tone] }];
  });
  const missing = places.filter(({ country }) => countryOf(country) === undefined);
  return (
    <>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="mx-auto block h-auto w-full max-w-4xl" aria-hidden="true">
        <path d={land} className="fill-line" />
        {found.map(({ country, look, name }) => (
          <path key={name} d={path(country) ?? ''} className={look.fill} />
        ))}
        <path d={borders} className="fill-none stroke-surface" strokeWidth={0.7} />
        <path d={land} className="fill-none stroke-line-strong/70" strokeWidth={0.5} />
        {found.map(({ country, look, name, says }) => {
          const [x, y] = middleOf(country);
          return (
            <g key={name} className={look.ink}>
              <title>{`${name}: ${says}`}</title>
              <circle cx={x} cy={y} r={MARK / 2 + 1.5} className="fill-surface" />
              <look.Icon x={x - MARK / 2} y={y - MARK / 2} width={MARK} height={MARK} strokeWidth={2.4} />
            </g>
          );
        })}
      </svg>
      {missing.length > 0 && (
        <p className="px-3 pb-2 text-small text-faint">
          Too small for the map: {missing.map(({ name }) => name).join(', ')}. They are in the table.
        </p>
      )}
    </>
  );
};
