import type { AssetFacts } from '../../../core/model/reading.js';
import type { Result } from '../../../core/model/result.js';
import type { Clock } from '../../../core/port/clock.js';
import { type Failure, isConnectionFailure } from '../../net/failure.js';
import type { Turnstile } from '../../net/turnstile.js';
import type { Wire } from '../exchange.js';
import { follow, isRedirect, type Trail } from '../follow.js';
import { isWeb, shownAddress } from '../web-address.js';
import { type AssetKind, type AssetReference, scanCss } from './scan-css.js';
import { scanHtml } from './scan-html.js';

/** Failures of one host's assets in one look. */
export interface HostFailures {
  readonly host: string;
  readonly failures: number;
}

export interface AssetCheck {
  readonly facts: AssetFacts;
  readonly hosts: readonly HostFailures[];
  /** What was left out and why, for people. */
  readonly note: string | null;
}

export interface AssetRequest {
  readonly page: Trail;
  /** The configured address: its credentials go to assets of the same origin, as a browser's would. */
  readonly first: URL;
  /** Its signal is the deadline of all assets together. */
  readonly wire: Omit<Wire, 'useBody' | 'accept'>;
  readonly turnstile: Turnstile;
  /** An asset that was cut off counts as failed once it has taken this long, in milliseconds; else it was not checked. */
  readonly patience: number;
}

/** Most assets that one look fetches; a page with more says so in the note. */
const MAX_ASSETS = 150;
/** Most hosts: looking up names that do not answer takes the time of those that do. */
const MAX_HOSTS = 30;
/** As many at once as a browser opens to one host. */
const AT_ONCE = 6;
/** How far style sheets may import each other. */
const MAX_DEPTH = 3;
/** Longest text that is scanned, in characters: the scan holds up the event loop. */
const MAX_SCANNED = 2_000_000;

interface Asset {
  readonly url: URL;
  readonly kind: AssetKind;
  readonly depth: number;
}

type Verdict = { readonly kind: 'good' } | { readonly kind: 'failed'; readonly why: string } | { readonly kind: 'unchecked' };

/** Fetches what a page refers to and says what of it fails. Comes after the page itself, so that it cannot slow the page's own timing. */
export const checkAssets = async (request: AssetRequest): Promise<AssetCheck> => {
  const queue = createQueue();
  const { base, references } = scanHtml(textOf(request.page));
  queue.add(references, baseOf(base, request.page.url), 0);
  const verdicts: { readonly asset: Asset; readonly verdict: Verdict }[] = [];
  const work = async (): Promise<void> => {
    for (let asset = queue.next(); asset !== undefined; asset = queue.next()) {
      verdicts.push({ asset, verdict: await judge(asset, request, queue.add) });
    }
  };
  // A style sheet may add more while others have run dry: rounds go on until nothing is left.
  while (queue.size() > 0) await Promise.all(Array.from({ length: Math.min(AT_ONCE, queue.size()) }, work));
  const checked = verdicts.filter(({ verdict }) => verdict.kind !== 'unchecked');
  const failed = checked.flatMap(({ asset, verdict }) =>
    verdict.kind === 'failed' ? [{ url: shownAddress(asset.url), why: verdict.why, host: asset.url.host }] : [],
  );
  return {
    facts: { checked: checked.length, failed: failed.map(({ url, why }) => ({ url, why })) },
    hosts: countByHost(
      checked.map(({ asset }) => asset.url.host),
      failed.map(({ host }) => host),
    ),
    note: noteOf(queue.leftOut(), verdicts.length - checked.length),
  };
};

const textOf = (trail: Trail): string => (trail.answer.content ?? Buffer.alloc(0)).toString('utf8').slice(0, MAX_SCANNED);

const baseOf = (base: string | null, page: URL): URL =>
  base !== null && URL.canParse(base, page.href) ? new URL(base, page) : page;

interface Queue {
  readonly add: (references: readonly AssetReference[], base: URL, depth: number) => void;
  readonly next: () => Asset | undefined;
  readonly size: () => number;
  readonly leftOut: () => number;
}

const createQueue = (): Queue => {
  const seen = new Set<string>();
  const hosts = new Set<string>();
  const waiting: Asset[] = [];
  let leftOut = 0;
  const add = (references: readonly AssetReference[], base: URL, depth: number): void => {
    for (const { href, kind } of references) {
      const url = addressOf(href, base);
      if (url === null || seen.has(url.href)) continue;
      const isFull = seen.size >= MAX_ASSETS || (hosts.size >= MAX_HOSTS && !hosts.has(url.hostname));
      if (isFull) leftOut += 1;
      else {
        seen.add(url.href);
        hosts.add(url.hostname);
        waiting.push({ url, kind, depth });
      }
    }
  };
  return { add, next: () => waiting.shift(), size: () => waiting.length, leftOut: () => leftOut };
};

const addressOf = (href: string, base: URL): URL | null => {
  if (!URL.canParse(href, base.href)) return null;
  const url = new URL(href, base);
  url.hash = '';
  url.username = '';
  url.password = '';
  return isWeb(url) ? url : null;
};

const judge = async (asset: Asset, request: AssetRequest, add: Queue['add']): Promise<Verdict> => {
  if (request.wire.signal.aborted) return { kind: 'unchecked' };
  const { clock } = request.wire;
  const startedAt = clock.monotonic();
  const got = await fetchTwice(asset, request);
  if (!got.ok) return judgeFailure(got.error, elapsed(clock, startedAt), request);
  const { status, headers, content } = got.value.answer;
  if (status >= 400) return { kind: 'failed', why: `answered ${status}` };
  if (got.value.problem !== null) return { kind: 'failed', why: got.value.problem.text };
  if (asset.kind !== 'style') return { kind: 'good' };
  if ((headers['content-type'] ?? '').startsWith('text/html')) {
    return { kind: 'failed', why: 'came as a page (text/html) instead of a style sheet' };
  }
  const css = (content ?? Buffer.alloc(0)).toString('utf8').slice(0, MAX_SCANNED);
  if (asset.depth < MAX_DEPTH) add(scanCss(css), got.value.url, asset.depth + 1);
  return { kind: 'good' };
};

const elapsed = (clock: Clock, since: number): number => clock.monotonic() - since;

const judgeFailure = (failure: Failure, took: number, { wire, patience }: AssetRequest): Verdict => {
  if (failure.kind === 'local') return { kind: 'unchecked' };
  // It is there and comes; that it is larger than a look wants to read is not its fault.
  if (failure.code === 'too-large') return { kind: 'good' };
  if (wire.signal.aborted && took < patience) return { kind: 'unchecked' };
  return { kind: 'failed', why: failure.text };
};

/** A connection that fails once may be chance, and one picture is not worth an alarm: it is asked again at once. */
const fetchTwice = async (asset: Asset, request: AssetRequest): Promise<Result<Trail, Failure>> => {
  const got = await fetchAsset(asset, request);
  const isAgain = !got.ok && isConnectionFailure(got.error) && !request.wire.signal.aborted;
  return isAgain ? fetchAsset(asset, request) : got;
};

const ACCEPT: Readonly<Record<AssetKind, string>> = {
  style: 'text/css,*/*;q=0.1',
  script: '*/*',
  image: 'image/*,*/*;q=0.8',
  font: '*/*',
};

const fetchAsset = async ({ url, kind }: Asset, { wire, first, turnstile }: AssetRequest): Promise<Result<Trail, Failure>> => {
  await turnstile.pass();
  const address = new URL(url);
  if (url.origin === first.origin) {
    address.username = first.username;
    address.password = first.password;
  }
  const useBody: Wire['useBody'] = (status, headers) => {
    if (isRedirect(status) && headers.location !== undefined) return 'skip';
    return kind === 'style' ? 'keep' : 'count';
  };
  return follow(address, { ...wire, accept: ACCEPT[kind], useBody }, true);
};

const countByHost = (checked: readonly string[], failed: readonly string[]): readonly HostFailures[] => {
  const counts = new Map(checked.map((host) => [host, 0]));
  for (const host of failed) counts.set(host, (counts.get(host) ?? 0) + 1);
  return [...counts].map(([host, failures]) => ({ host, failures }));
};

const noteOf = (leftOut: number, unchecked: number): string | null => {
  const parts = [
    leftOut > 0 ? `${leftOut} assets left out: at most ${MAX_ASSETS} of ${MAX_HOSTS} hosts are checked` : '',
    unchecked > 0 ? `${unchecked} assets not checked in time` : '',
  ].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join('; ');
};
