import type { KeyObject } from 'node:crypto';
import type { AppUpdater, ResolvedUpdateFileInfo, UpdateInfo } from 'electron-updater';
import { Provider } from 'electron-updater';
import { type ProviderRuntimeOptions, parseUpdateInfo, resolveFiles } from 'electron-updater/out/providers/Provider.js';
import { signedPart } from './signature.js';

type CustomPublishOptions = Extract<Parameters<AppUpdater['setFeedURL']>[0], { provider: 'custom' }>;

/** What came is not what the maker of this app signed. */
export class RefusedFeed extends Error {
  override readonly name = 'RefusedFeed';
}

export interface SignedFeedOptions extends CustomPublishOptions {
  readonly url: string;
  readonly channel: string;
  readonly key: KeyObject;
}

/** A folder on a web server, of whose description of the newest version not a word is believed before its signature is found good. */
export class SignedFeed extends Provider<UpdateInfo> {
  private readonly options: SignedFeedOptions;
  private readonly folder: URL;

  constructor(options: CustomPublishOptions, _: AppUpdater, runtime: ProviderRuntimeOptions) {
    super(runtime);
    this.options = options as SignedFeedOptions;
    this.folder = new URL(`${this.options.url}/`);
  }

  override async getLatestVersion(): Promise<UpdateInfo> {
    const file = `${this.getCustomChannelName(this.options.channel)}.yml`;
    const address = new URL(file, this.folder);
    const text = (await this.httpRequest(address, { 'cache-control': 'no-cache' })) ?? '';
    const signed = signedPart(file, text, this.options.key);
    if (!signed.ok) throw new RefusedFeed(signed.error);
    return parseUpdateInfo(signed.value, file, address);
  }

  override resolveFiles(update: UpdateInfo): ResolvedUpdateFileInfo[] {
    return resolveFiles(update, this.folder);
  }
}
