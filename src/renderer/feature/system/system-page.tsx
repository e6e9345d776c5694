import { useView } from '../../state/console.js';
import { useGo, usePagePart } from '../../state/place.js';
import { usePreferences } from '../../state/preferences.js';
import { useKeys } from '../../ui/keys.js';
import { WithPanel } from '../../ui/panel.js';
import { Page } from '../../ui/section.js';
import { Audit } from './audit.js';
import { Calendar } from './calendar.js';
import { ChannelForm } from './channel/channel-form.js';
import { KINDS } from './channel/fields.js';
import { Deliveries } from './deliveries.js';
import { Drill } from './drill.js';
import { Ledger } from './ledger.js';
import { systemPlace } from './narrowed.js';
import { Parts } from './parts.js';
import { SOURCES } from './source/forms.js';
import { SourceForm } from './source/source-form.js';
import { Sources } from './sources.js';
import { Suppressions } from './suppressions.js';
import { Team } from './team.js';
import { Updates } from './updates.js';

/** How the watch itself is: its parts, what it saw, whom it told, and who did what. `chosen`: the channel or source that is set up. */
export const SystemPage = ({ chosen }: { chosen: string | null }) => {
  const { version, runtime } = useView((view) => view.system);
  const go = useGo();
  const part = usePagePart();
  const channel = KINDS.find((kind) => kind === chosen);
  const source = SOURCES.find((setting) => setting === chosen);
  const isGuided = usePreferences(({ guide }) => guide === 'at-channels');
  const close = (): void => go(isGuided ? '/' : systemPlace('/system'));
  const isOpen = channel !== undefined || source !== undefined;
  useKeys(isOpen ? { Escape: close } : {});
  const page = (
    <Page index={part} title="System" note={`Watchroom ${version} on ${runtime}`}>
      <Team />
      <Updates />
      <Parts />
      <Sources />
      <Ledger />
      <Suppressions />
      <Calendar />
      <Drill />
      <Deliveries />
      <Audit />
    </Page>
  );
  return (
    <WithPanel
      list={page}
      panel={
        channel !== undefined ? (
          <ChannelForm key={channel} kind={channel} onClose={close} />
        ) : (
          source !== undefined && <SourceForm key={source} setting={source} onClose={close} />
        )
      }
    />
  );
};
