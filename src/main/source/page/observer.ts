import { fieldsOf, listOf, numberOf, textOf } from '../feed/fields.js';

/** What the page's own clock and layout told. Times are seconds since its navigation began; null: it did not happen. */
export interface PageSight {
  readonly ttfb: number | null;
  readonly fcp: number | null;
  readonly lcp: number | null;
  /** Address of the picture that was the largest thing to be painted; null where that is a text, or nothing was painted. */
  readonly hero: string | null;
  readonly cls: number | null;
  /** Addresses of the style sheets for which painting waits. */
  readonly blocking: readonly string[];
  /** Bytes of the style that stands in the document itself: all of it, and in its head, as the HTML brought it. */
  readonly inlineStyle: { readonly all: number; readonly head: number };
}

/** The world in which the observer lives: the page's own scripts can neither see it nor lie to it. */
export const WORLD = 'watchroom';

/**
 * Runs before the page's own scripts. CLS is the largest window of shifts, each at most 1 s after the one before and 5 s after
 * the first (web.dev/articles/cls). No list of it grows with the page.
 */
export const OBSERVER = `(() => {
  if (self !== top) return;
  const seen = { fcp: null, lcp: null, hero: null, cls: 0, blocking: [], inline: { all: 0, head: 0 } };
  const watch = (type, take) => {
    try {
      new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type, buffered: true });
    } catch {}
  };
  watch('paint', (entry) => {
    if (entry.name === 'first-contentful-paint') seen.fcp = entry.startTime;
  });
  watch('largest-contentful-paint', (entry) => {
    seen.lcp = entry.startTime;
    seen.hero = entry.url === '' ? null : entry.url.slice(0, 4096);
  });
  let [first, last, sum] = [0, -Infinity, 0];
  watch('layout-shift', (entry) => {
    if (entry.hadRecentInput) return;
    if (entry.startTime - last > 1000 || entry.startTime - first > 5000) [first, sum] = [entry.startTime, 0];
    [last, sum] = [entry.startTime, sum + entry.value];
    seen.cls = Math.max(seen.cls, sum);
  });
  const note = (entry) => {
    const isStyle = entry.initiatorType === 'link' || entry.initiatorType === 'css';
    if (isStyle && entry.renderBlockingStatus === 'blocking' && seen.blocking.length < 200) seen.blocking.push(entry.name.slice(0, 4096));
  };
  watch('resource', note);
  const size = (style) => new TextEncoder().encode(style.textContent).length;
  document.addEventListener('DOMContentLoaded', () => {
    const styles = [...document.querySelectorAll('style')].filter((style) => style.media === '' || matchMedia(style.media).matches);
    seen.inline.all = styles.reduce((all, style) => all + size(style), 0);
    seen.inline.head = styles.filter((style) => document.head.contains(style)).reduce((all, style) => all + size(style), 0);
  });
  self.watchroomSeen = () => {
    // What the observer was not told; a page may have cleared its list, and then only the observer knows.
    performance.getEntriesByType('resource').forEach(note);
    const [navigation] = performance.getEntriesByType('navigation');
    return JSON.stringify({ ...seen, ttfb: navigation === undefined ? null : navigation.responseStart });
  };
})();`;

/** What is asked of the observer in the end. */
export const ASK_OBSERVER = 'self.watchroomSeen()';

/** Reads what it said. */
export const sightOf = (text: string): PageSight => {
  const said = fieldsOf(JSON.parse(text));
  const inline = fieldsOf(said.inline);
  const fcp = secondsOf(said.fcp);
  return {
    ttfb: secondsOf(said.ttfb),
    fcp,
    lcp: secondsOf(said.lcp),
    hero: textOf(said.hero) ?? null,
    // Of a page that was never painted nothing could shift.
    cls: fcp === null ? null : (numberOf(said.cls) ?? null),
    blocking: (listOf(said.blocking) ?? []).flatMap((each) => textOf(each) ?? []),
    inlineStyle: { all: numberOf(inline.all) ?? 0, head: numberOf(inline.head) ?? 0 },
  };
};

const secondsOf = (milliseconds: unknown): number | null => {
  const value = numberOf(milliseconds);
  return value === undefined || value < 0 ? null : value / 1_000;
};
