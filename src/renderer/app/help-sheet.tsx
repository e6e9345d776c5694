import { useView } from '../state/console.js';
import { Dialog } from '../ui/dialog.js';
import { Kbd } from '../ui/kbd.js';
import { PAGES } from './pages.js';

const GROUPS: readonly { readonly title: string; readonly keys: readonly (readonly [string, string])[] }[] = [
  { title: 'Pages', keys: PAGES.map((page) => [page.keys, page.name] as const) },
  {
    title: 'Lists',
    keys: [
      ['j', 'Next row'],
      ['k', 'Row before'],
      ['Enter', 'Open details, or a group'],
      ['→', 'Open a group, then into it'],
      ['←', 'Out of the group, and close it'],
      ['x', 'Pick this alert or group, to act on several'],
      ['Shift X', 'Pick all from the last one to here'],
      ['Esc', 'Close details'],
      ['/', 'Filter this list, or find a setting'],
    ],
  },
  {
    title: 'The alert you are on',
    keys: [
      ['a', 'Acknowledge'],
      ['r', 'Resolve'],
      ['s', 'Suppress'],
      ['e', 'Escalate now'],
      ['n', 'Add a note'],
      ['f', 'Open as a page, and back beside the list'],
      ['c', 'Copy as text'],
      ['Shift C', 'Copy a link to its page'],
      ['u', 'Undo the last action'],
    ],
  },
  {
    title: 'Charts',
    keys: [
      ['Shift ← →', 'Choose a part of the time; or drag over it'],
      ['Enter', 'Show that part, in all charts of the page'],
      ['Esc', 'Show the whole time again; or double click'],
    ],
  },
  {
    title: 'Wallboard',
    keys: [
      ['f', 'Full screen'],
      ['Space', 'Pause, go on'],
      ['← →', 'Panel before, next'],
      ['Esc', 'Leave'],
    ],
  },
  {
    title: 'Everywhere',
    keys: [
      ['Ctrl K', 'Search and commands'],
      ['b', 'Go back to a minute of the past'],
      ['?', 'This sheet'],
    ],
  },
];

const CONTACTS = [
  ['emergency', 'In an emergency'],
  ['technical', 'Technical trouble'],
  ['alerts', 'Rules and their limits'],
  ['business', 'The business'],
] as const;

/** Whom the site names for questions; nothing where it names nobody. */
const Contacts = () => {
  const contacts = useView((view) => view.desk.site.contacts);
  const named = CONTACTS.filter(([key]) => contacts[key] !== '');
  if (named.length === 0) return null;
  return (
    <section className="mb-5 break-inside-avoid">
      <h3 className="label pb-1">Whom to ask</h3>
      <dl>
        {named.map(([key, about]) => (
          <div key={key} className="flex items-center justify-between gap-3 border-b border-line py-1">
            <dt>{about}</dt>
            <dd className="min-w-0 break-words select-text">{contacts[key]}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
};

/** Every key on one sheet, and whom to ask. */
export const HelpSheet = ({ onClose }: { onClose: () => void }) => (
  <Dialog title="Keys and help" onClose={onClose} width="wide">
    <div className="-mb-5 columns-2 gap-8">
      {GROUPS.map((group) => (
        <section key={group.title} className="mb-5 break-inside-avoid">
          <h3 className="label pb-1">{group.title}</h3>
          <dl>
            {group.keys.map(([keys, does]) => (
              <div key={keys} className="flex items-center justify-between border-b border-line py-1">
                <dt className="order-2">
                  <Kbd keys={keys} />
                  <span className="sr-only">{keys}</span>
                </dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <Contacts />
    </div>
  </Dialog>
);
