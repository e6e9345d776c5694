import { Menu, type MenuItemConstructorOptions, type NativeImage, nativeImage, Tray } from 'electron';
import type { EpisodeId } from '../../core/model/alert.js';
import { showBadge } from './badge.js';
import type { TrayIcon, TrayModel } from './model.js';
import { drawnAs, iconLayers } from './picture/icon.js';
import { paintPng } from './picture/paint.js';

export interface TrayActs {
  /** Opens the console, on an alert where one is named. */
  open(alert?: EpisodeId): void;
  acknowledge(alerts: readonly EpisodeId[]): void;
  muteFor(minutes: number): void;
  muteUntilMorning(): void;
  unmute(suppressions: readonly string[]): void;
  /** Shows the compact strip, or hides it. */
  toggleStrip(): void;
  /** Shows the newer version that waits, with what is new in it. */
  showUpdate(): void;
  quit(): void;
}

export interface TrayParts {
  readonly platform: string;
  readonly acts: TrayActs;
  /** Where "until tomorrow" ends now, as it reads (`Wed 08:00`). */
  readonly morning: () => string;
}

export interface QuickStatus {
  show(model: TrayModel): void;
  stop(): void;
}

interface Shown {
  readonly picture: NativeImage | null;
  readonly count: number | null;
  readonly tooltip: string;
  readonly menu: string;
}

/** The icon beside the clock. Nothing is drawn or replaced unless it changed. */
export const createTray = ({ platform, acts, morning }: TrayParts): QuickStatus => {
  const pictures = new Map<string, NativeImage>();
  const pictureOf = (icon: TrayIcon): NativeImage => {
    const drawn = drawnAs(icon);
    const key = JSON.stringify(drawn);
    const known = pictures.get(key) ?? draw(drawn, platform);
    pictures.set(key, known);
    return known;
  };
  let tray: Tray | null = null;
  let shown: Shown = { picture: null, count: null, tooltip: '', menu: '' };

  const make = (icon: TrayIcon): Tray => {
    const made = new Tray(pictureOf(icon));
    made.on('click', () => acts.open());
    return made;
  };

  const show = (model: TrayModel): void => {
    tray ??= make(model.icon);
    const template = menuOf(model, acts, morning());
    const picture = pictureOf(model.icon);
    const next = { picture, count: model.icon.count, tooltip: model.tooltip, menu: JSON.stringify(template) };
    if (next.picture !== shown.picture) tray.setImage(picture);
    if (next.count !== shown.count || next.picture !== shown.picture) showBadge(platform, next.count, picture);
    if (next.tooltip !== shown.tooltip) tray.setToolTip(model.tooltip);
    // Linux keeps a copy of the menu: a changed one must be set anew, item by item would not show.
    if (next.menu !== shown.menu) tray.setContextMenu(Menu.buildFromTemplate(template));
    if (platform === 'darwin' && next.count !== shown.count) tray.setTitle(titleOf(model.icon));
    shown = next;
  };

  return { show, stop: () => tray?.destroy() };
};

/** The menu bar of macOS has room for a number beside the icon. */
const titleOf = ({ count }: TrayIcon): string => (count > 0 ? ` ${count}` : '');

/** Sides in pixels of the plain picture, and of those for denser screens. */
const SIZES: Readonly<Record<string, readonly number[]>> = { win32: [16, 24, 32, 44], darwin: [16, 32], linux: [22, 44] };

const draw = (icon: TrayIcon, platform: string): NativeImage => {
  const sizes = SIZES[platform] ?? [22, 44];
  const style = platform === 'darwin' ? 'template' : 'coloured';
  const image = nativeImage.createEmpty();
  for (const size of sizes) {
    const buffer = paintPng(iconLayers(icon, style), size);
    image.addRepresentation({ scaleFactor: size / (sizes[0] ?? size), buffer });
  }
  image.setTemplateImage(platform === 'darwin');
  return image;
};

const SEPARATOR: MenuItemConstructorOptions = { type: 'separator' };

const menuOf = (
  { headline, alerts, more, acknowledgeable, mutes, update }: TrayModel,
  acts: TrayActs,
  morning: string,
): MenuItemConstructorOptions[] => [
  { label: escapeLabel(headline), enabled: false },
  SEPARATOR,
  ...alerts.map(({ id, label }) => ({ id: `alert ${id}`, label: escapeLabel(label), click: () => acts.open(id) })),
  ...(more > 0 ? [{ label: `${more} more in the console`, click: () => acts.open() }] : []),
  ...(alerts.length > 0 ? [SEPARATOR] : []),
  {
    label: acknowledgeable.length > 1 ? `Acknowledge all ${acknowledgeable.length} shown` : 'Acknowledge all shown',
    enabled: acknowledgeable.length > 0,
    click: () => acts.acknowledge(acknowledgeable),
  },
  ...muteItems(mutes, acts, morning),
  SEPARATOR,
  ...(update === null ? [] : [{ label: `Version ${update} is there …`, click: () => acts.showUpdate() }]),
  { label: 'Open Watchroom', click: () => acts.open() },
  { label: 'Show or hide the compact strip', click: () => acts.toggleStrip() },
  { label: 'Quit Watchroom', click: () => acts.quit() },
];

const muteItems = (mutes: readonly string[], acts: TrayActs, morning: string): MenuItemConstructorOptions[] =>
  mutes.length > 0
    ? [{ label: 'Unmute', click: () => acts.unmute(mutes) }]
    : [
        { label: 'Mute for 30 min', click: () => acts.muteFor(30) },
        { label: 'Mute for 1 h', click: () => acts.muteFor(60) },
        { label: `Mute until tomorrow (${morning})`, click: () => acts.muteUntilMorning() },
      ];

/** An ampersand would underline the letter after it. */
const escapeLabel = (label: string): string => label.replaceAll('&', '&&');
