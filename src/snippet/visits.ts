import { onINP, onLCP } from 'web-vitals';
import { EVERY_CHANGE, onFirstInput, onLayoutShifts, startVisit } from './visit.js';

const say = startVisit(document.currentScript as HTMLScriptElement | null);
for (const on of [onINP, onLCP]) on(({ name, value, id }) => say({ name, value, id }), EVERY_CHANGE);
onLayoutShifts(say);
onFirstInput(say);
