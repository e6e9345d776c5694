import type { Phase } from '../text/reading.js';
import { spell } from '../text/time.js';
import { seriesColour } from './series-colour.js';

/** How one look's time was spent, as one bar with a label for each part. */
export const PhaseBar = ({ phases }: { phases: readonly Phase[] }) => {
  const whole = phases.reduce((sum, phase) => sum + phase.took, 0);
  if (whole === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <div aria-hidden="true" className="flex h-3 gap-px overflow-hidden rounded-[3px]">
        {/* Shares, because parts that together grow by less than one would leave the bar unfilled. */}
        {phases.map((phase) => (
          <span
            key={phase.name}
            style={{ flexGrow: (100 * phase.took) / whole, background: seriesColour(phase.place) }}
            className="min-w-px"
          />
        ))}
      </div>
      <ul className="flex flex-wrap gap-x-4 gap-y-1 text-small">
        {phases.map((phase) => (
          <li key={phase.name} className="flex items-center gap-1.5">
            <span aria-hidden="true" className="size-2 rounded-full" style={{ background: seriesColour(phase.place) }} />
            <span className="text-soft">{phase.name}</span>
            <span className="font-medium">{spell(phase.took)}</span>
          </li>
        ))}
      </ul>
    </div>
  );
};
