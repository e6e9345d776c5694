import { useState } from 'react';
import type { Spread, VitalCell } from '../../../preload/contract/views.js';
import type { MapPlace } from '../../chart/map-place.js';
import { WorldMap } from '../../chart/world-map.js';
import { sayRating, saySpread, spreadDetail } from '../../text/business.js';
import { vitalWord } from '../../text/performance.js';
import { regionName } from '../../text/place.js';
import { Choice } from '../../ui/field.js';

interface WhereProps {
  readonly cells: readonly VitalCell[];
  readonly metrics: readonly string[];
}

/** The countries that visitors came from, by how one Web Vital is there. */
export const Where = ({ cells, metrics }: WhereProps) => {
  const [metric, choose] = useState(metrics[0] ?? '');
  const places = cells.flatMap((cell) => {
    const spread = cell.vitals.find((one) => one.metric === metric);
    return spread === undefined ? [] : [placeOf(cell.name, spread)];
  });
  const choices = metrics.map((value) => ({ value, label: vitalWord(value) }));
  return (
    <div className="border-b border-line">
      <div className="flex flex-wrap items-center gap-3 px-3 pt-3">
        <Choice label="On the map" value={metric} options={choices} onPick={choose} />
        <p className="text-small text-faint">Grey: nobody came from there, or nothing is known.</p>
      </div>
      <WorldMap label={`${vitalWord(metric)} by country`} places={places} />
    </div>
  );
};

const placeOf = (country: string, spread: Spread): MapPlace => {
  const { tone, word } = sayRating(spread);
  return {
    country,
    name: regionName(country),
    tone: tone === 'good' || tone === 'warning' || tone === 'critical' ? tone : 'neutral',
    says: `${saySpread(spread)}, ${word.toLowerCase()}, ${spreadDetail(spread)}`,
  };
};
