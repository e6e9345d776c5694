import { useConfig } from '../../query/reads.js';
import { Notice } from '../../ui/mark.js';
import { Page, Section, Skeleton } from '../../ui/section.js';
import { Appearance } from './appearance.js';
import { ConfigEditor } from './config-editor.js';
import { Messages } from './messages/messages.js';
import { Operator } from './operator.js';
import { Origins } from './origins.js';

/** Who sits here, how it looks, how messages are worded, and the whole configuration as text. */
export const SettingsPage = () => {
  const { data, error } = useConfig();
  return (
    <Page anew title="Settings" note={data?.place}>
      {error !== null && (
        <Notice tone="warning" title="The configuration could not be read">
          {error.message}
        </Notice>
      )}
      <div className="grid grid-cols-1 gap-6 lg:grid-cols-2">
        <Section title="This desk">{data === undefined ? <Skeleton className="h-36" /> : <Operator />}</Section>
        <Section title="Appearance" note="kept in this window’s browser">
          <Appearance />
        </Section>
      </div>
      <Section title="Message templates" note="How each channel words an alert, and how that looks">
        {data === undefined ? <Skeleton className="h-96" /> : <Messages config={data} />}
      </Section>
      <Section title="Configuration">
        {data === undefined ? <Skeleton className="h-96" /> : <ConfigEditor latest={data} />}
      </Section>
      {data !== undefined && data.origins.length > 0 && <Origins origins={data.origins} />}
    </Page>
  );
};
