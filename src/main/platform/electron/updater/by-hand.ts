import type { UpdateInfo } from 'electron-updater';
import type { ByHand } from '../../../core/port/updater.js';
import type { InstalledForm } from './form.js';

type OfferedForm = Exclude<InstalledForm, 'folder' | 'none'>;

/** The packages of a form, the likelier first, and how one is put in place. */
const FORMS: Readonly<Record<OfferedForm, { readonly endings: readonly string[]; readonly how: string }>> = {
  appimage: { endings: ['.AppImage'], how: 'quit it, and put the new AppImage over the file of this one' },
  deb: { endings: ['.deb'], how: 'install the new package over it' },
  nsis: { endings: ['.exe'], how: 'quit it, and install the new version over it' },
  mac: { endings: ['.dmg', '.zip'], how: 'quit it, and install the new version over it' },
};

/** How a person puts a version in place that Watchroom does not; null for the form that it replaces itself. */
export const byHandOf = (form: Exclude<InstalledForm, 'none'>, feed: string, found: UpdateInfo | null): ByHand | null => {
  if (form === 'folder') return null;
  const { endings, how } = FORMS[form];
  const text = `This kind of installation is not replaced by Watchroom itself: ${how}.`;
  return { text, address: addressOf(feed, endings, found?.files.map(({ url }) => url) ?? []) };
};

/** Of the package; of the feed's folder where it is not told. A name and a password in the address are nobody else's business. */
const addressOf = (feed: string, endings: readonly string[], files: readonly string[]): string => {
  const fitting = endings.flatMap((ending) => files.filter((file) => file.endsWith(ending)));
  const file = fitting.find((one) => one.includes(process.arch)) ?? fitting[0] ?? '';
  const folder = new URL(`${feed}/`);
  const found = new URL(file, folder);
  const address = /^https?:$/.test(found.protocol) ? found : folder;
  [address.username, address.password] = ['', ''];
  return address.href;
};
