import { type Document, isAlias, isPair, isScalar, type Node, type Pair, parseDocument, type Scalar, visit } from 'yaml';

/** Keys of the document whose plain value is a secret. */
const KEYS = [
  'password',
  'passphrase',
  'secret',
  'token',
  'authToken',
  'botToken',
  'appToken',
  'webhookUrl',
  'bearer',
  'basic',
  'accessKeyId',
  'secretAccessKey',
  'accountSid',
  'webhookSecret',
  'dsn',
  'writeKey',
  'privateKey',
];
const QUOTED = `"(?:[^"\\\\\\n]|\\\\.)*"|'(?:[^'\\n]|'')*'`;
const PLAIN = `[^\\s"'{}\\[\\],#&*!|>%@\`][^,{}\\[\\]#\\n]*[^\\s,{}\\[\\]#\\n]|[^\\s"'{}\\[\\],#&*!|>%@\`]`;
const SECRET = new RegExp(`(?<=(?:^|[\\s{,"'-])(?:${KEYS.join('|')})["']?[ \\t]*:[ \\t]+)(?:${QUOTED}|${PLAIN})`, 'g');
const CREDENTIALS = /(?<=:\/\/)[^\s/@"']+:[^\s/@"']+(?=@)|(?<=\bhttps?:\/\/)[^\s/@"'?#]+(?=@)/g;
/** What addresses carry in their query to prove who calls: as in `withoutSecrets`. */
const QUERY =
  /(?<=[?&;](?:[\w.-]*[._-])?(?:access|api|auth|client|private|secret|session)?[_-]?(?:key|token|secret|sig|signature|password|passwd|pwd)=)[^\s&;#"',{}[\]]+/gi;
const MASK = /"?•••(\d+)•••"?/g;

interface Secret {
  readonly at: number;
  /** As it is written. */
  readonly text: string;
  /** What it means. */
  readonly value: string;
}

/** Every secret of a document's text, in the order in which they stand. */
const secretsOf = (text: string): readonly Secret[] =>
  [...parsedSecrets(text), ...matched(text, CREDENTIALS), ...matched(text, QUERY)]
    .sort((a, b) => a.at - b.at || b.text.length - a.text.length)
    .filter((secret, index, all) => all.slice(0, index).every(({ at, text: earlier }) => secret.at >= at + earlier.length));

/** By the parser, which knows every way to write a value; a text with errors is searched as well, for the parser may have lost its way. */
const parsedSecrets = (text: string): readonly Secret[] => {
  try {
    const document = parseDocument(text, { merge: true, prettyErrors: false, logLevel: 'silent' });
    const found = scalarsOf(document, text);
    const written = matched(text, SECRET);
    return [...found, ...(document.errors.length === 0 ? written.filter(({ at }) => isInComment(text, at)) : written)];
  } catch {
    return matched(text, SECRET);
  }
};

/** What was taken out by a # before it is no secret any less. */
const isInComment = (text: string, at: number): boolean => /(^|\s)#/.test(text.slice(text.lastIndexOf('\n', at - 1) + 1, at));

const matched = (text: string, pattern: RegExp): readonly Secret[] =>
  [...text.matchAll(pattern)].map((found) => ({
    at: found.index,
    text: found[0],
    value: found[0].replace(/^(["'])(.*)\1$/s, '$2'),
  }));

const scalarsOf = (document: Document, text: string): readonly Secret[] => {
  const found: Secret[] = [];
  const add = (secret: Secret | null): void => {
    if (secret !== null) found.push(secret);
  };
  visit(document, {
    Pair: (_, pair, around) => {
      if (isSecretKey(pair) || isHeartbeat(pair, around)) add(secretIn(pair.value, document, text));
    },
    Scalar: (place, node, around) => {
      const pair = around.at(-1);
      const isUri = isPair(pair) && isScalar(pair.key) && pair.key.value === 'uri';
      if (place !== 'key' && isUnclear(node, text, isUri)) add(secretIn(node, document, text));
    },
  });
  return found;
};

/**
 * Whether a login stands in an address in such a way that it cannot be told where it ends, or that its written form is another one: then all of the
 * address is masked. What a MongoDB's address holds need not be a right one to give its password away.
 */
const isUnclear = ({ value, range }: Scalar, text: string, isUri: boolean): boolean => {
  if (typeof value !== 'string' || range == null || !value.includes('://')) return false;
  const written = text.slice(range[0], range[1]);
  const isOtherwise = [...value.matchAll(CREDENTIALS)].some(([login]) => !written.includes(`://${login}@`));
  const rest = value.replace(CREDENTIALS, '');
  const isLeft = isUri ? /:\/\/(?:[^@]*:[^@]*@|@?[^@]+@[^@]*@|@[^@]*@)|AWS_SESSION_TOKEN:/i : /:\/\/@?[^/?#\s@]+@/;
  return isOtherwise || isLeft.test(rest);
};

const isSecretKey = ({ key }: Pair): boolean => isScalar(key) && KEYS.includes(String(key.value));

/** Whoever has the address of the heartbeat can pretend to be this desk. */
const isHeartbeat = ({ key }: Pair, around: readonly unknown[]): boolean => {
  const block = around.at(-2);
  return isScalar(key) && key.value === 'url' && isPair(block) && isScalar(block.key) && block.key.value === 'heartbeat';
};

const secretIn = (value: unknown, document: Document, text: string): Secret | null => {
  const node = isAlias(value) ? value.resolve(document) : (value as Node | null);
  if (!isScalar(node) || node.value === null || node.range == null) return null;
  const [at, end] = node.range;
  // A block's end takes the line break after it along.
  return { at, text: text.slice(at, end).trimEnd(), value: String(node.value) };
};

/** The text with each secret as `•••1•••`, `•••2•••` …: still a valid document, and a save of it keeps what they stand for. */
export const maskSecrets = (text: string): string => {
  let masked = '';
  let from = 0;
  for (const [index, secret] of secretsOf(text).entries()) {
    const isInsideAddress = /(?::\/\/|[?&;][\w.-]+=)$/.test(text.slice(Math.max(0, secret.at - 60), secret.at));
    masked += `${text.slice(from, secret.at)}${isInsideAddress ? `•••${index + 1}•••` : `"•••${index + 1}•••"`}`;
    from = secret.at + secret.text.length;
  }
  return masked + text.slice(from);
};

/** The inverse of `maskSecrets`, by the secrets of the text that was masked. A mask that stands for none stays as it is. */
export const unmaskSecrets = (text: string, original: string): string => {
  const secrets = secretsOf(original);
  return text.replace(MASK, (mask, index: string) => written(secrets[Number(index) - 1]) ?? mask);
};

/** What stood on several lines comes back on one: where its mask stands now, they might be indented otherwise. */
const written = (secret: Secret | undefined): string | undefined =>
  secret?.text.includes('\n') === true ? JSON.stringify(secret.value) : secret?.text;

/** The same for single values, which are not written but meant. */
export const unmaskValue = (value: unknown, original: string): unknown => {
  if (typeof value === 'string') {
    const secrets = secretsOf(original);
    return value.replace(MASK, (mask, index: string) => secrets[Number(index) - 1]?.value ?? mask);
  }
  if (Array.isArray(value)) return value.map((item) => unmaskValue(item, original));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unmaskValue(item, original)]));
};
