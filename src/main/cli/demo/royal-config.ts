import { BUILDS_PATH } from './builds.js';
import { type PageLoads, pagesText } from './config.js';
import type { DemoSite } from './site.js';

export interface RoyalOptions {
  /** Whether this machine is watched beside the site. */
  readonly host: 'watched' | 'left-out';
  readonly loads: PageLoads;
}

/** A document that watches the demo site by the royal client standard, with a source for all that its rules look at. */
export const royalDemoConfig = (
  { url, httpsUrl, panelUrl }: Pick<DemoSite, 'url' | 'httpsUrl' | 'panelUrl'>,
  { host, loads }: RoyalOptions,
): string => `# The demo by the royal client standard.
version: 1
site: { name: Albion Tutors, url: "${url}" }
profile: royal-client
targets:
  - { id: home, url: "${url}", assets: true, labels: { page: home } }
  - { id: tutors, url: "${url}tutors", labels: { page: tutors } }
  - { id: inquiry, url: "${url}inquiry", labels: { page: inquiry } }
  - { id: booking, url: "${url}booking", labels: { page: booking } }
  - { id: secure, url: "${httpsUrl}", labels: { page: secure } }
  - { id: port, kind: tcp, host: ${new URL(url).hostname}, port: ${new URL(url).port} }
sources:
  host: { enabled: ${host === 'watched'} }
${pagesText(url, loads)}  ingest: {}
  builds: { github: { owner: albion, repository: site, url: "${new URL(panelUrl).origin}${BUILDS_PATH}" } }
business: { values: { inquiry: 40, booking: 250 }, opportunity: 400000 }
channels:
  desktop: { enabled: true }
`;
