import { z } from 'zod';
import type { Kept } from '../../../core/model/target.js';
import { parseJson, readMatches } from './expectation.js';
import { textAs } from './scalar.js';

const HEADER = /^header\(\s*(["'])([A-Za-z0-9-]{1,100})\1\s*\)$/;

const hasGroup = (pattern: string): boolean => new RegExp(`${pattern}|`).exec('')?.length === 2;

/** `$.id`, `matches("…(…)…")` with one group, or `header("location")`. */
const parseKept = (text: string): Kept['from'] | undefined => {
  const [, , header] = HEADER.exec(text.trim()) ?? [];
  if (header !== undefined) return { kind: 'header', header: header.toLowerCase() };
  const json = parseJson(text);
  if (json !== undefined) return json.test === null ? { kind: 'json', path: json.path } : undefined;
  const pattern = readMatches(text);
  return pattern !== undefined && hasGroup(pattern) ? { kind: 'body', pattern } : undefined;
};

const keptName = textAs('a name of letters, digits and underscores', 'csrf', (text) =>
  /^[A-Za-z_][A-Za-z0-9_]{0,49}$/.test(text) ? text : undefined,
);
const from = textAs(
  'a JSON path, matches("…") with one group in brackets, or header("…")',
  `"$.id", 'matches("token=([a-z0-9]+)")' or 'header("location")'`,
  parseKept,
);

/** What later steps need of an answer, by name. */
export const keep = z
  .record(keptName, from)
  .transform((given): readonly Kept[] => Object.entries(given).map(([name, place]) => ({ name, from: place })));

/** What an answer said must not choose whom a step talks to. */
const HOST_IS_OPEN = /^(https?:)?\/\/[^/?#]*\$\{/i;

const isPlace = (text: string): boolean => {
  if (HOST_IS_OPEN.test(text)) return false;
  const filled = text.replaceAll(/\$\{\w+\}/g, 'x');
  return URL.canParse(filled, 'https://a.example/') && /^https?:$/.test(new URL(filled, 'https://a.example/').protocol);
};

/** An address, or a path of the target's own. */
export const stepUrl = textAs('an http or https address, or a path', '"/inquire"', (text) =>
  isPlace(text) ? text : undefined,
);
