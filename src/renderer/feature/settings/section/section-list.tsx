import { ChevronRight } from 'lucide-react';
import { useRef, useState } from 'react';
import type { ConfigView } from '../../../../preload/contract/calls/config.js';
import { settingsPath } from '../../../state/place.js';
import { count } from '../../../text/quantity.js';
import { SearchBox } from '../../../ui/field.js';
import type { Field } from '../../../ui/form/field.js';
import { useKeys } from '../../../ui/keys.js';
import { Card, Section } from '../../../ui/section.js';
import { documentOf, givenIn, variableOf } from './draft.js';
import { SECTIONS } from './sections.js';
import type { SettingsSection } from './settings-section.js';

/** What can be set, by what it is for; each opens as a form. What is sought is found by the names and hints of the fields too. */
export const SectionList = ({ config }: { config: ConfigView }) => {
  const search = useRef<HTMLInputElement>(null);
  const [text, setText] = useState('');
  useKeys({ '/': () => search.current?.focus() });
  const found = SECTIONS.map((section) => ({ section, fields: fieldsFor(section, text) })).filter(
    ({ section, fields }) => fields.length > 0 || says(section, text),
  );
  const elsewhere = ELSEWHERE.filter(({ name }) => holds(name, text));
  return (
    <Section
      title="What is set"
      note="Each as a form; all of it as text below"
      actions={<SearchBox ref={search} label="Find a setting" placeholder="Find a setting" value={text} onText={setText} />}
    >
      <Card>
        {found.length + elsewhere.length === 0 && (
          <p className="px-4 py-2.5 text-soft">
            No setting is called that. Few keys have no field: look for it in the text below.
          </p>
        )}
        <ul aria-label="Settings" className="grid grid-cols-1 @3xl:grid-cols-2">
          {found.map(({ section, fields }) => (
            <li key={section.id} className="border-b border-line @3xl:odd:border-r">
              <a
                href={`#${settingsPath(section.id)}`}
                className="grid h-full grid-cols-[minmax(0,1fr)_auto] items-start gap-x-3 px-4 py-2.5 hover:bg-raised"
              >
                <span className="min-w-0">
                  <span className="block font-medium">{section.name}</span>
                  <span className="block text-small text-faint">{fields.length > 0 ? fields.join(' · ') : section.what}</span>
                </span>
                <span className="flex items-center gap-2 pt-0.5 text-small">
                  <Given section={section} config={config} />
                  <ChevronRight size={14} aria-hidden="true" className="text-faint" />
                </span>
              </a>
            </li>
          ))}
          {elsewhere.map(({ name, href }) => (
            <Elsewhere key={name} name={name} href={href} />
          ))}
        </ul>
      </Card>
    </Section>
  );
};

const ELSEWHERE = [
  { name: 'Targets', href: '#/targets' },
  { name: 'Rules', href: '#/rules' },
  { name: 'Sources and channels', href: '#/system?part=sources' },
] as const;

/** Every word that is sought begins one of the text. */
const holds = (text: string, sought: string): boolean => {
  const words = text.toLowerCase().split(/[^\p{L}\p{N}]+/u);
  return wordsIn(sought).every((word) => words.some((one) => one.startsWith(word)));
};

const wordsIn = (text: string): readonly string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

const says = ({ name, what }: SettingsSection, sought: string): boolean => holds(`${name} ${what}`, sought);

const MOST_FIELDS = 4;

/** The names of the fields that are sought; none while nothing is. */
const fieldsFor = ({ fields }: SettingsSection, sought: string): readonly string[] => {
  if (sought.trim() === '') return [];
  const found = fields.filter((field) => holds(wordsOf(field), sought)).map(({ label }) => label);
  return found.length <= MOST_FIELDS ? found : [...found.slice(0, MOST_FIELDS), `${found.length - MOST_FIELDS} more`];
};

const wordsOf = (field: Field): string => {
  const columns = field.kind === 'rows' ? field.columns : [];
  return [field, ...columns].map(({ key, label, hint }) => `${key} ${label} ${hint}`).join(' ');
};

const Elsewhere = ({ name, href }: { name: string; href: string }) => (
  <li className="border-b border-line last:border-b-0 @3xl:odd:border-r">
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
