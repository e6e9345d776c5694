import type { ConfigProblem } from '../core/model/config.js';

/** Why a console cannot start, in words for the person who started it. */
export interface StartFailure {
  readonly message: string;
  readonly remedy: string;
}

/** Reads an expected failure (port, folder, store, configuration, clock); null for a bug. */
export const startFailureOf = (error: unknown): StartFailure | null => {
  if (!(error instanceof Error)) return null;
  if ('remedy' in error && typeof error.remedy === 'string') return { message: sentence(error.message), remedy: error.remedy };
  if ('problems' in error && Array.isArray(error.problems)) return configFailure(error.message, error.problems);
  return placeFailure(error);
};

const REMEDIES: Readonly<Record<string, readonly [why: string, remedy: string]>> = {
  ENOENT: ['there is no such file or folder', 'See whether its name is right.'],
  ENOTDIR: ['a part of its name is a file and no folder', 'See whether its name is right.'],
  EISDIR: ['it is a folder', 'Name a file.'],
  EEXIST: ['it is there already', 'Move it away, or name another.'],
  EACCES: ['this account may not', 'Give this account the right, or name another place.'],
  EPERM: ['this account may not', 'Give this account the right, or name another place.'],
  EROFS: ['the disk can only be read', 'Name another place.'],
  ENOSPC: ['the disk is full', 'Free some space, or name another place.'],
};

/** What the system said of a file or folder. */
const placeFailure = ({ code = '', path, syscall }: NodeJS.ErrnoException): StartFailure | null => {
  const [why, remedy] = REMEDIES[code] ?? [];
  if (why === undefined || remedy === undefined || syscall === undefined) return null;
  return { message: `${path ?? 'What was named'} cannot be used: ${why}.`, remedy };
};

const sentence = (text: string): string => {
  const whole = `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
  return /[.!?…]$/.test(whole) ? whole : `${whole}.`;
};

const configFailure = (message: string, problems: readonly ConfigProblem[]): StartFailure => {
  const lines = problems.filter(({ severity }) => severity === 'error').map(problemText);
  return {
    message: `${message.charAt(0).toUpperCase()}${message.slice(1)}:\n${lines.join('\n')}`,
    remedy: 'Mend it, and look at it again with: watchroom check-config FILE',
  };
};

const problemText = ({ line, column, path, message, remedy }: ConfigProblem): string => {
  const place = line === null ? '' : `line ${line}${column === null ? '' : `, column ${column}`}: `;
  return `  ${place}${path === '' ? '' : `${path} `}${message} ${remedy}`;
};
