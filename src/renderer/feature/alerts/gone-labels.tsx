import { useMemo } from 'react';
import type { AlertRow } from '../../../preload/contract/views.js';
import { useTargets } from '../../state/console.js';
import { Notice } from '../../ui/mark.js';
import { type AlertFilter, groupLabel } from './filter.js';
import { labelsHere, readAsked, sayEffect } from './matchers.js';

const NOTHING: ReadonlySet<string> = new Set();

/** Says what a list cannot mean: a label that nothing here has, or a pattern that is none. */
export const GoneLabels = ({ filter, alerts }: { filter: AlertFilter; alerts: readonly AlertRow[] }) => {
  const targets = useTargets();
  const asked = readAsked(filter.text);
  const group = groupLabel(filter);
  // Where no label is asked for none needs to be looked for, in ten thousand alerts and at each change.
  const isAsked = asked.matchers.length > 0 || group !== null;
  const here = useMemo(() => (isAsked ? labelsHere(alerts, targets) : NOTHING), [isAsked, alerts, targets]);
  const gone = asked.matchers.filter(({ label }) => !here.has(label));
  const effects = [
    ...gone.map(sayEffect),
    ...(group !== null && !here.has(group) ? [`grouping by ${group} makes one group`] : []),
  ];
  if (asked.complaint === null && effects.length === 0) return null;
  return (
    <div className="px-5 pb-3">
      {asked.complaint !== null ? (
        <Notice tone="warning" title={`${asked.complaint} It matches nothing.`} />
      ) : (
        <Notice tone="warning" title={`No alert and no target here has the label ${labelsOf(gone, group, here)}`}>
          So {effects.join(', and ')}. It may have been renamed in the configuration.
        </Notice>
      )}
    </div>
  );
};

const labelsOf = (gone: readonly { readonly label: string }[], group: string | null, here: ReadonlySet<string>): string => {
  const labels = new Set([...gone.map(({ label }) => label), ...(group !== null && !here.has(group) ? [group] : [])]);
  return [...labels].map((label) => `“${label}”`).join(' or ');
};
