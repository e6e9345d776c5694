/** One line for the collector, as the desk's ingest reads it. */
type Line = Readonly<Record<string, string | number | boolean | undefined>>;

/** What a metric of the web-vitals library has that is sent. `part`: where most of the time went. */
export interface Measured {
  readonly name: string;
  readonly value: number;
  readonly id: string;
  readonly part?: string | undefined;
}

const MOST_ERRORS = 10;

/** An input that leads away from the page is the last one: the library may have no idle moment left in which to say it at the end. */
export const EVERY_CHANGE = { reportAllChanges: true };

/**
 * Watches one page view and sends what it saw: Web Vitals, load time, errors, and what the page itself says. No cookie, no storage,
 * nothing that tells one visitor from another. What is sent leaves when the page is hidden, for then nothing comes after it.
 */
export const startVisit = (script: HTMLScriptElement | null): ((measured: Measured) => void) => {
  const endpoint = endpointOf(script);
  const where = { page: location.pathname, device: deviceOf(), connection: connectionOf(), variant: variantOf(script) };
  let queue: Line[] = [];
  let errors = 0;
  let isSaid = false;
  let wasSeen = document.visibilityState === 'visible';

  const add = (line: Line): void => {
    // The newest value of a measurement is the one that counts.
    queue = queue.filter(({ id }) => id === undefined || id !== line.id);
    queue.push({ ...where, ...line });
  };

  const flush = (): void => {
    if (endpoint === null || queue.length === 0) return;
    const text = queue.map((line) => JSON.stringify(line)).join('\n');
    queue = [];
    // Plain text needs no question beforehand, and so still leaves while the page goes away.
    navigator.sendBeacon(endpoint, text);
  };

  const sayVisit = (): void => {
    if (isSaid) return;
    isSaid = true;
    add({ event: 'page_view', entry: isEntry(), failed: errors > 0 });
  };

  const failed = (): void => {
    errors += 1;
    if (errors <= MOST_ERRORS) add({ event: 'js_error' });
  };

  addEventListener(
    'error',
    (event) => {
      // A picture that does not load is no error of a script.
      if (event instanceof ErrorEvent) failed();
    },
    true,
  );
  addEventListener('unhandledrejection', failed);
  addEventListener('load', () => setTimeout(() => sayLoad(add)));
  // A page that was hidden before it painted painted late for no fault of the site. Many paint only after their load event.
  observe('paint', ({ name, startTime }) => {
    if (wasSeen && name === 'first-contentful-paint') add({ name: 'FCP', value: sinceShown(startTime) });
  });
  const leave = (): void => {
    wasSeen = false;
    sayVisit();
    flush();
  };
  // On the window, and so after the document's own listeners: at that moment the library says the last of its metrics.
  addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && leave());
  addEventListener('pagehide', leave);
  (window as unknown as Record<string, unknown>).watchroom = (event: string, fields: Line = {}) => {
    add({ ...fields, event });
    flush();
  };
  return add as unknown as (measured: Measured) => void;
};

/** The collector stands beside the script; the key is the script's own attribute. */
const endpointOf = (script: HTMLScriptElement | null): string | null => {
  const key = script?.dataset.key;
  return script === null || key === undefined ? null : new URL(encodeURIComponent(key), script.src).href;
};

const deviceOf = (): string => {
  const width = Math.min(screen.width, screen.height);
  return width < 600 ? 'mobile' : width < 900 && navigator.maxTouchPoints > 0 ? 'tablet' : 'desktop';
};

const connectionOf = (): string | undefined =>
  (navigator as { readonly connection?: { readonly effectiveType?: string } }).connection?.effectiveType;

const variantOf = (script: HTMLScriptElement | null): string | undefined =>
  script?.dataset.variant ?? document.documentElement.dataset.variant;

/** The first page of a visit: nobody came from another page of the site. */
const isEntry = (): boolean => {
  try {
    return new URL(document.referrer).origin !== location.origin;
  } catch {
    return true;
  }
};

interface Navigation extends PerformanceNavigationTiming {
  /** Of a page that was made ready beforehand: when it was shown. Not in every browser. */
  readonly activationStart?: number;
}

const navigation = (): Navigation | undefined => performance.getEntriesByType('navigation')[0] as Navigation | undefined;

/** Milliseconds from the moment the visitor asked for the page. */
const sinceShown = (at: number): number => Math.max(0, at - (navigation()?.activationStart ?? 0));

/** What the browser itself has noted of the loading: first byte and load event. */
const sayLoad = (add: (line: Line) => void): void => {
  const say = (name: string, at = 0): void => {
    if (at > 0) add({ name, value: sinceShown(at) });
  };
  say('TTFB', navigation()?.responseStart);
  say('LOAD', navigation()?.loadEventStart);
};

/** Hears of what the browser has noted of a kind, from the beginning; of nothing where it does not know the kind. */
const observe = <Entry extends PerformanceEntry>(type: string, each: (entry: Entry) => void): void => {
  if (!PerformanceObserver.supportedEntryTypes.includes(type)) return;
  new PerformanceObserver((list) => (list.getEntries() as Entry[]).forEach(each)).observe({ type, buffered: true });
};

/** The first delay: the library no longer knows it, and browsers that report the first input still do. */
export const onFirstInput = (say: (measured: Measured) => void): void =>
  observe<PerformanceEventTiming>('first-input', ({ startTime, processingStart }) =>
    say({ name: 'FID', value: Math.max(0, processingStart - startTime), id: `f${startTime}` }),
  );

interface LayoutShift extends PerformanceEntry {
  readonly value: number;
  readonly hadRecentInput: boolean;
}

/**
 * The worst session of layout shifts: shifts less than a second apart, five seconds at most, none of them after an input.
 * Written out for the small script, where the library's way costs half a kilobyte.
 * @see https://web.dev/articles/cls
 */
export const onLayoutShifts = (say: (measured: Measured) => void): void => {
  let [worst, session, first, last] = [0, 0, 0, 0];
  observe<LayoutShift>('layout-shift', ({ startTime, value, hadRecentInput }) => {
    if (hadRecentInput) return;
    const isSame = startTime - last < 1_000 && startTime - first < 5_000;
    session = isSame ? session + value : value;
    first = isSame ? first : startTime;
    last = startTime;
    worst = Math.max(worst, session);
  });
  document.addEventListener('visibilitychange', () => say({ name: 'CLS', value: worst, id: `c${performance.timeOrigin}` }));
};
