import { readDateTime } from '../../core/time/calendar.js';
import { parseDuration } from '../../core/time/duration.js';
import { after, type Instant } from '../../core/time/instant.js';
import { UsageError } from '../terminal/terminal.js';

export interface AskedRange {
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** IANA name: the zone of times without an offset. */
  readonly zone: string;
  /** Where nothing else is asked for. */
  readonly first: Instant;
  readonly last: Instant;
}

const DATE = /^\d{4}-\d\d-\d\d$/;
const EXPECTED = 'expected a time such as 2026-01-31T09:00 or 2026-01-31';

/** Rejects with a `UsageError` where a text is no time, or the range ends before it begins. */
export const readRange = ({ from, to, zone, first, last }: AskedRange): { readonly from: Instant; readonly to: Instant } => {
  const end = to === undefined ? last : readTime('--to', to, zone);
  const length = from === undefined ? undefined : parseDuration(from);
  const begin = length !== undefined ? after(end, -length) : from === undefined ? first : readTime('--from', from, zone);
  if (begin < end) return { from: begin, to: end };
  const iso = (at: Instant): string => new Date(at).toISOString();
  throw new UsageError(
    `The range begins at ${iso(begin)}, which is not before its end at ${iso(end)}. Choose another --from or --to.`,
  );
};

const readTime = (option: string, text: string, zone: string): Instant => {
  const at = readDateTime(DATE.test(text) ? `${text}T00:00` : text, zone);
  if (at === undefined)
    throw new UsageError(
      `${option} “${text}” is no time: ${EXPECTED}${option === '--from' ? ', or a length such as 14d' : ''}.`,
    );
  return at;
};
