/** What a command takes, read from its line in the command table. */
export interface Takes {
  /** What may stand after the command's name; none where it takes no word, or a file. */
  readonly words: readonly string[];
  readonly takesFile: boolean;
  readonly options: readonly Option[];
}

export interface Option {
  readonly name: string;
  /** What is to follow: `FILE`, `DIR`, or anything else; null: nothing. */
  readonly value: string | null;
}

const HELP: Option = { name: 'help', value: null };

export const takesOf = (text: string): Takes => {
  const parts = text.split(' ').filter((part) => part !== '');
  const options = parts.filter((part) => part.startsWith('--')).map(optionOf);
  const word = parts.find((part) => !part.startsWith('--')) ?? '';
  const takesFile = word === 'FILE';
  return { words: takesFile || word === '' ? [] : word.split('|'), takesFile, options: [...options, HELP] };
};

const optionOf = (part: string): Option => {
  const [name = '', value = null] = part.slice(2).split('=');
  return { name, value };
};
