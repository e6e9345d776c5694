import type { Measure } from '../../core/model/reading.js';
import type { PageRequest } from './ledger.js';
import type { PageSight } from './observer.js';
import type { IsOwn } from './party.js';

/** A page that was loaded to its end. */
export interface LoadedPage {
  readonly requests: readonly PageRequest[];
  /** When its load event came, in seconds on the clock of the requests. */
  readonly loadedAt: number;
  readonly sight: PageSight;
  readonly consoleErrors: number;
}

/** The numbers of a load. `degraded`: the desk was too hard pressed to time anything, so only sizes and counts are told. */
export const measuresOf = (page: LoadedPage, isOwn: IsOwn, timing: 'trusted' | 'degraded'): readonly Measure[] => [
  ...sizes(page),
  ...counts(page, isOwn),
  ...(timing === 'trusted' ? timings(page.sight) : []),
];

const sizes = ({ requests, loadedAt, sight }: LoadedPage): readonly Measure[] => {
  const scripts = ofType(requests, 'Script');
  const styles = ofType(requests, 'Stylesheet');
  const critical = styles.filter(({ askedFor }) => sight.blocking.includes(askedFor));
  const { all, head } = sight.inlineStyle;
  return [
    { name: 'page_javascript_initial_bytes', value: bytes(scripts.filter(({ startedAt }) => startedAt < loadedAt)) },
    { name: 'page_javascript_bytes', value: bytes(scripts) },
    { name: 'page_css_critical_bytes', value: bytes(critical) + head },
    { name: 'page_css_bytes', value: bytes(styles) + all },
    { name: 'page_image_bytes', value: bytes(ofType(requests, 'Image')) },
    { name: 'page_weight_bytes', value: bytes(requests) },
    ...hero(requests, sight),
  ];
};

/** Where a text is the largest thing painted, no picture is: it weighs nothing. Of a page without any paint nothing is known. */
const hero = (requests: readonly PageRequest[], { hero: picture, fcp }: PageSight): readonly Measure[] =>
  fcp === null
    ? []
    : [
        {
          name: 'page_hero_image_bytes',
          value: bytes(requests.filter(({ url, askedFor }) => picture === url || picture === askedFor)),
        },
      ];

const counts = ({ requests, consoleErrors }: LoadedPage, isOwn: IsOwn): readonly Measure[] => {
  const failed = requests.filter(hasFailed);
  const own = failed.filter(({ url }) => isOwn(url)).length;
  return [
    { name: 'page_requests', value: requests.length },
    { name: 'page_third_party_requests', value: requests.filter(({ url }) => !isOwn(url)).length },
    { name: 'page_failed_requests', labels: { party: 'first' }, value: own },
    { name: 'page_failed_requests', labels: { party: 'third' }, value: failed.length - own },
    { name: 'page_console_errors', value: consoleErrors },
  ];
};

const timings = ({ ttfb, fcp, lcp, cls }: PageSight): readonly Measure[] => [
  ...known('page_ttfb_seconds', ttfb),
  ...known('page_fcp_seconds', fcp),
  ...known('page_lcp_seconds', lcp),
  ...known('page_cls', cls),
];

const known = (name: string, value: number | null): readonly Measure[] => (value === null ? [] : [{ name, value }]);

const hasFailed = ({ failure, status }: PageRequest): boolean => failure !== null || (status ?? 0) >= 400;

const ofType = (requests: readonly PageRequest[], type: string): readonly PageRequest[] =>
  requests.filter((request) => request.type === type);

const bytes = (requests: readonly PageRequest[]): number => requests.reduce((sum, request) => sum + request.bytes, 0);
