import type { Reading } from '../../preload/contract/views.js';
import { failedAssets, readingFacts, readingPhases, readingProblems, sayReading } from '../text/reading.js';
import { Ago, useZone } from '../text/zone.js';
import { Mark } from '../ui/mark.js';
import { Facts } from '../ui/section.js';
import { PhaseBar } from './phases.js';

/** One look at a target, laid open: outcome, what is wrong, how the time was spent, and every fact. */
export const ReadingCard = ({ reading }: { reading: Reading }) => {
  const zone = useZone();
  return (
    <div className="flex flex-col gap-3 rounded-md border border-line bg-sunken p-3">
      <p className="flex items-center justify-between gap-3">
        <Mark {...sayReading(reading)} />
        <span className="text-small text-faint">
          <Ago at={reading.at} />
        </span>
      </p>
      {readingProblems(reading).map((problem) => (
        <p key={problem}>{problem}</p>
      ))}
      <PhaseBar phases={readingPhases(reading)} />
      <Facts items={readingFacts(reading, zone)} />
      <FailedAssets reading={reading} />
    </div>
  );
};

const FailedAssets = ({ reading }: { reading: Reading }) => {
  const failed = failedAssets(reading);
  if (failed.length === 0) return null;
  return (
    <ul aria-label="Files that do not load" className="flex flex-col gap-1 border-t border-line pt-2">
      {failed.map((asset) => (
        <li key={asset.url} className="break-words">
          <span className="font-mono text-small">{asset.url}</span> <span className="text-warning">{asset.why}</span>
        </li>
      ))}
    </ul>
  );
};
