/** Joins class names and leaves out what is false. */
export const names = (...parts: readonly (string | false | null | undefined)[]): string => parts.filter(Boolean).join(' ');
