/**
 * Whether a regular expression may take exponentially long on a text that does not meet it: a part that repeats without limit
 * and itself holds an unlimited repetition or a choice can be taken in more and more ways as the text grows, `(a+)+` or
 * `(a|ab)*`. Some that are told are harmless; none that grows so is missed but by back-references. The pattern must be valid.
 */
export const mayRunAway = (pattern: string): boolean => {
  // For each group that is open: whether it holds something that can be taken in more than one way.
  const groups: boolean[] = [false];
  for (let index = 0; index < pattern.length; index += 1) {
    const sign = pattern[index];
    if (sign === '\\') index += 1;
    else if (sign === '[') index = endOfClass(pattern, index);
    else if (sign === '(') groups.push(false);
    else if (sign === '|') groups[groups.length - 1] = true;
    else if (sign === ')') {
      const isManifold = groups.pop() ?? false;
      const repeats = isUnlimitedAt(pattern, index + 1);
      if (isManifold && repeats) return true;
      groups[groups.length - 1] ||= isManifold || repeats;
    } else if (isUnlimitedAt(pattern, index)) groups[groups.length - 1] = true;
  }
  return false;
};

const endOfClass = (pattern: string, start: number): number => {
  for (let index = start + 1; index < pattern.length; index += 1) {
    if (pattern[index] === '\\') index += 1;
    else if (pattern[index] === ']') return index;
  }
  return pattern.length;
};

/** More than this many times is as good as without limit. */
const MANY = 10;

const isUnlimitedAt = (pattern: string, index: number): boolean => {
  const sign = pattern[index];
  if (sign === '*' || sign === '+') return true;
  const counted = sign === '{' ? /^\{(\d+)(,(\d*))?\}/.exec(pattern.slice(index)) : null;
  if (counted === null) return false;
  const [, least, comma, most] = counted;
  return comma === undefined ? Number(least) > MANY : most === '' || Number(most) > MANY;
};
