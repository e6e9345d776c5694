import type { UpdateState } from '../../core/model/update.js';
import type { Attempt } from './attempt.js';

/** How the updates stand, without what was found. */
export interface Standing {
  readonly state: UpdateState;
  readonly text: string;
}

/** So many looks in a row that failed are more than a network that was away. */
const WORTH_SAYING = 3;

const wordsOf = ({ version, text }: Attempt): string => `Version ${version} could not be put in place: ${text}.`;

/** More about the state, and what a run before could not do. */
export const textOf = ({ text }: Standing, failed: Attempt | null): string =>
  failed === null ? text : `${wordsOf(failed)} ${text}`.trim();

/** What everybody at the desk is to be told. */
export const problemsOf = (standing: Standing, failures: number, failed: Attempt | null) => [
  ...feedProblems(standing, failures),
  ...(failed === null ? [] : [{ id: 'updates-install', text: wordsOf(failed), remedy: ONCE_MORE }]),
];

/** An update could neither be completed nor undone, and the app runs from where it lies. */
export const asideProblems = (isAside: boolean) =>
  isAside
    ? [
        {
          id: 'updates-aside',
          text: 'The app runs from the folder of the version before, whose name ends in .previous: an update could neither be completed nor undone.',
          remedy:
            'The watch goes on. Quit it and move that folder back to its name without .previous: the log has the command (updates.left-aside); see “Updates” in docs/operations.md.',
        },
      ]
    : [];

const ONCE_MORE =
  'This version goes on. Restart into it once more on the page System, or install it by hand: see “Updates” in docs/operations.md.';

const feedProblems = ({ state, text }: Standing, failures: number) => {
  if (state === 'refused')
    return [
      {
        id: 'updates',
        text: `An update was refused, and nothing was changed: ${text}.`,
        remedy: 'This version goes on. Tell whoever publishes the updates; see “Updates” in docs/operations.md.',
      },
    ];
  return state === 'failing' && failures >= WORTH_SAYING
    ? [
        {
          id: 'updates',
          text: `Updates cannot be looked for: ${text}.`,
          remedy: 'See updates.url, and whether its server is up. The watch itself goes on.',
        },
      ]
    : [];
};
