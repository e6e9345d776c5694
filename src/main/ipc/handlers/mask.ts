/** Keys of the document whose plain value is a secret. */
const KEYS =
  'password|passphrase|secret|token|authToken|botToken|appToken|webhookUrl|bearer|basic|accessKeyId|secretAccessKey|accountSid|webhookSecret|dsn|writeKey';
const QUOTED = `"(?:[^"\\\\\\n]|\\\\.)*"|'(?:[^'\\n]|'')*'`;
const PLAIN = `[^\\s"'{}\\[\\],#&*!|>%@\`][^,{}\\[\\]#\\n]*[^\\s,{}\\[\\]#\\n]|[^\\s"'{}\\[\\],#&*!|>%@\`]`;
const SECRET = new RegExp(`(?<=(?:^|[\\s{,"'-])(?:${KEYS})["']?[ \\t]*:[ \\t]+)(?:${QUOTED}|${PLAIN})`, 'g');
const CREDENTIALS = /(?<=:\/\/)[^\s/@"']+:[^\s/@"']+(?=@)/g;
const MASK = /"?•••(\d+)•••"?/g;

/** Every secret of a document's text, in the order in which they stand. */
const secretsOf = (text: string): { readonly at: number; readonly value: string }[] =>
  [...text.matchAll(SECRET), ...text.matchAll(CREDENTIALS)]
    .map((found) => ({ at: found.index, value: found[0] }))
    .sort((a, b) => a.at - b.at)
    .filter((secret, index, all) => index === 0 || secret.at >= endOf(all[index - 1]));

const endOf = (secret: { readonly at: number; readonly value: string } | undefined): number =>
  secret === undefined ? 0 : secret.at + secret.value.length;

/** The text with each secret as `•••1•••`, `•••2•••` …: still a valid document, and a save of it keeps what they stand for. */
export const maskSecrets = (text: string): string => {
  let masked = '';
  let from = 0;
  for (const [index, { at, value }] of secretsOf(text).entries()) {
    const isInsideAddress = text.slice(at - 3, at) === '://';
    masked += `${text.slice(from, at)}${isInsideAddress ? `•••${index + 1}•••` : `"•••${index + 1}•••"`}`;
    from = at + value.length;
  }
  return masked + text.slice(from);
};

/** The inverse of `maskSecrets`, by the secrets of the text that was masked. A mask that stands for none stays as it is. */
export const unmaskSecrets = (text: string, original: string): string => {
  const secrets = secretsOf(original);
  return text.replace(MASK, (mask, index: string) => secrets[Number(index) - 1]?.value ?? mask);
};

/** The same for single values, which carry no quotes of their own. */
export const unmaskValue = (value: unknown, original: string): unknown => {
  if (typeof value === 'string')
    return unmaskSecrets(value, original).replace(/^(["'])(.*)\1$/s, value.includes('•••') ? '$2' : '$&');
  if (Array.isArray(value)) return value.map((item) => unmaskValue(item, original));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, unmaskValue(item, original)]));
};
