import type { SiteCheck, SiteLook } from '../../src/preload/contract/views.js';

const well = { isWell: true, text: 'answered 200' };

const page = (id: string, name: string, url: string, why: string, found = well): SiteCheck => ({
  watchedBy: null,
  kind: 'page',
  item: { id, name, url, every: id === 'home' ? '60s' : '2m' },
  watches: 'Watches that the page answers, and how fast. Every 2 min.',
  why,
  found,
});

const checksOf = (origin: string): readonly SiteCheck[] => [
  page('home', 'Home', `${origin}/`, 'The address that you gave.'),
  page('book', 'Book a lesson', `${origin}/book`, 'Visitors book here.'),
  page('contact', 'Contact', `${origin}/contact`, 'Visitors get in touch here.'),
  page('prices', 'Prices', `${origin}/prices`, 'Visitors compare prices here.', { isWell: false, text: 'answered 500' }),
  {
    watchedBy: null,
    kind: 'certificate',
    item: { id: 'certificate', name: 'Certificate', kind: 'tls', host: 'www.example.org', port: 443, every: '1h' },
    watches: 'Watches that the certificate is trusted, is of this name, and has 14 days left. Once an hour.',
    why: 'Without it browsers warn visitors away.',
    found: { isWell: true, text: 'answered well' },
  },
  {
    watchedBy: null,
    kind: 'name',
    item: { id: 'dns', name: 'Name', kind: 'dns', host: 'www.example.org', every: '5m' },
    watches: 'Watches that name servers know www.example.org. Every 5 min.',
    why: 'Without it nobody finds the site.',
    found: { isWell: true, text: 'answered well' },
  },
];

/** A site with a page that fails; where the address says `down`, nothing answers. */
export const scriptedSiteLook = (url: string): SiteLook => {
  const { origin, hostname } = new URL(url);
  if (!hostname.startsWith('down')) return { url, origin, problem: null, checks: checksOf(origin) };
  const problem = `nothing listens at ${hostname}:443`;
  const alone = page('home', 'Home', url, 'The address that you gave.', { isWell: false, text: problem });
  return { url, origin, problem, checks: [alone] };
};
