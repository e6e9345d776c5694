import { BaseUpdater } from 'electron-updater';
import type { DownloadExecutorResult, DownloadUpdateOptions } from 'electron-updater/out/AppUpdater.js';
import { type Get, type SignedFile, saveFile } from './bounded.js';
import { RefusedFeed } from './refused-feed.js';

/** Milliseconds: an hour for all, a minute for the next part of it. */
const FETCHED_WITHIN = 3_600_000;
const STALL = 60_000;

/**
 * Looks for newer versions, whatever form the app has; and fetches the archive of one for the app that runs from a plain folder.
 * Unpacking and swapping are done beside it.
 */
export class FolderUpdater extends BaseUpdater {
  get: Get = fetch;
  /** Ends a download at once. */
  signal: AbortSignal = new AbortController().signal;

  /** The library keeps its constructor to those who inherit. */
  static make(): FolderUpdater {
    return new FolderUpdater();
  }

  /** Where the archive lies that was fetched last and whose checksum was right. */
  get archive(): string | null {
    return this.installerPath;
  }

  protected override doDownloadUpdate(options: DownloadUpdateOptions): Promise<DownloadExecutorResult> {
    const { provider, info } = options.updateInfoAndProvider;
    const found = provider.resolveFiles(info).find(({ url }) => url.pathname.endsWith('.tar.gz'));
    if (found === undefined) throw new RefusedFeed(`the feed has no .tar.gz of version ${info.version}`);
    const { size, sha512 } = found.info;
    if (!size || !sha512) throw new RefusedFeed(`the feed says of version ${info.version} neither its size nor its SHA-512`);
    const signed: SignedFile = { name: found.url.pathname.split('/').at(-1) ?? '', size, sha512 };
    const asking = { get: this.get, url: found.url, signal: this.signal, within: FETCHED_WITHIN, stall: STALL };
    return this.executeDownload({
      fileExtension: 'tar.gz',
      fileInfo: found,
      downloadUpdateOptions: options,
      task: (file) => saveFile(asking, signed, file),
    });
  }

  protected override doInstall(): boolean {
    return false;
  }
}
