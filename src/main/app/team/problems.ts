import type { DeskProblem } from '../../core/model/desk-problem.js';
import type { LeadWait } from '../../core/port/team.js';
import type { Courier } from './courier.js';
import type { Roll } from './roll.js';

/** Whether this desk may lead, and what keeps every desk from leading. */
interface Standing {
  readonly mayLead: boolean;
  readonly waits: () => LeadWait | null;
}

/** What a desk that follows has to say of its own standing. */
export const followingProblems = (
  roll: Pick<Roll, 'awaySince' | 'leaderlessSince'>,
  courier: Pick<Courier, 'waiting'>,
  { mayLead, waits }: Standing,
): readonly DeskProblem[] => {
  const waiting = courier.waiting().length;
  const acts = waiting === 0 ? '' : ` ${waiting} ${waiting === 1 ? 'act waits' : 'acts wait'} at this desk.`;
  if (roll.awaySince() !== null)
    return [
      {
        id: 'shared-store',
        text: `The store that the desks share does not answer: what is shown is how things stood.${acts}`,
        remedy:
          'Check the way to MongoDB (store.uri). What you do is kept at this desk and merged once it answers; a desk that leads watches on.',
      },
    ];
  const wait = waits();
  if (roll.leaderlessSince() !== null && wait !== null)
    return [
      {
        id: 'store-unfinished',
        text: `No desk can lead, so nobody watches: ${wait.text}. What is shown is how things stood.${acts}`,
        remedy: `${wait.remedy} This desk waits for that, and takes over within seconds.`,
      },
    ];
  if (roll.leaderlessSince() !== null)
    return [
      {
        id: 'no-leader',
        text: `No desk leads, so nobody watches: what is shown is how things stood.${acts}`,
        remedy: mayLead ? 'This desk takes over within seconds.' : 'This desk may not (store.mayLead): start one that may.',
      },
    ];
  if (waiting > 0)
    return [
      { id: 'acts-wait', text: `The desk that leads has not answered yet.${acts}`, remedy: 'They follow by themselves.' },
    ];
  return [];
};

/** What was seen here while another led is not laid over what that one saw. */
export const asideProblem = (commits: number): readonly DeskProblem[] =>
  commits === 0
    ? []
    : [
        {
          id: 'put-aside',
          text: `This desk watched alone for a while and another led meanwhile: ${commits} ${commits === 1 ? 'commit' : 'commits'} of that time were put aside. What people did here was merged, or is shown as a conflict.`,
          remedy: 'Nothing is to be done. They stay in outbox.db in the data folder, in its table aside.',
        },
      ];
