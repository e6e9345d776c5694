/** The letters of a short message (GSM 03.38): one septet each. */
const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** These take two. */
const EXTENDED = '^{}\\[~]|€';

const SEPTETS = new Map<string, number>([
  ...[...BASIC].map((letter) => [letter, 1] as const),
  ...[...EXTENDED].map((letter) => [letter, 2] as const),
]);

/** What people write for what a short message cannot say. */
const INSTEAD: Readonly<Record<string, string>> = {
  '‘': "'",
  '’': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '·': '-',
  '•': '-',
  '×': 'x',
  '→': '->',
  '≥': '>=',
  '≤': '<=',
  '\u00a0': ' ',
  '\u202f': ' ',
  '\t': ' ',
};

/** Text in letters that a short message has. Accents that it lacks fall away; what is left over becomes a question mark. */
export const inGsm = (text: string): string => [...text.normalize('NFC')].map(letterOf).join('');

const letterOf = (letter: string): string => {
  if (SEPTETS.has(letter)) return letter;
  const instead = INSTEAD[letter] ?? letter.normalize('NFD').replaceAll(/\p{Mark}/gu, '');
  return [...instead].every((one) => SEPTETS.has(one)) && instead !== '' ? instead : '?';
};

/** Septets that a text of such letters takes. */
export const septets = (text: string): number => [...text].reduce((sum, letter) => sum + (SEPTETS.get(letter) ?? 1), 0);

/** The text, or as much of it as fits into so many septets with three dots at its end: cut between words where one ends near. */
export const cutTo = (text: string, most: number): string => {
  if (septets(text) <= most) return text;
  let cut = '';
  let length = 3;
  for (const letter of text) {
    length += SEPTETS.get(letter) ?? 1;
    if (length > most) break;
    cut += letter;
  }
  const space = cut.lastIndexOf(' ');
  const isNear = space > cut.length - 15 && space > 0;
  return `${(isNear ? cut.slice(0, space) : cut).trimEnd()}...`;
};
