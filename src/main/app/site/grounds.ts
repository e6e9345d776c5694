import { isIP } from 'node:net';
import type { Reading } from '../../core/model/reading.js';
import type { SiteCheck } from '../../core/model/site-look.js';
import type { Desk } from '../../core/port/desk.js';
import { parseTarget } from '../parse-target.js';
import type { FoundCheck } from './checks.js';

export interface GroundParts {
  readonly desk: Pick<Desk, 'tryTarget'>;
}

type Ground = Omit<FoundCheck, 'found'>;

/**
 * What a site stands on: certificates and names. Of the host that answers in the end, and, where the address that was given sends
 * visitors on from another one, of that one, too: without it they never arrive.
 */
export const groundsOf = async (given: URL, at: URL, { desk }: GroundParts): Promise<readonly FoundCheck[]> => {
  const hosts = given.hostname === at.hostname ? [at] : [at, given];
  const wanted = [...hosts.flatMap((url) => certificateOf(url, at)), ...hosts.flatMap((url) => nameOf(url, at))];
  return Promise.all(wanted.map(async (check) => ({ ...check, found: await foundBy(check.item, desk) })));
};

/** None where it is not asked for one. */
const certificateOf = (url: URL, at: URL): readonly Ground[] => {
  if (url.protocol !== 'https:') return [];
  const host = hostOf(url);
  return [
    {
      kind: 'certificate',
      item: {
        ...{ id: 'certificate', name: calledOf('Certificate', url, at), kind: 'tls', host },
        ...{ port: url.port === '' ? 443 : Number(url.port), every: '1h', expect: { certificateDays: 14 } },
      },
      watches: 'Watches that the certificate is trusted, is of this name, and has 14 days left. Once an hour.',
      why:
        url === at
          ? 'Without it browsers warn visitors away.'
          : `Visitors of ${host} are warned away without it, before they are sent on.`,
    },
  ];
};

/** None where it is an address, or known on this machine alone. */
const nameOf = (url: URL, at: URL): readonly Ground[] => {
  const host = hostOf(url);
  if (isIP(host) !== 0 || !host.includes('.')) return [];
  return [
    {
      kind: 'name',
      item: { id: 'dns', name: calledOf('Name', url, at), kind: 'dns', host, every: '5m' },
      watches: 'Watches that name servers know the name. Every 5 min.',
      why: url === at ? 'Without it nobody finds the site.' : `Without it nobody who types ${host} is sent on to the site.`,
    },
  ];
};

const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '');

const calledOf = (what: string, url: URL, at: URL): string => (url === at ? what : `${what} of ${hostOf(url)}`);

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
