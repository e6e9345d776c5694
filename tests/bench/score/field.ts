import { FIELD_CLOUD } from './field-cloud.js';
import { FIELD_CROWDS } from './field-crowds.js';
import type { Family } from './shape.js';

/**
 * What real desks watch, in about the mixture in which they watch it: cloud metrics of two weeks, talk and traffic of months, a few
 * lines that are drawn with a ruler. A family that is common in the field has more files.
 */
export const FIELD: Readonly<Record<string, Family>> = { ...FIELD_CLOUD, ...FIELD_CROWDS };

const COMMON: Readonly<Record<string, number>> = { mentions: 10, cpuRegimes: 4, networkTail: 4, nothingWrong: 5, ruledDay: 5 };

/** How many files each family of the field has. */
export const fieldFiles = (family: string): number => COMMON[family] ?? 2;
