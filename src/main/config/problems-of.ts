import type { ConfigProblem } from '../core/model/config.js';
import { parseText } from './text.js';

/** Of a document's problems those of one item of a list, their paths beginning inside it: `rules[2].when.above` is `when.above`. */
export const problemsOfItem = (
  text: string,
  list: 'rules',
  id: string,
  problems: readonly ConfigProblem[],
): readonly ConfigProblem[] => {
  const place = `${list}[${indexOf(parseText(text).value, list, id)}]`;
  return problems
    .filter(({ path }) => path === place || path.startsWith(`${place}.`))
    .map((problem) => ({ ...problem, path: problem.path.slice(place.length + 1) }));
};

/** Of a document's problems those at `path` and below it, their paths beginning inside it. */
export const problemsUnder = (path: readonly string[], problems: readonly ConfigProblem[]): readonly ConfigProblem[] => {
  const place = path.join('.');
  if (place === '') return problems;
  return problems
    .filter((problem) => problem.path === place || problem.path.startsWith(`${place}.`) || problem.path.startsWith(`${place}[`))
    .map((problem) => ({ ...problem, path: problem.path.slice(place.length).replace(/^\./, '') }));
};

/** −1 where there is no such item. */
const indexOf = (document: unknown, list: string, id: string): number => {
  const items = (document as Readonly<Record<string, unknown>> | null | undefined)?.[list];
  return Array.isArray(items) ? items.findIndex((item: { readonly id?: unknown } | null) => item?.id === id) : -1;
};
