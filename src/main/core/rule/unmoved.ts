import type { Alert } from '../model/alert.js';
import type { Judgement, Rule } from '../model/rule.js';
import { newestInstant } from '../sample/window-read.js';
import { isCurrent, type JudgeAt, type Member } from './member.js';

/** An alert's rule, the series that it looks at, and what it said when it was last judged. */
interface Judged {
  readonly rule: Rule;
  readonly members: readonly Member[];
  readonly judgement: Judgement;
}

/**
 * Whether time alone cannot have changed anything about a firing alert: it looks at the last value of one series, which is past the
 * limit, the newest there is, and still current. With ten thousand alerts open most are like that, and a look at each costs a tenth
 * of a second.
 */
export const isUnmoved = ({ rule, members, judgement }: Judged, { phase }: Alert, at: JudgeAt): boolean => {
  const [only] = members;
  if (only === undefined || members.length > 1) return false;
  if (judgement.verdict !== 'breach' || phase.state !== 'firing' || phase.good !== null) return false;
  return isOfLastValue(rule) && isSeen(only, judgement, at) && isCurrent(rule.when, only, at.observed);
};

const isOfLastValue = ({ when: { subject, test } }: Rule): boolean =>
  (test.kind === 'above' || test.kind === 'below') && subject.kind === 'metric' && subject.reduce === 'last';

/** A sample that lies ahead of the clock counts only once its instant has come. */
const isSeen = ({ samples }: Member, { sampleAt }: Judgement, { now }: JudgeAt): boolean =>
  sampleAt !== null && sampleAt <= now && newestInstant(samples) === sampleAt;
