import { isIP } from 'node:net';
import type { Reading } from '../core/model/reading.js';
import { fail, ok, type Refusal } from '../core/model/result.js';
import type { SiteCheck } from '../core/model/site-look.js';
import type { Clock } from '../core/port/clock.js';
import type { Desk } from '../core/port/desk.js';
import type { Settings } from '../core/port/settings.js';
import type { LookAtSite } from '../core/port/site-look.js';
import { type Duration, seconds } from '../core/time/instant.js';
import { type AskParts, createAskPage } from '../source/http/site/ask.js';
import { type FoundPage, lookAtPages } from '../source/http/site/look.js';
import { parseWebAddress } from '../source/http/web-address.js';
import { startDeadline } from '../source/net/deadline.js';
import { parseTarget } from './parse-target.js';

export interface SiteLookParts extends Pick<AskParts, 'version' | 'patience'> {
  readonly clock: Clock;
  readonly settings: Pick<Settings, 'current'>;
  readonly desk: Pick<Desk, 'tryTarget'>;
  /** Longest time of all the pages together; default 25 s. */
  readonly limit?: Duration;
}

const LIMIT = seconds(25);

/** Looks at a site's pages as a visitor, and at its certificate and name as the watch would, and proposes what answered as checks. */
export const createLookAtSite =
  (parts: SiteLookParts): LookAtSite =>
  async (text) => {
    const parsed = parseWebAddress(text);
    if (!parsed.ok) return fail(refusal(`That ${parsed.error}.`));
    const url = parsed.value;
    url.hash = '';
    if (url.username !== '') return fail(refusal('Give the address without a name and a password.'));
    const deadline = startDeadline(parts.clock, parts.limit ?? LIMIT, []);
    try {
      const ask = createAskPage({ ...parts, signal: deadline.signal });
      const [site, grounds] = await Promise.all([lookAtPages(url, ask), groundsOf(url, parts)]);
      const pages = [pageCheck(site.first, 'first'), ...site.pages.map((page) => pageCheck(page, 'other'))];
      const checks = [...pages, ...grounds, ...site.files.map(fileCheck)];
      return ok({ url: url.href, origin: site.at.origin, problem: site.problem, checks: withIds(checks, parts) });
    } finally {
      deadline.stop();
    }
  };

const refusal = (message: string): Refusal => ({ code: 'bad-input', message, field: 'url' });

const pageCheck = ({ url, name, why, isWell, text }: FoundPage, which: 'first' | 'other'): SiteCheck => ({
  kind: 'page',
  item: {
    id: which === 'first' ? 'home' : url.pathname,
    name: which === 'first' ? 'Home' : name,
    url: url.href,
    every: which === 'first' ? '60s' : '2m',
    ...(which === 'first' ? { assets: true } : {}),
  },
  watches:
    which === 'first'
      ? 'Watches that the page answers, how fast, and that its style sheets, scripts and images load. Once a minute.'
      : 'Watches that the page answers, and how fast. Every 2 min.',
  why,
  found: { isWell, text },
});

const fileCheck = ({ url, name, why, isWell, text }: FoundPage): SiteCheck => ({
  kind: 'file',
  item: { id: name, name, url: url.href, every: '1h', expect: { status: '200' } },
  watches: 'Watches that the file is there. Once an hour.',
  why,
  found: { isWell, text },
});

/** What the site stands on: its certificate where it has one, its name where it is not an address. */
const groundsOf = async (url: URL, { desk }: SiteLookParts): Promise<readonly SiteCheck[]> => {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const isNamed = isIP(host) === 0 && host.includes('.');
  const wanted = [...(url.protocol === 'https:' ? [certificateOf(host, url)] : []), ...(isNamed ? [nameOf(host)] : [])];
  return Promise.all(wanted.map(async (check) => ({ ...check, found: await foundBy(check.item, desk) })));
};

type Ground = Omit<SiteCheck, 'found'>;

const certificateOf = (host: string, { port }: URL): Ground => ({
  kind: 'certificate',
  item: {
    ...{ id: 'certificate', name: 'Certificate', kind: 'tls', host, port: port === '' ? 443 : Number(port), every: '1h' },
    expect: { certificateDays: 14 },
  },
  watches: 'Watches that the certificate is trusted, is of this name, and has 14 days left. Once an hour.',
  why: 'Without it browsers warn visitors away.',
});

const nameOf = (host: string): Ground => ({
  kind: 'name',
  item: { id: 'dns', name: 'Name', kind: 'dns', host, every: '5m' },
  watches: `Watches that name servers know ${host}. Every 5 min.`,
  why: 'Without it nobody finds the site.',
});

/** Once and not for long, unlike the watch, which makes sure. */
const foundBy = async (item: Ground['item'], desk: Pick<Desk, 'tryTarget'>): Promise<SiteCheck['found']> => {
  const target = parseTarget({ ...item, timeout: '5s', confirm: { tries: 1 } });
  return target.ok ? sayOf(await desk.tryTarget(target.value)) : { isWell: false, text: target.error.message };
};

const sayOf = ({ outcome }: Reading): SiteCheck['found'] => {
  if (outcome.kind !== 'answered') return { isWell: false, text: outcome.text };
  const [problem] = outcome.problems;
  return { isWell: problem === undefined, text: problem?.text ?? 'answered well' };
};

/** Ids and names that nothing else has, neither a target that is there nor another of these. */
const withIds = (checks: readonly SiteCheck[], { settings }: SiteLookParts): readonly SiteCheck[] => {
  const taken = new Set(settings.current().config.targets.map(({ id }) => String(id)));
  return checks.map((check) => {
    const id = freeId(check.item.id, taken);
    taken.add(id);
    return { ...check, item: { ...check.item, id } };
  });
};

const freeId = (wanted: string, taken: ReadonlySet<string>): string => {
  const plain =
    wanted
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .slice(0, 60)
      .replaceAll(/^-+|-+$/g, '') || 'page';
  if (!taken.has(plain)) return plain;
  let n = 2;
  while (taken.has(`${plain}-${n}`)) n += 1;
  return `${plain}-${n}`;
};
