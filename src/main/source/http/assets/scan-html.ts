import { type AssetKind, type AssetReference, one, scanCss } from './scan-css.js';

export interface PageReferences {
  /** What `<base href>` says, where the page has one. */
  readonly base: string | null;
  readonly references: readonly AssetReference[];
}

type Attributes = ReadonlyMap<string, string>;

/** Elements whose content is text, not markup, up to their end tag. */
export const RAW: ReadonlySet<string> = new Set([
  'script',
  'style',
  'textarea',
  'title',
  'noscript',
  'template',
  'iframe',
  'xmp',
]);

/**
 * The style sheets, scripts, pictures and fonts that a page itself refers to, in order. One pass that only moves forward,
 * so a hostile page costs no more than an honest one of its length.
 */
export const scanHtml = (html: string): PageReferences => {
  const found: AssetReference[] = [];
  let base: string | null = null;
  let at = 0;
  while (at < html.length) {
    const start = html.indexOf('<', at);
    if (start === -1) break;
    const tag = readTag(html, start);
    at = tag.end;
    if (tag.name === '') continue;
    if (tag.name === 'base') base ??= tag.attributes.get('href') ?? null;
    found.push(...referencesOf(tag.name, tag.attributes));
    if (!RAW.has(tag.name)) continue;
    const close = endOfRaw(html, tag.name, at);
    if (tag.name === 'style') found.push(...scanCss(html.slice(at, close)));
    at = close;
  }
  return { base, references: found };
};

interface Tag {
  /** Lower case; empty for comments, end tags and what is no tag. */
  readonly name: string;
  readonly attributes: Attributes;
  readonly end: number;
}

const NO_ATTRIBUTES: Attributes = new Map();
const NAME = /[a-zA-Z][^\s/>]*/y;

export const readTag = (html: string, start: number): Tag => {
  if (html.startsWith('<!--', start)) return { name: '', attributes: NO_ATTRIBUTES, end: endOf(html, '-->', start + 4) };
  NAME.lastIndex = start + 1;
  const name = NAME.exec(html)?.[0].toLowerCase();
  if (name === undefined) return { name: '', attributes: NO_ATTRIBUTES, end: start + 1 };
  const { attributes, end } = readAttributes(html, start + 1 + name.length);
  return { name, attributes, end };
};

const endOf = (html: string, mark: string, from: number): number => {
  const found = html.indexOf(mark, from);
  return found === -1 ? html.length : found + mark.length;
};

const ATTRIBUTE = /[\s/]*([^\s/>=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>"']+)))?/y;
const TAG_END = /[\s/]*>?/y;

const readAttributes = (html: string, from: number): { readonly attributes: Attributes; readonly end: number } => {
  const attributes = new Map<string, string>();
  let end = from;
  for (;;) {
    ATTRIBUTE.lastIndex = end;
    const found = ATTRIBUTE.exec(html);
    if (found === null) break;
    end = ATTRIBUTE.lastIndex;
    const name = (found[1] as string).toLowerCase();
    if (!attributes.has(name)) attributes.set(name, decodeEntities(found[2] ?? found[3] ?? found[4] ?? ''));
  }
  TAG_END.lastIndex = end;
  TAG_END.exec(html);
  return { attributes, end: Math.max(TAG_END.lastIndex, end) };
};

export const endOfRaw = (html: string, name: string, from: number): number => {
  const close = new RegExp(`</${name}[\\s/>]`, 'gi');
  close.lastIndex = from;
  return close.exec(html)?.index ?? html.length;
};

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const decodeEntities = (text: string): string =>
  text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(amp|lt|gt|quot|apos));/gi, (whole, decimal, hex, name) => {
    if (name !== undefined) return ENTITIES[String(name).toLowerCase()] ?? whole;
    const code = decimal === undefined ? Number.parseInt(hex, 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });

const referencesOf = (name: string, attributes: Attributes): readonly AssetReference[] => {
  switch (name) {
    case 'script':
      return one('script', attributes.get('src'));
    case 'img':
    case 'source':
      // A source of sound or film has `src` and is too large to be fetched for a look; one of a picture has `srcset`.
      return [...one('image', name === 'img' ? attributes.get('src') : undefined), ...srcset(attributes.get('srcset'))];
    case 'input':
      return attributes.get('type')?.toLowerCase() === 'image' ? one('image', attributes.get('src')) : [];
    case 'video':
      return one('image', attributes.get('poster'));
    case 'link':
      return linkReferences(attributes);
    default:
      return [];
  }
};

/** An address ends at white space; a comma at its end, or after its descriptors, begins the next candidate. */
const srcset = (text = ''): readonly AssetReference[] => {
  const found: AssetReference[] = [];
  let isAddress = true;
  for (const word of text.split(/\s+/)) {
    if (isAddress) found.push(...one('image', word.replace(/^,+/, '').replace(/,+$/, '')));
    isAddress = word.endsWith(',') || (isAddress && word === '');
  }
  return found;
};

const PRELOADS: Readonly<Record<string, AssetKind>> = { style: 'style', script: 'script', image: 'image', font: 'font' };

const linkReferences = (attributes: Attributes): readonly AssetReference[] => {
  const rel = (attributes.get('rel') ?? '').toLowerCase().split(/\s+/);
  const href = attributes.get('href');
  if (rel.includes('stylesheet')) return rel.includes('alternate') || attributes.has('disabled') ? [] : one('style', href);
  if (rel.includes('modulepreload')) return one('script', href);
  if (rel.includes('icon') || rel.includes('apple-touch-icon')) return one('image', href);
  if (!rel.includes('preload')) return [];
  const kind = PRELOADS[(attributes.get('as') ?? '').toLowerCase()];
  return kind === undefined ? [] : [...one(kind, href), ...srcset(attributes.get('imagesrcset'))];
};
