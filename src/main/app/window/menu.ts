import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { ShownPage } from '../../../preload/contract/pushes.js';
import type { PreferenceStore } from '../../platform/electron/preferences.js';
import { SUMMON } from './summon.js';

export interface MenuActs {
  show(page?: ShownPage): void;
  hide(): void;
  /** Shows the compact strip, or hides it. */
  toggleStrip(): void;
  /** Whether the key of the whole desktop could be had; false where another program has it. */
  setSummoned(isSummoned: boolean): boolean;
  quit(): void;
  /** Called with the choice as it is now kept. */
  startAtLoginChanged(): void;
}

/** The window's menu: little more than the accelerators that every desktop app has. */
export const setMenu = (acts: MenuActs, preferences: PreferenceStore, isDeveloping: boolean): void => {
  const isMac = process.platform === 'darwin';
  const template: MenuItemConstructorOptions[] = [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    { label: '&Watchroom', submenu: watchroomItems(acts, preferences) },
    { role: 'editMenu' },
    { label: '&View', submenu: viewItems(isDeveloping) },
  ];
  Menu.setApplicationMenu(Menu.buildFromTemplate(template));
};

const watchroomItems = (acts: MenuActs, preferences: PreferenceStore): MenuItemConstructorOptions[] => [
  { label: 'Overview', accelerator: 'CmdOrCtrl+1', click: () => acts.show({ kind: 'overview' }) },
  { label: 'Alerts', accelerator: 'CmdOrCtrl+2', click: () => acts.show({ kind: 'alerts' }) },
  { label: 'Settings', accelerator: 'CmdOrCtrl+,', click: () => acts.show({ kind: 'settings' }) },
  { label: 'Compact strip', accelerator: 'CmdOrCtrl+3', click: () => acts.toggleStrip() },
  { type: 'separator' },
  {
    label: `${SUMMON.replace('CommandOrControl', process.platform === 'darwin' ? 'Cmd' : 'Ctrl')} opens the alerts from anywhere`,
    type: 'checkbox',
    checked: preferences.get('isSummoned'),
    click: (item) => {
      const isHad = acts.setSummoned(item.checked);
      if (item.checked && !isHad) item.checked = false;
      preferences.set('isSummoned', item.checked);
    },
  },
  choice('Start at login', 'startAtLogin', acts, preferences),
  choice('Start in the tray, without the window', 'startHidden', acts, preferences),
  { type: 'separator' },
  { label: 'Close to tray', accelerator: 'CmdOrCtrl+W', click: () => acts.hide() },
  { label: `Quit ${app.name}`, accelerator: 'CmdOrCtrl+Q', click: () => acts.quit() },
];

const choice = (
  label: string,
  name: 'startAtLogin' | 'startHidden',
  acts: MenuActs,
  preferences: PreferenceStore,
): MenuItemConstructorOptions => ({
  label,
  type: 'checkbox',
  checked: preferences.get(name),
  click: ({ checked }) => {
    preferences.set(name, checked);
    acts.startAtLoginChanged();
  },
});

const viewItems = (isDeveloping: boolean): MenuItemConstructorOptions[] => [
  { role: 'resetZoom' },
  { role: 'zoomIn' },
  { role: 'zoomOut' },
  { role: 'togglefullscreen' },
  ...(isDeveloping ? [{ role: 'reload' as const }, { role: 'toggleDevTools' as const }] : []),
];
