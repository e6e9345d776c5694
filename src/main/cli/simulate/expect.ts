import { offsetText, readOffset } from './offset.js';

type Line = Readonly<Record<string, unknown>>;

/** Watches a transcript go by and knows in the end what was expected and did not come, or came and should not have. */
export interface Expectations {
  see(line: Line): void;
  /** What is not met, in words; empty where all is well. */
  unmet(): readonly string[];
}

export const createExpectations = (wanted: readonly Line[]): Expectations => {
  const wishes = wanted.map((wish) => {
    const isNot = typeof wish.not === 'object' && wish.not !== null;
    return { pattern: normal((isNot ? wish.not : wish) as Line), isNot, isSeen: false };
  });
  return {
    see: (line) => {
      for (const wish of wishes) if (!wish.isSeen && contains(line, wish.pattern)) wish.isSeen = true;
    },
    unmet: () =>
      wishes
        .filter((wish) => wish.isSeen === wish.isNot)
        .map((wish) => `${wish.isNot ? 'came, but should not' : 'never came'}: ${JSON.stringify(wish.pattern)}`),
  };
};

/** Offsets may be written as a duration or as H:MM:SS. */
const normal = (pattern: Line): Line => {
  const offset = typeof pattern.at === 'string' ? readOffset(pattern.at) : undefined;
  return offset === undefined ? pattern : { ...pattern, at: offsetText(offset) };
};

/** Every key of the pattern is in the value with an equal, or again containing, value. */
const contains = (value: unknown, pattern: unknown): boolean => {
  if (typeof pattern !== 'object' || pattern === null) return value === pattern;
  if (typeof value !== 'object' || value === null) return false;
  return Object.entries(pattern).every(([key, wanted]) => contains((value as Line)[key], wanted));
};
