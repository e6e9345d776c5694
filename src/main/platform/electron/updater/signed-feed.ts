import type { KeyObject } from 'node:crypto';
import type { AppUpdater, ResolvedUpdateFileInfo, UpdateInfo } from 'electron-updater';
import { Provider } from 'electron-updater';
import { type ProviderRuntimeOptions, parseUpdateInfo, resolveFiles } from 'electron-updater/out/providers/Provider.js';
import type { Instant } from '../../../core/time/instant.js';
import { type Get, readText } from './bounded.js';
import { judgeIssue } from './freshness.js';
import { RefusedFeed } from './refused-feed.js';
import type { SeenFeeds } from './seen-feeds.js';
import { signedPart } from './signature.js';

type CustomPublishOptions = Extract<Parameters<AppUpdater['setFeedURL']>[0], { provider: 'custom' }>;

/** Bytes. Notes of a release are a page or two. */
const MOST_DESCRIBED = 256 * 1_024;
/** Milliseconds. */
const DESCRIBED_WITHIN = 20_000;

export interface SignedFeedOptions extends CustomPublishOptions {
  readonly url: string;
  readonly channel: string;
  readonly key: KeyObject;
  readonly get: Get;
  /** Ends the look at once. */
  readonly signal: AbortSignal;
  readonly now: () => Instant;
  readonly seen: SeenFeeds;
}

/** A folder on a web server, of whose description of the newest version not a word is believed before its signature is found good and of now. */
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
    const { get, signal, key, now, seen } = this.options;
    const asking = { get, signal, url: address, within: DESCRIBED_WITHIN, stall: DESCRIBED_WITHIN };
    const signed = signedPart(file, await readText(asking, file, MOST_DESCRIBED), key);
    if (!signed.ok) throw new RefusedFeed(signed.error);
    const described = parseUpdateInfo(signed.value, file, address);
    const issue = judgeIssue(file, described, now(), seen.newest(file));
    if (!issue.ok) throw new RefusedFeed(issue.error);
    await seen.keep(file, issue.value.issued);
    return described;
  }

  override resolveFiles(update: UpdateInfo): ResolvedUpdateFileInfo[] {
    return resolveFiles(update, this.folder);
  }
}
