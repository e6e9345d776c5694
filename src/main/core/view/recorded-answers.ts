/**
 * The part of a recorded minute that holds what pages were answered. It is the last, and no key in an answer is called so: labels and
 * fields are words.
 */
export const ANSWERS = '@answers';

const MARK = `,"${ANSWERS}":`;

/** Parts a recorded minute into the view that was pushed and what pages were answered, each to the letter. */
export const partRecorded = (text: string): { readonly view: string; readonly answers: string | null } => {
  const at = text.lastIndexOf(MARK);
  if (at < 0) return { view: text, answers: null };
  return { view: `${text.slice(0, at)}}`, answers: text.slice(at + MARK.length, -1) };
};
