import { BaseUpdater } from 'electron-updater';
import type { DownloadExecutorResult, DownloadUpdateOptions } from 'electron-updater/out/AppUpdater.js';
import { RefusedFeed } from './signed-feed.js';

interface WithExecutor {
  readonly httpExecutor: { download(url: URL, file: string, options: object): Promise<unknown> };
}

/** Fetches the archive of a version for the app that runs from a plain folder; unpacking and swapping are done beside it. */
export class FolderUpdater extends BaseUpdater {
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
    // The library's declarations keep it to itself; its own updaters for Linux fetch by the very same call.
    const { httpExecutor } = this as unknown as WithExecutor;
    return this.executeDownload({
      fileExtension: 'tar.gz',
      fileInfo: found,
      downloadUpdateOptions: options,
      task: (file, downloading) => httpExecutor.download(found.url, file, downloading),
    });
  }

  protected override doInstall(): boolean {
    return false;
  }
}
