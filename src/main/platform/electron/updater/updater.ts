import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { app, session } from 'electron';
import type { AppUpdater, UpdateInfo } from 'electron-updater';
import { NET_SESSION_NAME } from 'electron-updater/out/electronHttpExecutor.js';
import { fail, ok, type Result } from '../../../core/model/result.js';
import type { Log } from '../../../core/port/log.js';
import type { ByHand, FeedAnswer, UpdateFailure, UpdateFeed, Updater } from '../../../core/port/updater.js';
import type { Instant } from '../../../core/time/instant.js';
import type { Get } from './bounded.js';
import { byHandOf } from './by-hand.js';
import { failureOf } from './failure.js';
import { type Kept, swapFolders, unpackBeside, whyNotReplaceable } from './folder.js';
import { FolderUpdater } from './folder-updater.js';
import { formOf, type InstalledForm } from './form.js';
import { openSeenFeeds } from './seen-feeds.js';
import { readKey } from './signature.js';
import { SignedFeed, type SignedFeedOptions } from './signed-feed.js';

export interface UpdaterParts {
  readonly log: Log;
  /** Public key in PEM that the app was packed with; null: none was. */
  readonly key: string | null;
  readonly resourcesFolder: string;
  /** Where it is kept from when the newest feed was that this desk believed. */
  readonly seenFile: string;
  readonly now: () => Instant;
  /** What must stay where it is, wherever the app goes. */
  readonly keeps: () => readonly Kept[];
}

const LONGEST_NOTES = 20_000;
const impossible = (text: string): { readonly ok: false; readonly error: UpdateFailure } => fail({ kind: 'impossible', text });

export const openUpdater = ({ log, key, resourcesFolder, seenFile, now, keeps }: UpdaterParts): Updater => {
  const form = formOfApp();
  const library = form === 'none' ? null : createLibrary(log, resourcesFolder);
  const [folder, program] = [dirname(process.execPath), basename(process.execPath)];
  const get: Get = (url, init) => session.fromPartition(NET_SESSION_NAME, { cache: false }).fetch(url, init);
  const keyOfApp = key === null ? null : readKey(key);
  const seen = openSeenFeeds(seenFile);
  let found: UpdateInfo | null = null;
  let going = new AbortController();

  const look = async (feed: UpdateFeed): Promise<Result<FeedAnswer, UpdateFailure>> => {
    if (library === null) return impossible('only an installed app updates itself, and this one was not installed');
    if (keyOfApp === null) return impossible('this app was packed without a key, so that no update could be verified');
    const why = form === 'folder' ? await whyNotReplaceable(folder, keeps()) : null;
    if (why !== null) return fail(why);
    going = new AbortController();
    library.setFeedURL(
      feedOptions({ url: feed.url, channel: feed.channel, get, now, seen, key: keyOfApp, signal: going.signal }),
    );
    try {
      const answer = await library.checkForUpdates();
      found = answer?.isUpdateAvailable === true ? answer.updateInfo : null;
      if (answer === null || form === 'none') return impossible('this form of the app cannot update itself');
      return ok(answerOf(library, answer, byHandOf(form, feed.url, found)));
    } catch (error) {
      return fail(failureOf(error));
    }
  };

  const fetch = async (): Promise<Result<null, UpdateFailure>> => {
    if (library === null || found === null || form !== 'folder') return impossible('nothing newer was found');
    try {
      Object.assign(library, { get, signal: going.signal });
      await library.downloadUpdate();
    } catch (error) {
      return fail(failureOf(error));
    }
    const { archive } = library;
    if (archive === null) return fail({ kind: 'unreachable', text: 'the archive is not there any more' });
    return unpackBeside({ archive, folder, version: found.version, program });
  };

  const install = async (version: string): Promise<Result<null, UpdateFailure>> => {
    if (form !== 'folder') return impossible('nothing was fetched');
    // What was kept elsewhere when it was fetched may have been moved since.
    const why = await whyNotReplaceable(folder, keeps());
    return why === null ? swapFolders({ folder, version, program }) : fail(why);
  };
  return { look, fetch, install, giveUp: () => going.abort() };
};

/** What asks the feed. Of its own means to replace an app none is used. */
const createLibrary = (log: Log, resourcesFolder: string): FolderUpdater => {
  const library = FolderUpdater.make();
  library.updateConfigPath = join(resourcesFolder, 'updates', 'app-update.yml');
  library.autoDownload = false;
  library.autoInstallOnAppQuit = false;
  library.disableWebInstaller = true;
  library.allowDowngrade = false;
  const tell = (text: unknown): void => log.info('updates.library', { text: String(text).split('\n')[0] });
  library.logger = { info: () => undefined, warn: tell, error: tell };
  return library;
};

const formOfApp = (): InstalledForm => {
  const { platform, execPath: program, env: environment } = process;
  return formOf({ platform, isPackaged: app.isPackaged, program, environment, debianFiles: debianFiles() });
};

const debianFiles = (): string | null => {
  try {
    return readFileSync('/var/lib/dpkg/info/watchroom.list', 'utf8');
  } catch {
    return null;
  }
};

const feedOptions = (
  feed: Pick<SignedFeedOptions, 'url' | 'channel' | 'key' | 'get' | 'signal' | 'now' | 'seen'>,
): SignedFeedOptions => ({
  ...feed,
  provider: 'custom',
  updateProvider: SignedFeed as unknown as NonNullable<SignedFeedOptions['updateProvider']>,
});

type Answer = NonNullable<Awaited<ReturnType<AppUpdater['checkForUpdates']>>>;

const answerOf = (
  { currentVersion }: AppUpdater,
  { isUpdateAvailable, updateInfo }: Answer,
  byHand: ByHand | null,
): FeedAnswer => {
  const { version, releaseNotes } = updateInfo;
  if (isUpdateAvailable) return { kind: 'newer', version, notes: notesOf(releaseNotes), byHand };
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
