import { z } from 'zod';
import type { SecretReference } from '../../../core/port/secrets.js';
import { parseSeries } from '../../../core/sample/series.js';
import { parseDuration } from '../../../core/time/duration.js';
import { type Duration, duration as toDuration } from '../../../core/time/instant.js';
import { hear, say } from '../../wording.js';

/** The complaint about a value of the wrong kind; one that is not there at all is told as missing. */
const complain =
  (complaint: string) =>
  ({ input }: { readonly input?: unknown }): string =>
    input === undefined ? say('is missing', `Add it. ${hear(complaint).remedy}`) : complaint;

/** A text of one form, read into a value. `read` answers undefined where the text does not have the form. */
export const textAs = <Value>(form: string, example: string, read: (text: string) => Value | undefined) => {
  const complaint = say(`must be ${form}`, `Write for example ${example}.`);
  return z
    .string({ error: complain(complaint) })
    .transform((text, context): Value => {
      const value = read(text);
      if (value !== undefined) return value;
      context.addIssue({ code: 'custom', message: complaint });
      return z.NEVER;
    })
    .meta({ title: form.replace(/^an? /, '') });
};

const DURATION_COMPLAINT = say('must be a duration with its unit', 'Write for example "30s", "5m", "4h" or "1d".');

/** A hundred years: what lies further ahead than any calendar goes has no date that could be told. */
const LONGEST = toDuration(36_525 * 86_400_000);
const LONGEST_COMPLAINT = say('must be at most a hundred years', 'Write for example "30s", "5m", "4h" or "1d".');

/** `"30s"`, `"5m"`, `"1h30m"`; a bare 0 needs no unit. */
export const duration = z
  .union([z.string(), z.literal(0)], { error: complain(DURATION_COMPLAINT) })
  .transform((given, context): Duration => {
    const length = given === 0 || given === '0' ? toDuration(0) : parseDuration(given);
    if (length !== undefined && length <= LONGEST) return length;
    context.addIssue({ code: 'custom', message: length === undefined ? DURATION_COMPLAINT : LONGEST_COMPLAINT });
    return z.NEVER;
  })
  .meta({ title: 'duration' });

/** A length of time that may not be zero. */
export const positiveDuration = duration.refine((length) => length > 0, {
  error: () => say('must be longer than zero', 'Write for example "30s", "5m", "4h" or "1d".'),
});

const SIZES: Readonly<Record<string, number>> = { B: 1, KB: 1_000, MB: 1_000_000, KIB: 1_024, MIB: 1_048_576 };

const readSize = (text: string): number | undefined => {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)\s*(B|KB|MB|KiB|MiB)$/i.exec(text.trim()) ?? [];
  return amount === undefined ? undefined : Math.round(Number(amount) * (SIZES[(unit as string).toUpperCase()] as number));
};

/** `150KB`: bytes, in thousands; `KiB` and `MiB` count in 1,024. */
export const size = textAs('a size with its unit', '150KB', readSize);

const readPercentage = (text: string): number | undefined => {
  const [, amount] = /^(\d+(?:\.\d+)?)\s*%$/.exec(text.trim()) ?? [];
  return amount === undefined ? undefined : Number((Number(amount) / 100).toPrecision(15));
};

/** `50%`, as a ratio: 0.5. */
export const percentage = textAs('a percentage', '50%', readPercentage);

const THRESHOLD_COMPLAINT = say('must be a number or a percentage', 'Write for example 0.03 or "3%".');

/** A number in the metric's own unit; `3%` is 0.03. */
export const threshold = z
  .union([z.number(), z.string()], { error: complain(THRESHOLD_COMPLAINT) })
  .transform((given, context): number => {
    const value = typeof given === 'number' ? given : readPercentage(given);
    if (value !== undefined) return value;
    context.addIssue({ code: 'custom', message: THRESHOLD_COMPLAINT });
    return z.NEVER;
  })
  .meta({ title: 'number or percentage' });

const readRate = (text: string): { readonly count: number; readonly per: Duration } | undefined => {
  const [, count, unit] = /^(\d+)\s*\/\s*([smhd])$/.exec(text.trim()) ?? [];
  const per = parseDuration(`1${unit ?? ''}`);
  return count === undefined || per === undefined ? undefined : { count: Number(count), per };
};

/** `20/h`. */
export const rate = textAs('a count per time', '20/h', readRate);

const isTime = (text: string): boolean => /^(?:[01]\d|2[0-3]):[0-5]\d$/.test(text);

/** `"08:00"`, on a 24-hour clock. Quoted, because YAML readers disagree about it otherwise. */
export const timeOfDay = textAs('a time of day', '"08:00"', (text) => (isTime(text) ? text : undefined));

const parseUrl = (text: string, protocols: readonly string[]): string | undefined => {
  if (!URL.canParse(text)) return undefined;
  return protocols.includes(new URL(text).protocol) ? text : undefined;
};

export const httpUrl = textAs('an http or https address', 'https://www.example.org/', (text) =>
  parseUrl(text, ['http:', 'https:']),
);

const isTimeZone = (name: string): boolean => {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
};

export const timeZone = textAs('a time zone', 'Europe/London', (name) => (isTimeZone(name) ? name : undefined));

const localeOf = (text: string): string | undefined => {
  try {
    return Intl.getCanonicalLocales(text)[0];
  } catch {
    return undefined;
  }
};

export const locale = textAs('a locale', 'en-GB', localeOf);
export const currency = textAs('a currency code of three letters', 'GBP', (text) =>
  /^[A-Z]{3}$/.test(text) ? text : undefined,
);

const readInstant = (text: string): string | undefined =>
  /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;

/** An instant or a local date and time, kept as text: its zone is that of the place where it is used. */
export const dateTime = textAs('a date and time', '2026-12-24T18:00:00Z', readInstant);

/** What identifies a target, rule or objective: part of URLs and of labels. */
export const id = textAs('an id of letters, digits, dots, dashes and underscores', 'home-page', (text) =>
  /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/.test(text) ? text : undefined,
);

const LABEL_COMPLAINT = say('must be a short text', 'Write a text, a number, or true or false.');

/** The value of a label: always a text, however it was written. */
export const labelValue = z
  .union([z.string().max(500), z.number(), z.boolean()], { error: complain(LABEL_COMPLAINT) })
  .transform((value) => String(value))
  .meta({ title: 'label value' });

export const labelName = textAs('a label name of letters, digits and underscores', 'page', (text) =>
  /^[a-zA-Z_][a-zA-Z0-9_]*$/.test(text) ? text : undefined,
);

export const labels = z.record(labelName, labelValue);

const SECRET_COMPLAINT = say(
  'must be a secret: { env: NAME }, { stored: NAME } or a text',
  'Write { env: NAME } and set that environment variable.',
);
const secretName = textAs('a name of letters, digits, dots, dashes and underscores', 'slack-token', (text) =>
  /^[A-Za-z0-9._-]{1,100}$/.test(text) ? text : undefined,
);

const inEnvironment = z.strictObject({ env: secretName });
const inStore = z.strictObject({ stored: secretName });

const referenceOf = (given: { readonly env: string } | { readonly stored: string }): SecretReference =>
  'env' in given ? { kind: 'environment', variable: given.env } : { kind: 'stored', name: given.stored };

/** `{ env: NAME }`, `{ stored: NAME }`, or (warned about elsewhere) the secret itself. */
export const secret = z
  .union([z.string().min(1), inEnvironment, inStore], { error: complain(SECRET_COMPLAINT) })
  .transform((given): SecretReference => (typeof given === 'string' ? { kind: 'plain', text: given } : referenceOf(given)))
  .meta({ title: 'secret' });

/** Where a secret is kept, and never the secret itself. */
export const secretElsewhere = z
  .union([inEnvironment, inStore])
  .transform(referenceOf)
  .meta({ title: 'secret kept elsewhere' });

export const words = z.string().max(2_000);
export const name = z.string().min(1).max(200);
export const port = z.number().int().min(1).max(65_535);
export const days = z.number().min(0).max(3_650);
export const count = z.number().int().min(0);
export const ratio = z.number().min(0).max(1);
export const email = textAs('an e-mail address', 'ops@example.org', (text) =>
  /^[^\s@]+@[^\s@]+$/.test(text) ? text : undefined,
);
export const phone = textAs('a telephone number with its country', '"+441234567890"', (text) =>
  /^\+[0-9X]{6,15}$/.test(text.replaceAll(/[\s()-]/g, '')) ? text.replaceAll(/[\s()-]/g, '') : undefined,
);

export const series = textAs('the name of a series', 'queue_length or queue_length{queue="mail"}', (text) =>
  text.length <= 200 && parseSeries(text) !== undefined ? text : undefined,
);
