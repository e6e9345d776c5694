import { assertNever } from '../model/result.js';
import type { Judgement } from '../model/rule.js';
import { judgeAbsence } from './absent.js';
import { judgeAgainstUsual } from './against-usual.js';
import { judgeBand } from './band.js';
import { judgeBurn } from './burn.js';
import { judgeEvent } from './event.js';
import { measure } from './measure.js';
import { noData, verdictOn } from './measured.js';
import type { Case } from './member.js';
import { missing } from './missing.js';
import { judgeTrend } from './trend.js';

/** The verdict of a rule over one group of series at one moment; where there is nothing to judge, it says why. */
export const judge = (judged: Case): Judgement => {
  const judgement = verdictOf(judged);
  return judgement.verdict === 'no-data' ? { ...judgement, basis: missing(judged) } : judgement;
};

const verdictOf = (judged: Case): Judgement => {
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
      return judgeAgainstUsual(test, judged);
    case 'outsideBand':
      return judgeBand(test, judged);
    case 'trend':
      return judgeTrend(test, judged);
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
