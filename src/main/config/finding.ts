import type { ConfigOrigin, ConfigProblem } from '../core/model/config.js';
import type { Wording } from './wording.js';

export type Path = readonly (string | number)[];

/** A problem before it has a place in a text. */
export interface Finding extends Wording {
  readonly severity: 'error' | 'warning';
  readonly path: Path;
  /** Whether the key at the path is at fault, or its value. */
  readonly part: 'key' | 'value';
}

export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Answers where a path stands in a text: the place itself or the nearest one around it; null where there is no text. */
export type Locate = (path: Path, part: Finding['part']) => Place | null;

/** `rules[2].when.above`; the empty text for the document as a whole. */
export const pathText = (path: Path): string =>
  path.reduce<string>(
    (text, step) => (typeof step === 'number' ? `${text}[${step}]` : text === '' ? step : `${text}.${step}`),
    '',
  );

export const error = (path: Path, message: string, remedy: string, part: Finding['part'] = 'value'): Finding => ({
  severity: 'error',
  path,
  part,
  message,
  remedy,
});

export const warning = (path: Path, message: string, remedy: string, part: Finding['part'] = 'key'): Finding => ({
  severity: 'warning',
  path,
  part,
  message,
  remedy,
});

const covers = (outer: string, path: string): boolean =>
  path === outer || (outer !== '' && (path.startsWith(`${outer}.`) || path.startsWith(`${outer}[`)));

/** Gives every finding its place, errors first, then in the order of the text. What came from a variable names it instead. */
export const placeFindings = (
  findings: readonly Finding[],
  locate: Locate,
  origins: readonly ConfigOrigin[],
): readonly ConfigProblem[] => findings.map((finding) => placed(finding, locate, origins)).sort(byPlace);

const placed = (finding: Finding, locate: Locate, origins: readonly ConfigOrigin[]): ConfigProblem => {
  const path = pathText(finding.path);
  const own = origins.find((candidate) => covers(candidate.path, path));
  const place = own === undefined ? locate(finding.path, finding.part) : null;
  // A section that is not in the text at all came from a variable that set something inside it.
  const origin = own ?? (place === null ? origins.find((candidate) => covers(path, candidate.path)) : undefined);
  return {
    severity: finding.severity,
    path,
    line: place?.line ?? null,
    column: place?.column ?? null,
    message: origin === undefined ? finding.message : `${finding.message} (set by ${origin.variable})`,
    remedy: finding.remedy,
  };
};

const byPlace = (a: ConfigProblem, b: ConfigProblem): number =>
  (a.severity === b.severity ? 0 : a.severity === 'error' ? -1 : 1) ||
  (a.line ?? 0) - (b.line ?? 0) ||
  (a.column ?? 0) - (b.column ?? 0);

export const hasErrors = (problems: readonly { readonly severity: 'error' | 'warning' }[]): boolean =>
  problems.some((problem) => problem.severity === 'error');
