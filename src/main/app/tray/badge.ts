import { app, BrowserWindow, type NativeImage } from 'electron';

/**
 * The number of alerts that nobody has taken at the app's own icon, where the system has one: a count in the dock of macOS and in
 * those Linux docks that know it, a small picture over the taskbar's of Windows.
 */
export const showBadge = (platform: string, count: number, picture: NativeImage): void => {
  if (platform !== 'win32') {
    app.setBadgeCount(count);
    return;
  }
  const words = count === 0 ? '' : `${count} open`;
  for (const window of BrowserWindow.getAllWindows()) window.setOverlayIcon(count === 0 ? null : picture, words);
};
