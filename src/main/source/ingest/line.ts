import { fail, ok, type Result } from '../../core/model/result.js';
import type { Series } from '../../core/model/sample.js';
import { scrub } from '../../core/privacy/scrub.js';
import { parseSeries } from '../../core/sample/series.js';
import { nearest } from '../../core/text/nearest.js';
import { type Instant, instant } from '../../core/time/instant.js';
import type { SiteEvent } from '../../core/visit/event.js';
import { beaconOf, isBeacon, whyNoValue } from './beacon.js';
import { buildOf, deployOf } from './build-event.js';
import type { Fields } from './fields.js';
import { keptLabel } from './known-names.js';
import type { Naming } from './naming.js';
import { EVENTS, eventOf } from './site-event.js';

/** What one line says. `id`: sent again under it, it is the same one. `at` null: now. */
export type Line = { readonly at: Instant | null; readonly id: string | null } & (
  | { readonly kind: 'value'; readonly series: Series; readonly value: number }
  | { readonly kind: 'event'; readonly event: SiteEvent }
);

/** Reads a line that is JSON already. The failure says what is wrong with it and what to send instead. */
export const lineOf = (given: unknown, naming: Naming): Result<Line, string> => {
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return fail('is no JSON object');
  const fields = given as Fields;
  const at = instantOf(fields.at);
  if (!at.ok) return at;
  const said = bodyOf(fields, naming);
  if (!said.ok) return said;
  return ok(whole(said.value, at.value, idOf(fields.id)));
};

/** Each field by its name: to copy an object of either kind and add to it cost more than all else that is done with a line. */
const whole = (said: Said, at: Instant | null, id: string | null): Line =>
  said.kind === 'value'
    ? { kind: 'value', series: said.series, value: said.value, at, id }
    : { kind: 'event', event: said.event, at, id };

type Said =
  | { readonly kind: 'value'; readonly series: Series; readonly value: number }
  | { readonly kind: 'event'; readonly event: SiteEvent };

const bodyOf = (fields: Fields, naming: Naming): Result<Said, string> => {
  if (typeof fields.series === 'string') return sampleOf(fields.series, fields.value);
  if (typeof fields.event === 'string') return namedEvent(fields.event, fields, naming);
  if (isBeacon(fields)) return beaconOf(fields, naming);
  return fail('has neither "series" with "value", nor "event", nor the name of a web vital');
};

const namedEvent = (name: string, fields: Fields, naming: Naming): Result<Said, string> => {
  if (name === 'build') return buildOf(fields);
  if (name === 'deploy') return deployOf(fields);
  const event = eventOf(name, fields, naming);
  if (event !== undefined) return event.ok ? ok({ kind: 'event', event: event.value }) : event;
  const known = [...EVENTS, 'build', 'deploy'];
  const meant = nearest(name, known);
  // What is no slip of a known name may say who somebody is, and is not repeated.
  return fail(
    meant === undefined
      ? `names an unknown event; known are ${known.join(', ')}`
      : `names the unknown event "${name}"; did you mean ${meant}?`,
  );
};

const sampleOf = (text: string, value: unknown): Result<Said, string> => {
  const series = text.length > 2_000 ? undefined : parseSeries(text);
  if (series === undefined) return fail('"series" must be a name, or name{label="value"}');
  if (scrub(series.name) !== series.name) return fail('the name of "series" holds what could say who somebody is');
  if (typeof value !== 'number' || !Number.isFinite(value)) return fail('"value" must be a number');
  const wrong = whyNoValue(series.name, value);
  if (wrong !== null) return fail(wrong);
  const labels: Record<string, string> = {};
  for (const [key, given] of Object.entries(series.labels)) {
    if (scrub(key) !== key) return fail('the name of a label holds what could say who somebody is');
    const kept = keptLabel(given);
    if (kept === undefined)
      return fail(`the label ${key} may hold a short name, not a text or anything that says who somebody is`);
    labels[key] = kept;
  }
  return ok({ kind: 'value', series: { name: series.name, labels }, value });
};

const idOf = (id: unknown): string | null => (typeof id === 'string' && id.length <= 100 ? id : null);

const instantOf = (given: unknown): Result<Instant | null, string> => {
  if (given === undefined || given === null) return ok(null);
  const milliseconds = typeof given === 'number' ? given : typeof given === 'string' ? Date.parse(given) : Number.NaN;
  return Number.isFinite(milliseconds)
    ? ok(instant(Math.round(milliseconds)))
    : fail('"at" must be an instant such as "2026-11-26T09:30:00Z", or milliseconds since 1970');
};
