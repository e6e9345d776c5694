/** What kind of thing a page asks for; a style sheet is read further. */
export type AssetKind = 'style' | 'script' | 'image' | 'font';

export interface AssetReference {
  readonly kind: AssetKind;
  /** As written, entities resolved; relative to the page's base. */
  readonly href: string;
}

const CSS_REFERENCE =
  /(@import\s+)?(?:url\(\s*(?:"([^"\n]*)"|'([^'\n]*)'|([^"'()\s]+))\s*\)|(?<=@import\s+)(?:"([^"\n]*)"|'([^'\n]*)'))/gi;
const FONT = /\.(?:woff2?|ttf|otf|eot)(?:[?#]|$)/i;

/** Imported style sheets and fonts of a style sheet. Pictures are left out: most of them are only fetched when a rule applies. */
export const scanCss = (css: string): readonly AssetReference[] => {
  const found: AssetReference[] = [];
  for (const match of withoutComments(css).matchAll(CSS_REFERENCE)) {
    const isUrl = match[2] ?? match[3] ?? match[4];
    const href = isUrl ?? match[5] ?? match[6] ?? '';
    if (match[1] !== undefined || isUrl === undefined) found.push(...one('style', href));
    else if (FONT.test(href)) found.push(...one('font', href));
  }
  return found;
};

const withoutComments = (css: string): string => {
  let text = '';
  let at = 0;
  for (let start = css.indexOf('/*'); start !== -1; start = css.indexOf('/*', at)) {
    text += css.slice(at, start);
    const end = css.indexOf('*/', start + 2);
    at = end === -1 ? css.length : end + 2;
  }
  return text + css.slice(at);
};

/** The reference, unless it is empty. */
export const one = (kind: AssetKind, href: string | undefined): readonly AssetReference[] =>
  href === undefined || href.trim() === '' ? [] : [{ kind, href: href.trim() }];
