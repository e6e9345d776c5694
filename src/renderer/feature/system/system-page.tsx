import { useView } from '../../state/console.js';
import { Page } from '../../ui/section.js';
import { Audit } from './audit.js';
import { Deliveries } from './deliveries.js';
import { Drill } from './drill.js';
import { Ledger } from './ledger.js';
import { Parts } from './parts.js';
import { Suppressions } from './suppressions.js';

/** How the watch itself is: its parts, what it saw, whom it told, and who did what. */
export const SystemPage = () => {
  const { version, runtime } = useView((view) => view.system);
  return (
    <Page title="System" note={`Watchroom ${version} on ${runtime}`}>
      <Parts />
      <Ledger />
      <Suppressions />
      <Drill />
      <Deliveries />
      <Audit />
    </Page>
  );
};
