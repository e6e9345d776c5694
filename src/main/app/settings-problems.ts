import type { DeskProblem } from '../core/model/desk-problem.js';
import type { StorePlan } from '../core/port/store-plan.js';
import type { Shell } from './shell.js';

/** What is wrong with the document as it stands on the disk: the last good one stays in force, and everybody sees why. */
export const configProblems = ({ settings }: Shell): readonly DeskProblem[] =>
  settings
    .current()
    .problems.filter((problem) => problem.severity === 'error')
    .slice(0, 3)
    .map((problem, index) => ({
      id: `config-${index}`,
      text: `The configuration on the disk is not valid, so the last good one stays in force: ${problem.message}${placeOf(problem)}`,
      remedy: problem.remedy,
    }));

/** Numbers to which nothing can go: what a receiver would say only once it matters. A team's name may have dots. */
const NUMBERS = /^(?:channels\.sms\.to|teams\..+\.sms)\[/;

/** Who is to be told by SMS, and cannot be. */
export const numberProblems = ({ settings }: Shell): readonly DeskProblem[] => {
  const { config, problems } = settings.current();
  if (config.channels.sms === null) return [];
  return problems
    .filter(({ path, severity }) => severity === 'warning' && NUMBERS.test(path))
    .map((problem) => ({ id: `number-${problem.path}`, text: `${problem.message}.`, remedy: problem.remedy }));
};

const placeIn = (plan: StorePlan): unknown => (plan.kind === 'mongodb' ? plan.uri : plan.kind);

/** A store is opened once: what is kept here must not go on half here and half there. */
export const storeMoved = (open: StorePlan, wanted: StorePlan): readonly DeskProblem[] =>
  JSON.stringify(placeIn(open)) === JSON.stringify(placeIn(wanted))
    ? []
    : [
        {
          id: 'store-moved',
          text: 'The configuration names another store than the one that is open.',
          remedy: 'It is used from the next start on; what is kept so far stays where it is.',
        },
      ];

const placeOf = ({ path, line }: { readonly path: string; readonly line: number | null }): string => {
  const at = [path, line === null ? '' : `line ${line}`].filter((part) => part !== '').join(', ');
  return at === '' ? '' : ` (${at})`;
};
