import { z } from 'zod';
import type { PastView } from '../../core/model/past.js';
import { instantBody, iso, isoOrNull } from './primitive.js';

/** The view's own shape is that of the stream: what was pushed then, whatever is pushed today. */
const about = {
  asked: instantBody,
  at: instantBody,
  gap: z.object({ from: instantBody, to: instantBody.nullable() }).nullable(),
  first: instantBody,
  last: instantBody,
};

export const pastBody = z.object({
  ...about,
  view: z.record(z.string(), z.unknown()),
  answers: z.record(z.string(), z.unknown()).nullable(),
});

/** The body as text: the view in it is byte for byte what was pushed, and the answers what pages were answered. */
export const pastText = ({ asked, at, gap, first, last, view, answers }: PastView): string => {
  const said: z.infer<z.ZodObject<typeof about>> = {
    asked: iso(asked),
    at: iso(at),
    gap: gap === null ? null : { from: iso(gap.from), to: isoOrNull(gap.to) },
    first: iso(first),
    last: iso(last),
  };
  return `${JSON.stringify(said).slice(0, -1)},"view":${view},"answers":${answers}}`;
};
