/** How the running app is installed, and so what can replace it. */
export type InstalledForm = 'appimage' | 'deb' | 'folder' | 'nsis' | 'mac' | 'none';

export interface Installed {
  readonly platform: string;
  readonly isPackaged: boolean;
  readonly program: string;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The files of the Debian package of our name, one a line; null where there is none. */
  readonly debianFiles: string | null;
}

/**
 * `none`: started from a checkout, or in a form that its system's own means keep up to date.
 * The mark that a package was made with (`package-type`) is not asked: made in one go, all forms for Linux carry the same.
 */
export const formOf = ({ platform, isPackaged, program, environment, debianFiles }: Installed): InstalledForm => {
  if (!isPackaged) return 'none';
  if (platform === 'win32') return 'nsis';
  if (platform === 'darwin') return 'mac';
  if (platform !== 'linux' || environment.SNAP !== undefined || environment.FLATPAK_ID !== undefined) return 'none';
  if (environment.APPIMAGE !== undefined) return 'appimage';
  return debianFiles?.split('\n').includes(program) === true ? 'deb' : 'folder';
};
