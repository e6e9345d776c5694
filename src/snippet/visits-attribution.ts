import { onCLS, onINP, onLCP } from 'web-vitals/attribution';
import { EVERY_CHANGE, onFirstInput, startVisit } from './visit.js';

/** The name of the longest part: one of a few words, never an element or an address of the page. */
const longest = (parts: Readonly<Record<string, number | undefined>>): string | undefined =>
  Object.entries(parts).reduce<readonly [string | undefined, number]>(
    (most, [name, length = 0]) => (length > most[1] ? [name, length] : most),
    [undefined, 0],
  )[0];

const say = startVisit(document.currentScript as HTMLScriptElement | null);
onCLS(({ name, value, id }) => say({ name, value, id }));
onLCP(({ name, value, id, attribution: { timeToFirstByte, resourceLoadDelay, resourceLoadDuration, elementRenderDelay } }) => {
  const part = longest({
    server: timeToFirstByte,
    waiting: resourceLoadDelay,
    loading: resourceLoadDuration,
    rendering: elementRenderDelay,
  });
  say({ name, value, id, part });
}, EVERY_CHANGE);
onINP(({ name, value, id, attribution: { inputDelay, processingDuration, presentationDelay } }) => {
  say({ name, value, id, part: longest({ waiting: inputDelay, working: processingDuration, painting: presentationDelay }) });
}, EVERY_CHANGE);
onFirstInput(say);
