import { ListChecks } from 'lucide-react';
import type { AlertRow } from '../../../preload/contract/views.js';
import { PlaybookSteps } from '../../query/playbook.js';
import { Notice } from '../../ui/mark.js';

const STEPS: Readonly<Record<AlertRow['category'], string>> = {
  availability: 'Open the page yourself. If it fails for you too, check the last release and the host, then say who is on it.',
  performance:
    'Look at the phases of the target’s last reading: they tell whether the network, the server or the page is slow.',
  business: 'Walk through the form yourself. If it fails, tell the people who wait for what it brings.',
  build: 'Open the failed build’s log. Nothing new reaches visitors until it passes.',
  infrastructure: 'Look at what uses the most on this machine before it runs out.',
};

/** What to do first, before anything else is read. */
export const FirstSteps = ({ row }: { row: AlertRow }) => {
  if (row.state === 'resolved') return null;
  if (row.isTest)
    return (
      <Notice tone="info" title="A test, nothing is wrong">
        Check below that the pop-up was delivered, then resolve it.
      </Notice>
    );
  return (
    <Notice tone="neutral" title="What to do first" icon={<ListChecks size={15} aria-hidden="true" className="text-accent" />}>
      {row.businessImpact !== '' && <p className="pb-2 text-ink">{row.businessImpact}</p>}
      {row.playbook === null ? (
        <p>{STEPS[row.category]}</p>
      ) : (
        <PlaybookSteps id={row.playbook} otherwise={STEPS[row.category]} />
      )}
    </Notice>
  );
};
