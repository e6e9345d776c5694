import { SearchX, ShieldCheck } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCalm } from '../../query/calm.js';
import type { Tone } from '../../text/states.js';
import { Button } from '../../ui/button.js';
import { ToneIcon } from '../../ui/mark.js';
import { Empty } from '../../ui/section.js';
import type { AlertFilter } from './filter.js';

const ICONS: Readonly<Partial<Record<Tone, ReactNode>>> = {
  good: <ShieldCheck size={28} aria-hidden="true" className="text-good" />,
  unseen: <ToneIcon tone="unseen" size={28} />,
};

/** Nothing to list: all is well, nobody can tell, or the filter hides what there is. */
export const NoAlerts = ({ filter, hasAny, onClear }: { filter: AlertFilter; hasAny: boolean; onClear: () => void }) => {
  const calm = useCalm();
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
    <Empty title={filter.stage === 'open' ? calm.title : 'Nothing here'} icon={ICONS[calm.tone]}>
      {filter.stage === 'open' && calm.tone === 'unseen' && <p>What happened since is not known.</p>}
      {filter.stage === 'open' && calm.tone !== 'unseen' && (
        <p>
          When a rule’s condition holds, its alert appears here.{' '}
          {hasAny ? 'Earlier ones are under “Resolved”.' : 'Send a test alert to see the way it takes.'}
        </p>
      )}
      {filter.stage === 'held' && <p>An alert that someone acknowledged or suppressed is listed here until it is resolved.</p>}
    </Empty>
  );
};
