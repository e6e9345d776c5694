/** A number and its unit stay on one line. */
const UNIT = /(\d) (?=(?:%|ms|s|min|h|d|KB|MB|GB)(?![\p{L}\d]))/gu;

/** Text that is safe inside an element or a quoted attribute. */
const escaped = (text: string): string =>
  text
    .replaceAll(UNIT, '$1\u00a0')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');

/** Markup that is ready; everything else that goes into `html` is text, and is escaped. */
export interface Markup {
  readonly markup: string;
}

type Part = string | number | null | Markup | readonly Markup[];

/** Joins markup and text: `html\`<b>${name}</b>\``. No text becomes markup, whoever wrote it. */
export const html = (pieces: TemplateStringsArray, ...parts: readonly Part[]): Markup => ({
  markup: pieces.reduce((all, piece, index) => all + markupOf(parts[index - 1] ?? null) + piece),
});

const markupOf = (part: Part): string => {
  if (part === null) return '';
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('');
};
