import { bus } from './bus.js';

export interface MenuEntry {
  readonly id: number;
  readonly label: string;
  readonly isEnabled: boolean;
}

export interface TrayIcon {
  readonly tooltip: string;
  /** The icon's pixels, as a text that is equal for equal pictures only. */
  readonly picture: string;
}

/** The app's icon beside the clock, as a panel sees it. */
export interface TrayFixture {
  items(): Promise<readonly string[]>;
  icon(): Promise<TrayIcon>;
  menu(): Promise<readonly MenuEntry[]>;
  /** Clicks the entry whose label begins so. */
  click(label: string): Promise<void>;
  /** A click on the icon itself. */
  activate(): Promise<void>;
}

const WATCHER = ['org.kde.StatusNotifierWatcher', '/StatusNotifierWatcher', 'org.kde.StatusNotifierWatcher'] as const;
const ITEM = 'org.kde.StatusNotifierItem';
const MENU = 'com.canonical.dbusmenu';

type Property = { readonly data: unknown };
type Layout = readonly [number, Record<string, { readonly data: unknown }>, readonly { readonly data: Layout }[]];

const items = async (): Promise<readonly string[]> =>
  ((await bus('get-property', ...WATCHER, 'RegisteredStatusNotifierItems')) as { data: readonly string[] }).data;

/** The panel hears of a new icon some moments after the app has started. */
const registered = async (): Promise<string> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const last = (await items()).at(-1);
    if (last !== undefined) return last;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('no tray icon is registered');
};

const ownItem = async (): Promise<{ readonly name: string; readonly path: string }> => {
  const last = await registered();
  const slash = last.indexOf('/');
  return { name: last.slice(0, slash), path: last.slice(slash) };
};

const property = async (name: string): Promise<unknown> => {
  const item = await ownItem();
  return ((await bus('get-property', item.name, item.path, ITEM, name)) as Property).data;
};

const menu = async (): Promise<readonly MenuEntry[]> => {
  const { name } = await ownItem();
  const path = String(await property('Menu'));
  const answer = await bus('call', name, path, MENU, 'GetLayout', 'iias', '--', '0', '-1', '0');
  const [, root] = (answer as { data: readonly [number, Layout] }).data;
  return root[2]
    .map(({ data: [id, properties] }) => ({
      id,
      label: String(properties.label?.data ?? ''),
      isEnabled: properties.enabled?.data !== false,
    }))
    .filter(({ label }) => label !== '');
};

const click = async (label: string): Promise<void> => {
  const entry = (await menu()).find((item) => item.label.startsWith(label));
  if (entry === undefined)
    throw new Error(`the tray's menu has no “${label}”: ${(await menu()).map((e) => e.label).join(' | ')}`);
  const { name } = await ownItem();
  const event = ['Event', 'isvu', String(entry.id), 'clicked', 's', '', '0'];
  try {
    await bus('call', name, String(await property('Menu')), MENU, ...event);
  } catch (error) {
    // The menu was replaced between the look and the click: its entries have other numbers now.
    const again = (await menu()).find((item) => item.label.startsWith(label));
    if (again === undefined || again.id === entry.id) throw error;
    await click(label);
  }
};

const activate = async (): Promise<void> => {
  const { name, path } = await ownItem();
  await bus('call', name, path, ITEM, 'Activate', 'ii', '0', '0');
};

const icon = async (): Promise<TrayIcon> => {
  const [, , tooltip] = (await property('ToolTip')) as readonly [string, unknown, string];
  return { tooltip, picture: JSON.stringify(await property('IconPixmap')) };
};

export const tray: TrayFixture = { items, icon, menu, click, activate };
