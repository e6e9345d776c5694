import type { AlertRow, EvidenceRecord, TargetId } from '../../../preload/contract/views.js';
import { useEvidence } from '../../query/evidence.js';
import { useView } from '../../state/console.js';
import { loadPath } from '../../state/place.js';
import { useNow } from '../../text/now.js';
import { count } from '../../text/quantity.js';
import { Ago } from '../../text/zone.js';
import { Part } from '../../ui/panel.js';

/** A load ends a moment before its alert begins. */
const BEFORE = 120_000;

/** The loads during the alert of which pictures are kept, for an alert about a page that is loaded. */
export const Loads = ({ row }: { row: AlertRow }) => {
  const isPage = useView((view) => row.target !== null && view.targets[row.target]?.source === 'page');
  return isPage && row.target !== null ? <Kept row={row} target={row.target} /> : null;
};

const Kept = ({ row, target }: { row: AlertRow; target: TargetId }) => {
  const now = useNow();
  const { data = [] } = useEvidence(target, row.value);
  const during = data.filter(({ at }) => at >= row.startedAt - BEFORE && at <= (row.resolvedAt ?? now));
  if (during.length === 0) return null;
  return (
    <Part title="What the loads looked like">
      <ul aria-label="Loads during the alert">
        {during.slice(0, 5).map((record) => (
          <li key={record.id} className="flex items-baseline justify-between gap-3 border-b border-line py-1 last:border-0">
            <a href={`#${loadPath(target, record.id)}`} className="min-w-0 text-accent hover:underline">
              {record.why}
            </a>
            <span className="shrink-0 text-right text-small text-faint">
              {sayKept(record)} · <Ago at={record.at} />
            </span>
          </li>
        ))}
      </ul>
    </Part>
  );
};

const sayKept = ({ picture, frames }: EvidenceRecord): string => {
  const pictures = (picture === null ? 0 : 1) + frames.length;
  return pictures === 0 ? 'no picture' : count(pictures, 'picture');
};
