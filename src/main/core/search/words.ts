/** Whether a text holds every word of another, in any order and whatever their case. No words: it does. */
export const holdsWords = (text: string, words: string): boolean => {
  const wanted = words
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  if (wanted.length === 0) return true;
  const known = text.toLowerCase();
  return wanted.every((word) => known.includes(word));
};
