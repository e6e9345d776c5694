import { fail, ok, type Result } from '../../core/model/result.js';

/** What a literal can hold. */
export type Literal = string | number | boolean | null | readonly Literal[] | { readonly [key: string]: Literal };

/** A place in the text where something is that cannot be read without running it. */
class NotLiteral extends Error {}

const TOKEN =
  /\s+|\/\/[^\n]*|\/\*[\s\S]*?\*\/|(?<word>[A-Za-z_$][\w$]*)|(?<number>(?:0x[\da-f_]+|(?:\d[\d_]*\.?[\d_]*|\.\d[\d_]*)(?:e[+-]?\d+)?))|(?<text>"(?:[^"\\\n]|\\[\s\S])*"|'(?:[^'\\\n]|\\[\s\S])*'|`(?:[^`\\$]|\\[\s\S])*`)|(?<sign>[\s\S])/iy;

interface Token {
  readonly kind: 'word' | 'number' | 'text' | 'sign';
  readonly text: string;
  readonly line: number;
}

/** Deeper nobody writes a configuration. */
const DEEPEST = 50;

/**
 * Reads the object that a JavaScript or TypeScript file exports (`module.exports =`, `export default`, or a constant that one
 * of them names), without running anything of it: only literals and products of numbers. The failure says where it is more.
 */
export const readLiteral = (source: string): Result<Literal, string> => {
  try {
    const tokens = tokensOf(source);
    return ok(createReader(tokens).readAt(exportedAt(tokens)));
  } catch (error) {
    if (error instanceof NotLiteral) return fail(error.message);
    throw error;
  }
};

const tokensOf = (source: string): readonly Token[] => {
  const tokens: Token[] = [];
  let line = 1;
  for (const found of source.matchAll(new RegExp(TOKEN, 'giy'))) {
    const { word, number, text, sign } = found.groups ?? {};
    if (word !== undefined) tokens.push({ kind: 'word', text: word, line });
    else if (number !== undefined) tokens.push({ kind: 'number', text: number, line });
    else if (text !== undefined) tokens.push({ kind: 'text', text, line });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, line });
    line += found[0].split('\n').length - 1;
  }
  return tokens;
};

const says = (tokens: readonly Token[], at: number, ...words: readonly string[]): boolean =>
  words.every((word, n) => tokens[at + n]?.text === word);

/** The place of the exported object's first token. */
const exportedAt = (tokens: readonly Token[]): number => {
  const found = tokens.findIndex(
    (_, at) => says(tokens, at, 'module', '.', 'exports', '=') || says(tokens, at, 'export', 'default'),
  );
  if (found < 0) return constantAt(tokens, null);
  const at = found + (says(tokens, found, 'export') ? 2 : 4);
  const token = tokens[at];
  return token?.kind === 'word' ? constantAt(tokens, token.text) : at;
};

/** Where the value of the constant begins; with `name` null, of the only one that is exported. */
const constantAt = (tokens: readonly Token[], name: string | null): number => {
  const at = tokens.findIndex(
    (_, n) => tokens[n]?.text === 'const' && (name === null ? tokens[n - 1]?.text === 'export' : tokens[n + 1]?.text === name),
  );
  const value = tokens.findIndex(({ text }, n) => n > at && text === '=');
  if (at < 0 || value < 0) throw new NotLiteral('it exports no object that can be read without running it');
  return value + 1;
};

const createReader = (tokens: readonly Token[]): { readAt(at: number): Literal } => {
  let at = 0;
  const next = (): Token => {
    const token = tokens[at];
    if (token === undefined) throw new NotLiteral('it ends in the middle');
    at += 1;
    return token;
  };
  const refuse = ({ line, text }: Token): never => {
    throw new NotLiteral(`line ${line}: “${text}” would have to be run`);
  };
  const take = (sign: string): boolean => {
    if (tokens[at]?.text !== sign) return false;
    at += 1;
    return true;
  };
  const product = (first: number): number => {
    let value = first;
    while (take('*')) {
      const factor = next();
      value *= factor.kind === 'number' ? numberOf(factor.text) : refuse(factor);
    }
    return value;
  };
  const value = (depth: number): Literal => {
    const token = next();
    if (depth > DEEPEST) return refuse(token);
    if (token.text === '{') return object(depth);
    if (token.text === '[') return list(depth);
    if (token.text === '-') return product(-numberOf(next().text));
    if (token.kind === 'number') return product(numberOf(token.text));
    if (token.kind === 'text') return textOf(token.text);
    return WORDS.has(token.text) ? (WORDS.get(token.text) ?? null) : refuse(token);
  };
  /** After each entry comes a comma or the end; anything else would have to be run. */
  const between = (end: string): void => {
    if (!take(',') && tokens[at]?.text !== end) refuse(next());
  };
  const object = (depth: number): Literal => {
    const entries: [string, Literal][] = [];
    while (!take('}')) {
      const key = next();
      if (key.kind === 'sign' || !take(':')) return refuse(key);
      entries.push([key.kind === 'text' ? textOf(key.text) : key.text, value(depth + 1)]);
      between('}');
    }
    return Object.fromEntries(entries);
  };
  const list = (depth: number): Literal => {
    const values: Literal[] = [];
    while (!take(']')) {
      values.push(value(depth + 1));
      between(']');
    }
    return values;
  };
  return {
    readAt: (start) => {
      at = start;
      return value(0);
    },
  };
};

const WORDS: ReadonlyMap<string, boolean | null> = new Map([
  ['true', true],
  ['false', false],
  ['null', null],
  ['undefined', null],
]);

const numberOf = (text: string): number => Number(text.replaceAll('_', ''));

const textOf = (quoted: string): string => quoted.slice(1, -1).replaceAll(/\\([\s\S])/g, '$1');
