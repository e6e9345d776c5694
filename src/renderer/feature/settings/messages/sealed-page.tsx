import { useEffect, useRef } from 'react';

/** A page's styles, taken out of its markup: a policy that forbids styles within markup lets a document be styled by its rules. */
interface Unstyled {
  readonly markup: string;
  readonly sheets: readonly string[];
}

const KEPT = 'data-look';

/** Main escapes every quote in anybody's words, so that ` style="` stands in its own markup alone. A parser would complain as the page does. */
const unstyled = (page: string): Unstyled => {
  const sheets: string[] = [];
  const bare = page.replaceAll(/<style>([^<]*)<\/style>/g, (_, sheet: string) => {
    sheets.push(sheet);
    return '';
  });
  return { markup: bare.replaceAll(' style="', ` ${KEPT}="`), sheets };
};

/** Gives a loaded page its styles back, rule by rule. */
const restyle = (frame: HTMLIFrameElement, sheets: readonly string[]): void => {
  const inside = frame.contentDocument;
  const view = frame.contentWindow as (Window & { readonly CSSStyleSheet: typeof CSSStyleSheet }) | null;
  if (inside === null || view === null) return;
  inside.adoptedStyleSheets = sheets.map((text) => {
    const sheet = new view.CSSStyleSheet();
    sheet.replaceSync(text);
    return sheet;
  });
  for (const element of inside.querySelectorAll<HTMLElement>(`[${KEPT}]`))
    element.style.cssText = element.getAttribute(KEPT) ?? '';
  frame.style.height = `${inside.documentElement.scrollHeight}px`;
};

interface SealedPageProps {
  readonly title: string;
  readonly page: string;
  readonly width: number;
  readonly light: 'light' | 'dark';
}

/** A page of somebody else's making, without scripts, forms, links that lead anywhere, or a way out of its frame. */
export const SealedPage = ({ title, page, width, light }: SealedPageProps) => {
  const frame = useRef<HTMLIFrameElement>(null);
  const { markup, sheets } = unstyled(page);
  useEffect(() => {
    // A narrower frame makes a longer page.
    if (frame.current !== null && frame.current.contentDocument?.readyState === 'complete') restyle(frame.current, sheets);
  });
  return (
    <iframe
      ref={frame}
      title={title}
      sandbox="allow-same-origin"
      srcDoc={markup}
      onLoad={() => frame.current !== null && restyle(frame.current, sheets)}
      className="block max-w-full rounded-md border border-line bg-surface"
      style={{ width, colorScheme: light }}
    />
  );
};
