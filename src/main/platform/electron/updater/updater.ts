import type { KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { app } from 'electron';
import { AppImageUpdater, type AppUpdater, DebUpdater, MacUpdater, NsisUpdater, type UpdateInfo } from 'electron-updater';
import { fail, ok, type Result } from '../../../core/model/result.js';
import type { Log } from '../../../core/port/log.js';
import type { FeedAnswer, UpdateFailure, UpdateFeed, Updater } from '../../../core/port/updater.js';
import { failureOf } from './failure.js';
import { swapFolders, unpackBeside, whyNotReplaceable } from './folder.js';
import { FolderUpdater } from './folder-updater.js';
import { formOf } from './form.js';
import { readKey } from './signature.js';
import { SignedFeed, type SignedFeedOptions } from './signed-feed.js';

export interface UpdaterParts {
  readonly log: Log;
  /** Public key in PEM that the app was packed with; null: none was. */
  readonly key: string | null;
  readonly resourcesFolder: string;
  /** What must stay where it is, wherever the app goes. */
  readonly keeps: readonly string[];
}

const LONGEST_NOTES = 20_000;
const impossible = (text: string): { readonly ok: false; readonly error: UpdateFailure } => fail({ kind: 'impossible', text });

export const openUpdater = ({ log, key, resourcesFolder, keeps }: UpdaterParts): Updater => {
  const library = createLibrary(log, resourcesFolder);
  const folder = dirname(process.execPath);
  let found: UpdateInfo | null = null;
  const keyOfApp = key === null ? null : readKey(key);

  const look = async (feed: UpdateFeed): Promise<Result<FeedAnswer, UpdateFailure>> => {
    if (library === null) return impossible('only an installed app updates itself, and this one was not installed');
    if (keyOfApp === null) return impossible('this app was packed without a key, so that no update could be verified');
    const why = library instanceof FolderUpdater ? await whyNotReplaceable(folder, keeps) : null;
    if (why !== null) return impossible(why);
    library.setFeedURL(feedOptions(feed, keyOfApp));
    try {
      const answer = await library.checkForUpdates();
      found = answer?.isUpdateAvailable === true ? answer.updateInfo : null;
      return answer === null ? impossible('this form of the app cannot update itself') : ok(answerOf(library, answer));
    } catch (error) {
      return fail(failureOf(error));
    }
  };

  const fetch = async (): Promise<Result<null, UpdateFailure>> => {
    if (library === null || found === null) return impossible('nothing newer was found');
    try {
      await library.downloadUpdate();
    } catch (error) {
      return fail(failureOf(error));
    }
    if (!(library instanceof FolderUpdater)) return ok(null);
    const { archive } = library;
    if (archive === null) return fail({ kind: 'unreachable', text: 'the archive is not there any more' });
    const unpacked = await unpackBeside({ archive, folder, version: found.version, program: basename(process.execPath) });
    return unpacked.ok ? unpacked : fail({ kind: 'refused', text: unpacked.error });
  };

  const install = async (): Promise<Result<null, UpdateFailure>> => {
    if (library === null) return impossible('nothing was fetched');
    if (library instanceof FolderUpdater) {
      const swapped = await swapFolders(folder);
      return swapped.ok ? swapped : impossible(swapped.error);
    }
    if (library instanceof MacUpdater) return ok(null);
    return library.install(true, false) ? ok(null) : impossible('the installer could not be started');
  };
  return { look, fetch, install };
};

type Library = FolderUpdater | AppImageUpdater | DebUpdater | NsisUpdater | MacUpdater;

/** What replaces this form of the app; null where nothing of ours can. */
const createLibrary = (log: Log, resourcesFolder: string): Library | null => {
  const { platform, execPath: program, env: environment } = process;
  const form = formOf({ platform, isPackaged: app.isPackaged, program, environment, debianFiles: debianFiles() });
  const library = makeLibrary(form);
  if (library === null) return null;
  if (form === 'folder') library.updateConfigPath = join(resourcesFolder, 'updates', 'app-update.yml');
  library.autoDownload = false;
  library.autoInstallOnAppQuit = false;
  library.disableWebInstaller = true;
  library.allowDowngrade = false;
  const tell = (text: unknown): void => log.info('updates.library', { text: String(text).split('\n')[0] });
  library.logger = { info: () => undefined, warn: tell, error: tell };
  return library;
};

const makeLibrary = (form: ReturnType<typeof formOf>): Library | null => {
  switch (form) {
    case 'folder':
      return FolderUpdater.make();
    case 'appimage':
      return new AppImageUpdater();
    case 'deb':
      return new DebUpdater();
    case 'nsis':
      return new NsisUpdater();
    case 'mac':
      return new MacUpdater();
    case 'none':
      return null;
  }
};

const debianFiles = (): string | null => {
  try {
    return readFileSync('/var/lib/dpkg/info/watchroom.list', 'utf8');
  } catch {
    return null;
  }
};

const feedOptions = ({ url, channel }: UpdateFeed, key: KeyObject): SignedFeedOptions => ({
  ...{ provider: 'custom', url, channel, key },
  updateProvider: SignedFeed as unknown as NonNullable<SignedFeedOptions['updateProvider']>,
});

type Answer = NonNullable<Awaited<ReturnType<AppUpdater['checkForUpdates']>>>;

const answerOf = ({ currentVersion }: AppUpdater, { isUpdateAvailable, updateInfo }: Answer): FeedAnswer => {
  const { version, releaseNotes } = updateInfo;
  if (isUpdateAvailable) return { kind: 'newer', version, notes: notesOf(releaseNotes) };
  const order = currentVersion.compare(version);
  if (order === 0) return { kind: 'none', why: '' };
  return {
    kind: 'none',
    why:
      order > 0
        ? `The feed has ${version}, which is older: it is not taken.`
        : `${version} is being rolled out, and this desk is not among the first.`,
  };
};

const notesOf = (notes: UpdateInfo['releaseNotes']): string => {
  const text = Array.isArray(notes) ? notes.map(({ note }) => note ?? '').join('\n\n') : (notes ?? '');
  return text.trim().slice(0, LONGEST_NOTES);
};
