import { Notice } from '../ui/mark.js';
import { type SaveOutcome, sayProblems } from './edits.js';

/** Why a change of the configuration was not saved; nothing where it was. */
export const Refusal = ({ outcome }: { outcome: SaveOutcome }) => {
  if (outcome.kind === 'saved') return null;
  if (outcome.kind === 'refused')
    return (
      <Notice tone="warning" title="Not saved: the configuration would have errors">
        {outcome.problems.length === 0
          ? 'What is wrong stands beside the fields.'
          : sayProblems(outcome.problems).map((problem) => <p key={problem}>{problem}</p>)}
      </Notice>
    );
  const title = outcome.kind === 'conflict' ? 'Not saved: the configuration changed in the meantime' : 'Not saved';
  return (
    <Notice tone="warning" title={title}>
      {outcome.why} {outcome.kind === 'conflict' && 'It was read again. Look it over and save once more.'}
    </Notice>
  );
};
