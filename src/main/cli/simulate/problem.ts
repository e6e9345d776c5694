import type { ConfigProblem } from '../../core/model/config.js';

/** What is wrong with a scenario, where, and what to do about it. */
export const problemText = (file: string, { path, line, column, message, remedy }: ConfigProblem): string => {
  const place = line === null ? file : `${file}:${line}:${column ?? 1}`;
  return `${place}: ${path === '' ? '' : `${path} `}${message}. ${remedy}`;
};
