/** A web target as its form holds it: all text, as typed. */
export interface TargetDraft {
  readonly name: string;
  readonly url: string;
  readonly every: string;
  readonly status: string;
  readonly body: string;
  readonly certificateDays: string;
  readonly assets: boolean;
}

export const EMPTY_DRAFT: TargetDraft = {
  name: '',
  url: 'https://',
  every: '60s',
  status: '',
  body: '',
  certificateDays: '',
  assets: false,
};

type Item = Readonly<Record<string, unknown>>;

const CONTAINS = /^contains\("((?:[^"\\]|\\.)*)"\)$/;
const EXPRESSION = /^(not )?(contains|matches)\(/;

const textOf = (value: unknown): string => (value === undefined || value === null ? '' : String(value));

const bodyText = (value: unknown): string => {
  const inside = CONTAINS.exec(textOf(value))?.[1];
  return inside === undefined ? textOf(value) : (JSON.parse(`"${inside}"`) as string);
};

/** The form's state for an item of the document's `targets`. */
export const draftOf = (item: Item): TargetDraft => {
  const expect = (item.expect ?? {}) as Item;
  return {
    name: textOf(item.name ?? item.id),
    url: textOf(item.url),
    every: textOf(item.every) || EMPTY_DRAFT.every,
    status: textOf(expect.status),
    body: bodyText(expect.body),
    certificateDays: textOf(expect.certificateDays),
    assets: item.assets === true,
  };
};

const bodyOf = (text: string): string => (EXPRESSION.test(text) ? text : `contains(${JSON.stringify(text)})`);

/** What is expected, with what the form does not show kept as it was; undefined where nothing is. */
const expectOf = (draft: TargetDraft, before: Item): Item | undefined => {
  const { status: _status, body: _body, certificateDays: _days, ...kept } = (before.expect ?? {}) as Item;
  const expect = {
    ...kept,
    ...(draft.status.trim() === '' ? {} : { status: draft.status.trim() }),
    ...(draft.body.trim() === '' ? {} : { body: bodyOf(draft.body.trim()) }),
    ...(draft.certificateDays.trim() === '' ? {} : { certificateDays: Number(draft.certificateDays) }),
  };
  return Object.keys(expect).length === 0 ? undefined : expect;
};

/** The item as it would stand in the configuration. */
export const itemOf = (draft: TargetDraft, id: string, before: Item = {}): Item => {
  const { expect: _expect, assets: _assets, ...kept } = before;
  const expect = expectOf(draft, before);
  return {
    ...kept,
    id,
    name: draft.name.trim() || id,
    url: draft.url.trim(),
    every: draft.every.trim(),
    ...(expect === undefined ? {} : { expect }),
    ...(draft.assets ? { assets: true } : {}),
  };
};

/** What keeps the form from being sent, by field. */
export const draftErrors = (draft: TargetDraft): Partial<Record<keyof TargetDraft, string>> => ({
  ...(URL.canParse(draft.url.trim()) && /^https?:/.test(draft.url.trim())
    ? {}
    : { url: 'Enter an address that begins with https:// or http://.' }),
  ...(/^(\d+(\.\d+)?(ms|s|m|h|d))+$/.test(draft.every.trim()) ? {} : { every: 'Write a length such as 30s, 5m or 1h.' }),
  ...(draft.certificateDays.trim() === '' || /^\d+$/.test(draft.certificateDays.trim())
    ? {}
    : { certificateDays: 'Enter whole days.' }),
});
