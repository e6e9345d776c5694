import { useConfig, useOpened } from '../../query/reads/config.js';
import { useGo, usePagePart } from '../../state/place.js';
import { Button } from '../../ui/button.js';
import { Notice } from '../../ui/mark.js';
import { WithPanel } from '../../ui/panel.js';
import { Page, Section, Skeleton } from '../../ui/section.js';
import { Appearance } from './appearance.js';
import { ConfigEditor } from './config-editor.js';
import { Messages } from './messages/messages.js';
import { Operator } from './operator.js';
import { Origins } from './origins.js';
import { SectionForm } from './section/section-form.js';
import { SectionList } from './section/section-list.js';
import { SECTIONS } from './section/sections.js';
import { Versions } from './versions.js';

/** Who sits here, how it looks, how messages are worded, and the whole configuration: as forms, as text, and as it was. */
export const SettingsPage = ({ chosen }: { chosen: string | null }) => {
  const { data, error, refetch } = useConfig();
  // There, or on its way.
  const hasConfig = data !== undefined || error === null;
  const go = useGo();
  const part = usePagePart();
  const isImport = chosen?.startsWith('import-') === true;
  const opened = useOpened(isImport ? chosen : null);
  const section = SECTIONS.find(({ id }) => id === chosen);
  return (
    <WithPanel
      list={
        <Page anew index={part} title="Settings" note={data?.place}>
          {error !== null && (
            <Notice
              tone="warning"
              title="The configuration could not be read"
              action={<Button onClick={() => void refetch()}>Read it again</Button>}
            >
              {error.message}
            </Notice>
          )}
          <div className="grid grid-cols-1 gap-6 @3xl:grid-cols-2">
            {hasConfig && (
              <Section title="This desk">{data === undefined ? <Skeleton className="h-36" /> : <Operator />}</Section>
            )}
            <Section title="Appearance" note="kept in this window’s browser">
              <Appearance />
            </Section>
          </div>
          {hasConfig && (data === undefined ? <Skeleton className="h-96" /> : <SectionList config={data} />)}
          {hasConfig && (
            <Section title="Message templates" note="How each channel words an alert, and how that looks">
              {data === undefined ? <Skeleton className="h-96" /> : <Messages config={data} />}
            </Section>
          )}
          {hasConfig && (
            <Section title="Configuration">
              {opened.error !== null && (
                <Notice tone="warning" title="What was opened could not be read">
                  {opened.error.message}
                </Notice>
              )}
              {data === undefined || (isImport && opened.isPending) ? (
                <Skeleton className="h-96" />
              ) : (
                <ConfigEditor key={opened.data?.document?.text ?? ''} latest={data} opened={opened.data?.document ?? null} />
              )}
            </Section>
          )}
          {data !== undefined && <Versions config={data} />}
          {data !== undefined && data.origins.length > 0 && <Origins origins={data.origins} />}
        </Page>
      }
      panel={
        section !== undefined &&
        data !== undefined && <SectionForm section={section} config={data} onClose={() => go('/settings')} />
      }
    />
  );
};
