import { type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument, type YAMLError } from 'yaml';
import { error, type Finding, type Locate, type Path, type Place } from './finding.js';

/** No configuration is larger; what is, is something else. */
const LARGEST_TEXT = 1_000_000;

/** Anchors may be used again this often in all, so that a few lines cannot unfold into gigabytes. */
const MOST_ALIASES = 100;

export interface ParsedText {
  /** The document as plain values; undefined where the text is no YAML. */
  readonly value: unknown;
  /** What is wrong with the text as such, each with its own place. */
  readonly faults: readonly (Finding & Place)[];
  readonly locate: Locate;
}

/** Reads YAML (of which JSON is a part), keeping the place of every key and value. Never throws. */
export const parseText = (text: string): ParsedText => {
  if (Buffer.byteLength(text) > LARGEST_TEXT)
    return unreadable('the text is larger than 1 MB', 'Keep what is not configuration elsewhere.');
  const lines = new LineCounter();
  try {
    const document = parseDocument(text, { lineCounter: lines, merge: true, prettyErrors: false, logLevel: 'silent' });
    const faults = document.errors.map((problem) => faultOf(problem, lines));
    if (faults.length > 0) return { value: undefined, faults, locate: () => null };
    return { value: document.toJS({ maxAliasCount: MOST_ALIASES }), faults: [], locate: locator(document, lines) };
  } catch (problem) {
    if (problem instanceof RangeError) return unreadable('the text is nested too deeply', 'Use fewer levels of brackets.');
    if (problem instanceof ReferenceError)
      return unreadable('the text repeats anchors too often', 'Write the repeated parts out.');
    throw problem;
  }
};

const unreadable = (message: string, remedy: string): ParsedText => ({
  value: undefined,
  faults: [{ ...error([], message, remedy), line: 1, column: 1 }],
  locate: () => null,
});

const REMEDIES: Readonly<Record<string, string>> = {
  DUPLICATE_KEY: 'Keep one of the two.',
  TAB_AS_INDENT: 'Indent with spaces.',
  BAD_INDENT: 'Check the indentation, and that every bracket is closed.',
  BLOCK_AS_IMPLICIT_KEY: 'Quote the text, or put the nested part on lines of its own.',
  MULTIPLE_DOCS: 'Keep one document in the file, without a line of three dashes inside.',
};

const faultOf = (problem: YAMLError, lines: LineCounter): Finding & Place => {
  const message = `the text is not valid YAML: ${withoutQuotes(problem.message)}`;
  return {
    ...error([], message, REMEDIES[problem.code] ?? 'Check the quotes, brackets and indentation around this place.'),
    ...placeAt(lines, problem.pos[0]),
  };
};

/** The parser quotes what it stumbled over, which may be a secret. */
const withoutQuotes = (message: string): string => (message.split('\n')[0] ?? '').replace(/:?\s*["'`].*$/, '');

const placeAt = (lines: LineCounter, offset: number): Place => {
  const { line, col } = lines.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
};

/** Walks down as far as the text goes: a missing value stands where its holder does; a key stands where it is, or nowhere. */
const locator =
  (document: Document, lines: LineCounter): Locate =>
  (path, part) => {
    const offset = offsetOf(document, path, part);
    return offset === undefined ? null : placeAt(lines, offset);
  };

const offsetOf = (document: Document, path: Path, part: Finding['part']): number | undefined => {
  let node = unalias(document.contents, document);
  let offset = node?.range?.[0];
  for (const [depth, step] of path.entries()) {
    const child = childOf(node, step);
    if (child === undefined) return part === 'key' ? undefined : offset;
    const isLast = depth === path.length - 1;
    offset = (isLast && part === 'key' ? child.key : child.value)?.range?.[0] ?? child.key?.range?.[0] ?? offset;
    node = unalias(child.value, document);
  }
  return offset;
};

interface Child {
  readonly key: Node | null;
  readonly value: Node | null;
}

const childOf = (node: Node | null, step: string | number): Child | undefined => {
  if (isSeq<Node>(node) && typeof step === 'number') {
    const item = node.items[step];
    return item === undefined ? undefined : { key: item, value: item };
  }
  if (!isMap<Node, Node | null>(node)) return undefined;
  const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step));
  return pair === undefined ? undefined : { key: pair.key, value: pair.value };
};

const unalias = (node: Node | null, document: Document): Node | null =>
  isAlias(node) ? (node.resolve(document) ?? null) : node;
