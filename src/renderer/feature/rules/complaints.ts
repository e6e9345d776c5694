import type { ConfigProblem } from '../../../preload/contract/views.js';
import type { RuleDraft } from './draft.js';
import type { RuleErrors } from './errors.js';

/** What the configuration's check says of a rule, beside the fields that it means. */
export interface Complaints {
  readonly errors: RuleErrors;
  readonly cautions: RuleErrors;
  /** What belongs to no field. */
  readonly others: readonly ConfigProblem[];
}

type Field = keyof RuleDraft;

const SAME: readonly Field[] = ['name', 'severity', 'category', 'impact', 'for', 'clear', 'repeat', 'channels', 'playbook'];

/** Where in a rule each field stands, beside those that have the same name. A deeper path belongs to the field as well. */
const PLACES: readonly (readonly [path: string, field: Field])[] = [
  ...SAME.map((field) => [field, field] as const),
  ['businessImpact', 'businessImpact'],
  ['resolve.after', 'goodFor'],
  ['resolve.goodReadings', 'goodReadings'],
  ['when.metric', 'metric'],
  ['when.ratio.total', 'total'],
  ['when.ratio', 'bad'],
  ['when.match.target', 'target'],
  ['when.match', 'match'],
  ['when.reduce', 'reduce'],
  ['when.window', 'window'],
  ['when.stretchTo', 'stretchTo'],
  ['when.minCount', 'minCount'],
  ['when.by', 'by'],
  ['when.stale', 'stale'],
  ['when.above', 'threshold'],
  ['when.below', 'threshold'],
  ['when.increase', 'share'],
  ['when.decrease', 'share'],
  ['when.increaseBy', 'distance'],
  ['when.decreaseBy', 'distance'],
  ['when.baseline', 'baseline'],
  ['when.outsideBand.side', 'side'],
  ['when.outsideBand.of', 'of'],
  ['when.outsideBand', 'atLeast'],
  ['when.trend.direction', 'direction'],
  ['when.trend.over', 'over'],
  ['when.trend', 'p'],
  ['when.absent', 'silence'],
  ['when.burnRate', 'objective'],
  ['when.event', 'status'],
];

const fieldOf = (path: string, { condition }: RuleDraft): Field | null => {
  const field = PLACES.find(([place]) => path === place || path.startsWith(`${place}.`))?.[1] ?? null;
  return field === 'metric' && (condition === 'event' || condition === 'burnRate') ? 'otherMetric' : field;
};

/** A complaint as a sentence, with what to do about it. */
export const sayComplaint = ({ message, remedy }: ConfigProblem): string =>
  `${message.charAt(0).toUpperCase()}${message.slice(1)}. ${remedy}`.trim();

/** Each complaint beside its field; of several about one the first. */
export const complaintsOf = (problems: readonly ConfigProblem[], draft: RuleDraft): Complaints => {
  const beside = (severity: ConfigProblem['severity']): RuleErrors =>
    Object.fromEntries(
      problems
        .filter((problem) => problem.severity === severity)
        .map((problem) => [fieldOf(problem.path, draft), sayComplaint(problem)] as const)
        .filter(([field]) => field !== null)
        .reverse(),
    );
  return {
    errors: beside('error'),
    cautions: beside('warning'),
    others: problems.filter(({ path }) => fieldOf(path, draft) === null),
  };
};
