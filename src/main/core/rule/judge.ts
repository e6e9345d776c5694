import { assertNever } from '../model/result.js';
import type { Judgement } from '../model/rule.js';
import { judgeAbsence } from './absent.js';
import { judgeBurn } from './burn.js';
import { judgeEvent } from './event.js';
import { type Measured, noData, verdictOn } from './measured.js';
import type { Case } from './member.js';
import { measureRatio } from './ratio.js';
import { reduceMetric } from './reduce.js';

/** The verdict of a rule over one group of series at one moment. */
export const judge = (judged: Case): Judgement => {
  const { test } = judged.rule.when;
  switch (test.kind) {
    case 'above':
    case 'below': {
      const measured = measure(judged);
      return measured === null ? noData : verdictOn(judged.rule, measured, test, null);
    }
    case 'increase':
    case 'decrease':
    case 'increaseBy':
    case 'decreaseBy':
    case 'outsideBand':
    case 'trend':
      return noData;
    case 'absent':
      return judgeAbsence(test, judged);
    case 'burnRate':
      return judgeBurn(test, judged);
    case 'event':
      return judgeEvent(test, judged);
    default:
      return assertNever(test);
  }
};

/** What the rule's subject amounts to now. */
const measure = (judged: Case): Measured | null => {
  const { subject } = judged.rule.when;
  return subject.kind === 'ratio' ? measureRatio(subject, judged, judged.at.now) : reduceMetric(subject, judged, judged.at.now);
};
