import type { AcknowledgeEndRequest } from '../model/action.js';
import type { AcknowledgeEnd, Acknowledgement } from '../model/alert.js';
import type { Threshold } from '../model/rule.js';
import type { Instant } from '../time/instant.js';

/** "Until worse" ends once the value is this much further past the threshold than at the time. */
const WORSE_BY = 0.2;

/** The end that was asked for, made definite with the value of the moment. */
export const acknowledgeEnd = (request: AcknowledgeEndRequest, value: number | null, test: Threshold): AcknowledgeEnd => {
  if (request.kind !== 'worse') return request;
  if (value === null) return { kind: 'resolved' };
  // A value that is good at the moment is past nothing: then whatever is bad is worse.
  const past = test.kind === 'above' ? Math.max(0, value - test.threshold) : Math.min(0, value - test.threshold);
  return { kind: 'worse', beyond: test.threshold + past * (1 + WORSE_BY) };
};

/** Why an acknowledgement is over at `now`; null while it holds. */
export const acknowledgementOver = (
  acknowledgement: Acknowledgement,
  value: number | null,
  test: Threshold,
  now: Instant,
): 'time' | 'worse' | null => {
  const end = acknowledgement.end;
  if (end.kind === 'until') return now >= end.at ? 'time' : null;
  if (end.kind === 'worse' && value !== null) {
    return (test.kind === 'above' ? value > end.beyond : value < end.beyond) ? 'worse' : null;
  }
  return null;
};
