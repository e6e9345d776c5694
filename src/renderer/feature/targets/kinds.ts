import { expectationOf, type Item, textOf, typedBody, withText, writtenBody } from './document.js';
import type { DraftErrors, KindOfTarget, TargetDraft } from './typed.js';

/** How one kind of target stands in the document and in the form. */
interface Kind {
  readonly read: (item: Item) => Partial<TargetDraft>;
  /** Its own keys, and below what is expected; undefined is left out. */
  readonly write: (draft: TargetDraft, before: Item) => Item;
  readonly expect: (draft: TargetDraft, before: Item) => Item;
  readonly errors: (draft: TargetDraft) => DraftErrors;
}

const DAYS = 'Enter whole days.';
const isDays = (text: string): boolean => /^\d*$/.test(text.trim());
const daysError = ({ certificateDays }: TargetDraft): DraftErrors => (isDays(certificateDays) ? {} : { certificateDays: DAYS });

const hostError = ({ host }: TargetDraft): DraftErrors => {
  if (host.trim() === '') return { host: 'Enter the name of a host, or its address.' };
  return /[/\s]/.test(host.trim()) ? { host: 'Enter the host alone: no scheme, no path.' } : {};
};

const portError = ({ port }: TargetDraft, isNeeded: boolean): DraftErrors => {
  if (port.trim() === '' && !isNeeded) return {};
  const number = /^\d+$/.test(port.trim()) ? Number(port) : 0;
  return number >= 1 && number <= 65_535 ? {} : { port: 'Enter a port from 1 to 65535.' };
};

/** The request with its version of HTTP; undefined where nothing is left of it. */
const requestOf = ({ version }: TargetDraft, before: Item): Item | undefined => {
  const { version: _version, ...kept } = (before.request ?? {}) as Item;
  const request = version === '' ? kept : { ...kept, version: Number(version) };
  return Object.keys(request).length === 0 ? undefined : request;
};

const http: Kind = {
  read: (item) => ({
    url: textOf(item.url),
    version: textOf(((item.request ?? {}) as Item).version),
    status: textOf(expectationOf(item).status),
    body: typedBody(expectationOf(item).body),
    certificateDays: textOf(expectationOf(item).certificateDays),
    assets: item.assets === true,
  }),
  write: (draft, before) => ({
    url: draft.url.trim(),
    request: requestOf(draft, before),
    assets: draft.assets || undefined,
  }),
  expect: (draft) => ({
    ...withText({}, 'status', draft.status),
    ...withText({}, 'body', draft.body, writtenBody),
    ...withText({}, 'certificateDays', draft.certificateDays, Number),
  }),
  errors: (draft) => ({
    ...(URL.canParse(draft.url.trim()) && /^https?:/.test(draft.url.trim())
      ? {}
      : { url: 'Enter an address that begins with https:// or http://.' }),
    ...daysError(draft),
  }),
};

/** Line breaks are typed as they are written in most programs: `\r\n`. */
const ESCAPES: Readonly<Record<string, string>> = { '\\r': '\r', '\\n': '\n', '\\t': '\t', '\\\\': '\\' };
const typedLine = (value: unknown): string =>
  textOf(value).replaceAll(/[\r\n\t\\]/g, (letter) => Object.keys(ESCAPES).find((key) => ESCAPES[key] === letter) ?? letter);
const writtenLine = (typed: string): string => typed.replaceAll(/\\[rnt\\]/g, (written) => ESCAPES[written] ?? written);

const tcp: Kind = {
  read: (item) => ({
    host: textOf(item.host),
    port: textOf(item.port),
    send: typedLine(item.send),
    body: typedBody(expectationOf(item).body),
  }),
  write: (draft) => ({
    host: draft.host.trim(),
    port: Number(draft.port),
    send: draft.send === '' ? undefined : writtenLine(draft.send),
  }),
  expect: (draft) => withText({}, 'body', draft.body, writtenBody),
  errors: (draft) => ({ ...hostError(draft), ...portError(draft, true) }),
};

const tls: Kind = {
  read: (item) => ({
    host: textOf(item.host),
    port: textOf(item.port),
    serverName: textOf(item.serverName),
    certificateDays: textOf(expectationOf(item).certificateDays),
    tlsVersion: textOf(expectationOf(item).version),
  }),
  write: (draft) => ({
    host: draft.host.trim(),
    ...withText({}, 'port', draft.port, Number),
    ...withText({}, 'serverName', draft.serverName),
  }),
  expect: (draft) => ({
    ...withText({}, 'certificateDays', draft.certificateDays, Number),
    ...withText({}, 'version', draft.tlsVersion),
  }),
  errors: (draft) => ({ ...hostError(draft), ...portError(draft, false), ...daysError(draft) }),
};

const LISTS = ['exactly', 'all', 'any'] as const;
const linesOf = (text: string): readonly string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

/** The list that the form shows; a second one, beside it in the document, is kept. */
const shownList = (item: Item): (typeof LISTS)[number] =>
  LISTS.find((key) => expectationOf(item)[key] !== undefined) ?? 'exactly';

const dns: Kind = {
  read: (item) => ({
    host: textOf(item.host),
    record: textOf(item.record) || 'A',
    resolver: textOf(item.resolver),
    answersAre: shownList(item),
    answers: ((expectationOf(item)[shownList(item)] ?? []) as readonly unknown[]).map(textOf).join('\n'),
  }),
  write: (draft) => ({
    host: draft.host.trim(),
    record: draft.record,
    ...withText({}, 'resolver', draft.resolver),
  }),
  expect: (draft, before) => {
    const values = linesOf(draft.answers);
    const others = draft.answersAre === 'exactly' ? { all: undefined, any: undefined } : { [shownList(before)]: undefined };
    return { ...others, [draft.answersAre]: values.length === 0 ? undefined : values };
  },
  errors: hostError,
};

export const kinds: Readonly<Record<KindOfTarget, Kind>> = { http, tcp, tls, dns };
