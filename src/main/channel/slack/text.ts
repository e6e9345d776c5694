/** What Slack reads as the beginning of a mention, a link or an entity (its formatting reference). */
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };

/** Somebody's words inside Slack's markup: nothing in them becomes a mention or a link. At most `most` characters, and no letter is cut. */
export const mrkdwn = (text: string, most: number): string => cut(text, most, (letter) => ESCAPES[letter] ?? letter);

/** Words where Slack reads no markup; at most `most` characters. */
export const plain = (text: string, most: number): string => cut(text, most, (letter) => letter);

const cut = (text: string, most: number, written: (letter: string) => string): string => {
  let whole = '';
  let fitting = '';
  for (const letter of text) {
    whole += written(letter);
    if (whole.length > most) return `${fitting}…`;
    if (whole.length < most) fitting = whole;
  }
  return whole;
};
