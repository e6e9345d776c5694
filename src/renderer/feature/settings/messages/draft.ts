import type { TemplateGuide } from '../../../../preload/contract/views.js';
import type { Edits } from '../../../query/edits.js';

export type Texts = Readonly<Record<string, string>>;

/** What the parts of a template are to whoever words them. */
const PARTS: Readonly<Record<string, string>> = {
  subject: 'Subject',
  heading: 'Heading',
  recovered: 'Heading once it is over',
  body: 'Body',
  fields: 'Fields',
  text: 'Text',
  title: 'Title',
};

export const sayPart = (part: string): string => PARTS[part] ?? part;

/** Parts of several lines. */
export const isLong = (part: string): boolean => part === 'body' || part === 'fields';

/** The texts of a channel as they hold now: the document's, else ours. */
export const textsOf = (guide: TemplateGuide, document: unknown, channel: string): Texts => {
  const defaults = (guide.defaults as Readonly<Record<string, Texts>>)[channel] ?? {};
  const templates = (document as { readonly templates?: Readonly<Record<string, Partial<Texts>>> } | null)?.templates;
  const own = templates?.[channel] ?? {};
  return Object.fromEntries(Object.entries(defaults).map(([part, text]) => [part, own[part] ?? text]));
};

/** A text that says what ours says is not written into the document. */
const wanted = (text: string, ours: string | undefined): string | null =>
  text.trim() === '' || text.trimEnd() === ours ? null : text;

/** What a preview is asked with: every part, `null` for ours. */
export const askedOf = (guide: TemplateGuide, channel: string, texts: Texts): Readonly<Record<string, string | null>> => {
  const defaults = (guide.defaults as Readonly<Record<string, Texts>>)[channel] ?? {};
  return Object.fromEntries(Object.entries(texts).map(([part, text]) => [part, wanted(text, defaults[part])]));
};

/** What a save changes. */
export const editsOf = (guide: TemplateGuide, channel: string, before: Texts, after: Texts): Edits =>
  Object.entries(askedOf(guide, channel, after)).flatMap(([part, text]): Edits => {
    if (after[part] === before[part]) return [];
    const path = ['templates', channel, part];
    return [text === null ? { path } : { path, value: text }];
  });
