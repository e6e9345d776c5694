const PERCENT = /^\s*\d+(\.\d+)?\s*%\s*$/;

/** Whether a text is a limit: a number, or per cent of one. */
export const isLimitText = (value: string): boolean =>
  PERCENT.test(value) || (value.trim() !== '' && Number.isFinite(Number(value)));

/** A limit as the configuration has it: `3%` stays as it is typed. */
export const readLimit = (value: string): string | number => (PERCENT.test(value) ? value.trim() : Number(value));

/** The same as a number: `3%` is 0.03; NaN where it is none. */
export const limitNumber = (value: string): number => {
  if (PERCENT.test(value)) return Number(value.replace('%', '')) / 100;
  return value.trim() === '' ? Number.NaN : Number(value);
};
