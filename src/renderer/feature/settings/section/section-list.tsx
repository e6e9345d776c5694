import { ChevronRight } from 'lucide-react';
import type { ConfigView } from '../../../../preload/contract/calls/config.js';
import { settingsPath } from '../../../state/place.js';
import { count } from '../../../text/quantity.js';
import { Card, Section } from '../../../ui/section.js';
import { documentOf, givenIn, variableOf } from './draft.js';
import { SECTIONS } from './sections.js';
import type { SettingsSection } from './settings-section.js';

/** What can be set, by what it is for; each opens as a form. */
export const SectionList = ({ config }: { config: ConfigView }) => (
  <Section title="What is set" note="Each as a form; all of it as text below">
    <Card>
      <ul aria-label="Settings" className="grid grid-cols-1 lg:grid-cols-2">
        {SECTIONS.map((section) => (
          <li key={section.id} className="border-b border-line lg:odd:border-r">
            <a
              href={`#${settingsPath(section.id)}`}
              className="grid h-full grid-cols-[minmax(0,1fr)_auto] items-center gap-x-3 px-4 py-2.5 hover:bg-raised"
            >
              <span className="min-w-0">
                <span className="block font-medium">{section.name}</span>
                <span className="block text-small text-faint">{section.what}</span>
              </span>
              <span className="flex items-center gap-2 text-small">
                <Given section={section} config={config} />
                <ChevronRight size={14} aria-hidden="true" className="text-faint" />
              </span>
            </a>
          </li>
        ))}
        <Elsewhere name="Targets" href="#/targets" />
        <Elsewhere name="Rules" href="#/rules" />
        <Elsewhere name="Sources and channels" href="#/system" />
      </ul>
    </Card>
  </Section>
);

const Elsewhere = ({ name, href }: { name: string; href: string }) => (
  <li className="border-b border-line last:border-b-0 lg:odd:border-r">
    <a href={href} className="flex h-full items-center justify-between gap-3 px-4 py-2.5 hover:bg-raised">
      <span className="font-medium">{name}</span>
      <span className="flex items-center gap-2 text-small text-faint">
        on a page of their own
        <ChevronRight size={14} aria-hidden="true" />
      </span>
    </a>
  </li>
);

/** What was set stands out; what was left as it came does not. */
const Given = ({ section, config }: { section: SettingsSection; config: ConfigView }) => {
  const given = sayGiven(section, config);
  return <span className={given === null ? 'text-faint' : 'font-medium text-ink'}>{given ?? 'default'}</span>;
};

const sayGiven = (section: SettingsSection, { document, origins }: ConfigView): string | null => {
  const given = givenIn(section, documentOf(document));
  const variables = section.fields.filter((field) => variableOf(field, origins) !== null).length;
  const parts = [
    ...(given > 0 ? [`${count(given, 'field')} set`] : []),
    ...(variables > 0 ? [`${count(variables, 'field')} by the environment`] : []),
  ];
  return parts.length === 0 ? null : parts.join(', ');
};
