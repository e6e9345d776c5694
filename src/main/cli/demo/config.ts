import type { DemoSite } from './site.js';

/** The parts of a site that a configuration needs. */
export type WatchedSite = Pick<DemoSite, 'url' | 'httpsUrl'>;

/** Whether the site's pages are also loaded in a browser; `unsandboxed`: by root, for whom a browser has no sandbox. */
export type PageLoads = 'none' | 'sandboxed' | 'unsandboxed';

/** A configuration document that watches the demo site, impatient enough that a fault is seen within 15 seconds. */
export const demoConfig = (
  { url, httpsUrl }: WatchedSite,
  loads: PageLoads = 'none',
): string => `# The demo: a small site on this machine that can be broken on purpose.
version: 1
site: { name: Albion Tutors, url: "${url}", timeZone: Europe/London, currency: GBP, locale: en-GB }
profile: none
targets:
${TARGETS.map((target) => targetText(target, target.secure ? httpsUrl : url)).join('')}sources:
  host: {}
${pagesText(url, loads)}rules:
${RULES}channels:
  desktop: { enabled: true, sound: true }
`;

/** The demo site's pages as a source of the document; nothing where they are not loaded. */
export const pagesText = (url: string, loads: PageLoads): string =>
  loads === 'none'
    ? ''
    : `  page:
    urls: [${PAGES.map((path) => `"${url}${path}"`).join(', ')}]
    every: 2m
    allowUnsandboxed: ${loads === 'unsandboxed'}
`;

const PAGES = ['', 'tutors', 'inquiry', 'booking'];

interface WatchedTarget {
  readonly id: string;
  readonly path: string;
  readonly expect: string;
  readonly assets?: true;
  readonly secure?: true;
}

const TARGETS: readonly WatchedTarget[] = [
  { id: 'home', path: '', expect: `{ status: "200", body: 'contains("Book a lesson")' }`, assets: true },
  { id: 'tutors', path: 'tutors', expect: `{ status: "200", body: 'contains("Our tutors")' }` },
  { id: 'inquiry', path: 'inquiry', expect: `{ status: "200", body: 'contains("Send inquiry")' }` },
  { id: 'booking', path: 'booking', expect: `{ status: "200", body: 'contains("Confirm booking")' }` },
  { id: 'health', path: 'health', expect: `{ status: "200", json: "$.status == 'ok'" }` },
  { id: 'forms', path: 'health', expect: `{ json: "$.forms.recentFailureRatio <= 0.05" }` },
  { id: 'secure', path: '', expect: `{ status: "200", certificateDays: 14 }`, secure: true },
];

const targetText = ({ id, path, expect, assets }: WatchedTarget, base: string): string => `  - id: ${id}
    url: ${base}${path}
    every: 5s
    timeout: 2s
    confirm: { tries: 2, wait: 500ms }
    expect: ${expect}
${assets ? '    assets: true\n' : ''}    labels: { page: ${id} }
`;

const RULES = `  - id: site-down
    name: Site down
    severity: critical
    category: availability
    impact: high
    when: { metric: up, match: { target: "=~home|tutors|inquiry|booking" }, below: 1 }
    resolve: { auto: true, after: 10s, goodReadings: 2 }
    businessImpact: Parents cannot reach this page.
    playbook: site-down
  - id: forms-fail
    name: Forms fail
    severity: critical
    category: business
    impact: high
    when: { metric: up, match: { target: forms }, below: 1 }
    for: 5s
    resolve: { auto: true, after: 10s, goodReadings: 2 }
    businessImpact: Inquiries and bookings are being lost.
  - id: backend-unhealthy
    name: Backend unhealthy
    severity: critical
    category: availability
    impact: medium
    when: { metric: up, match: { target: health }, below: 1 }
    resolve: { auto: true, after: 10s, goodReadings: 2 }
    businessImpact: Lessons cannot be put into the diary.
    playbook: site-down
  - id: secure-site-down
    name: Secure site down
    severity: critical
    category: availability
    impact: high
    when: { metric: up, match: { target: secure }, below: 1 }
    resolve: { auto: true, after: 10s, goodReadings: 2 }
    businessImpact: Browsers warn parents away from the site.
    playbook: site-down
  - id: slow-pages
    name: Slow pages
    severity: warning
    category: performance
    when: { metric: http_response_seconds, match: { target: "=~home|tutors|inquiry|booking" }, above: 1 }
    for: 10s
    clear: { below: 0.5 }
    resolve: { auto: true, after: 10s, goodReadings: 2 }
    playbook: slow-page-loads
  - id: page-assets-fail
    name: Page assets fail
    severity: warning
    category: performance
    when: { metric: asset_failures, above: 0 }
    for: 5s
    resolve: { auto: true, after: 10s, goodReadings: 2 }
    playbook: asset-loading-failures
  - id: certificate-ends
    name: Certificate ends soon
    severity: warning
    category: availability
    when: { metric: http_certificate_expiry_seconds, below: 1209600 }
    resolve: { auto: true, after: 10s, goodReadings: 2 }
    playbook: certificate-expiry
`;
