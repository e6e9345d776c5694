import { SearchX, ShieldCheck } from 'lucide-react';
import { Button } from '../../ui/button.js';
import { Empty } from '../../ui/section.js';
import type { AlertFilter } from './filter.js';

/** Nothing to list: all is well, or the filter hides what there is. */
export const NoAlerts = ({ filter, hasAny, onClear }: { filter: AlertFilter; hasAny: boolean; onClear: () => void }) => {
  const isFiltered = filter.text !== '' || filter.severity !== 'any';
  if (isFiltered)
    return (
      <Empty
        title="No alert matches this filter"
        icon={<SearchX size={28} aria-hidden="true" />}
        action={<Button onClick={onClear}>Clear the filter</Button>}
      />
    );
  return (
    <Empty
      title={filter.stage === 'open' ? 'Nothing fires' : 'Nothing here'}
      icon={<ShieldCheck size={28} aria-hidden="true" className="text-good" />}
    >
      {filter.stage === 'open' && (
        <p>
          When a rule’s condition holds, its alert appears here.{' '}
          {hasAny ? 'Earlier ones are under “Resolved”.' : 'Send a test alert to see the way it takes.'}
        </p>
      )}
      {filter.stage === 'held' && <p>An alert that someone acknowledged or suppressed is listed here until it is resolved.</p>}
    </Empty>
  );
};
