import type { SiteCheck, SiteLook } from '../../src/preload/contract/views.js';

const well = { isWell: true, text: 'answered 200' };

const page = (id: string, name: string, url: string, why: string, found = well): SiteCheck => ({
  watchedBy: null,
  kind: 'page',
  item: { id, name, url, every: id === 'home' ? '60s' : '2m' },
  watches:
    id === 'home'
      ? 'Watches that the page answers, how fast, and that its style sheets, scripts and images load. Once a minute.'
      : 'Watches that the page answers, and how fast. Every 2 min.',
  why,
  found,
});

const certificate = (host: string, name = 'Certificate', why = 'Without it browsers warn visitors away.'): SiteCheck => ({
  watchedBy: null,
  kind: 'certificate',
  item: { id: name === 'Certificate' ? 'certificate' : 'certificate-2', name, kind: 'tls', host, port: 443, every: '1h' },
  watches: 'Watches that the certificate is trusted, is of this name, and has 14 days left. Once an hour.',
  why,
  found: { isWell: true, text: 'answered well' },
});

const named = (host: string, name = 'Name', why = 'Without it nobody finds the site.'): SiteCheck => ({
  watchedBy: null,
  kind: 'name',
  item: { id: name === 'Name' ? 'dns' : 'dns-2', name, kind: 'dns', host, every: '5m' },
  watches: 'Watches that name servers know the name. Every 5 min.',
  why,
  found: { isWell: true, text: 'answered well' },
});

const file = (origin: string, name: string, path: string, why: string, found = well): SiteCheck => ({
  watchedBy: null,
  kind: 'file',
  item: { id: path.slice(1), name, url: `${origin}${path}`, every: '1h' },
  watches: 'Watches that the file is there. Once an hour.',
  why,
  found,
});

const home = (url: string, found = well) => page('home', 'Home', url, 'The address that you gave.', found);

const usual = (origin: string): readonly SiteCheck[] => [
  home(`${origin}/`),
  page('book', 'Book a lesson', `${origin}/book`, 'Visitors book here.'),
  page('contact', 'Contact', `${origin}/contact`, 'Visitors get in touch here.'),
  page('prices', 'Prices', `${origin}/prices`, 'Visitors compare prices here.', { isWell: false, text: 'answered 500' }),
  certificate('www.example.org'),
  named('www.example.org'),
];

/** As many as a look ever proposes, of a site that moved to its other name. */
const many = (url: string): readonly SiteCheck[] => {
  const [host, at] = [new URL(url).host, `https://www.${new URL(url).host}`];
  const long = 'Book a trial lesson with one of our tutors in London, Oxford, Cambridge or online';
  return [
    home(url, { isWell: true, text: `answered 200 at ${at}/` }),
    page(
      'book',
      long,
      `${at}/tutors/london/mathematics/advanced-level/book-a-trial-lesson-with-a-tutor`,
      'Visitors book here.',
    ),
    page('checkout', 'Basket', `${at}/checkout`, 'Visitors buy here.'),
    page('contact', 'Contact', `${at}/contact`, 'Visitors get in touch here.', {
      isWell: false,
      text: `sends visitors on to https://forms.example.net/contact/${'x'.repeat(60)}, another site`,
    }),
    page('register', 'Register', `${at}/register`, 'Visitors sign up here.'),
    page('login', 'Sign in', `${at}/login`, 'Visitors sign in here.'),
    page('prices', 'Prices', `${at}/prices`, 'Visitors compare prices here.', { isWell: false, text: 'answered 500' }),
    page('ask', 'Ask us', `${at}/ask`, 'It has a form that visitors fill in.'),
    certificate(`www.${host}`),
    certificate(host, `Certificate of ${host}`, `Visitors of ${host} are warned away without it, before they are sent on.`),
    named(`www.${host}`),
    named(host, `Name of ${host}`, `Without it nobody who types ${host} is sent on to the site.`),
    file(at, 'robots.txt', '/robots.txt', 'It tells search engines what they may read.'),
    file(at, 'Sitemap', '/maps/all.xml', 'Search engines find the site’s pages by it: robots.txt names it.', {
      isWell: false,
      text: 'answered 404',
    }),
  ];
};

/** By the address's first word: `down` does not answer, `many` has all there can be, `single` a page alone, `known` is watched already. */
export const scriptedSiteLook = (url: string): SiteLook => {
  const { origin, hostname } = new URL(url);
  switch (hostname.split('.')[0]) {
    case 'down': {
      const problem = `nothing listens at ${hostname}:443`;
      return { url, origin, problem, checks: [home(url, { isWell: false, text: problem })] };
    }
    case 'many':
      return { url, origin: `https://www.${hostname}`, problem: null, checks: many(url) };
    case 'single':
      return { url, origin, problem: null, checks: [home(url), certificate(hostname), named(hostname)] };
    case 'known':
      return { url, origin, problem: null, checks: usual(origin).map((check) => ({ ...check, watchedBy: check.item.name })) };
    default:
      return { url, origin, problem: null, checks: usual(origin) };
  }
};
