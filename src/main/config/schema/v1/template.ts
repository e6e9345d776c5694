import { z } from 'zod';
import { say } from '../../wording.js';

const LONGEST_LINE = 300;
const LONGEST_TEXT = 4_000;

const ONE_LINE = say('must be one line', 'Write it without line breaks.');

const line = z
  .string()
  .min(1)
  .max(LONGEST_LINE)
  .refine((text) => !text.trimEnd().includes('\n'), { error: ONE_LINE });
const text = z.string().min(1).max(LONGEST_TEXT);

/** How each channel words a message about one alert. */
export const templates = z.strictObject({
  email: z
    .strictObject({ subject: line.optional(), heading: line.optional(), recovered: line.optional(), body: text.optional() })
    .optional(),
  slack: z.strictObject({ heading: line.optional(), body: text.optional(), fields: text.optional() }).optional(),
  sms: z.strictObject({ text: line.optional() }).optional(),
  desktop: z.strictObject({ title: line.optional(), body: text.optional() }).optional(),
});
