/** What is wrong and what to do about it, for a person. */
export interface Wording {
  readonly message: string;
  readonly remedy: string;
}

/** The validator carries one text per complaint: message on the first line, remedy on the second. */
export const say = (message: string, remedy: string): string => `${message}\n${remedy}`;

/** The two halves of a text made by `say`. */
export const hear = (text: string): Wording => {
  const [message = '', ...remedy] = text.split('\n');
  return { message, remedy: remedy.join(' ') };
};
