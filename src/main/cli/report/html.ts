import type { ReportBlock, ReportDocument } from './document.js';
import { escaped } from './escaped.js';
import { chartSvg } from './svg.js';

/** The report as one page that needs nothing else, and runs nothing. */
export const toHtml = ({ title, madeAt, blocks }: ReportDocument): string => `<!doctype html>
<html lang="en-GB">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escaped(title)}</title>
<style>
:root { color-scheme: light dark; --ink: light-dark(#14181d, #e7eaee); --soft: light-dark(#4a5563, #a9b2bd); --line: light-dark(#dfe3e8, #252a31); --ground: light-dark(#ffffff, #13161a) }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem; background: var(--ground); color: var(--ink); font: 14px/1.5 system-ui, sans-serif }
h1 { font-size: 22px } h2 { font-size: 16px; margin: 2rem 0 .5rem } p { color: var(--soft) }
table { border-collapse: collapse; width: 100% } th, td { text-align: left; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); vertical-align: top }
th { color: var(--soft); font-weight: 500; font-size: 12px } figure { margin: 1rem 0 } figcaption { color: var(--soft) } svg { width: 100%; height: auto }
</style>
<h1>${escaped(title)}</h1>
<p>Made ${escaped(madeAt)}.</p>
${blocks.map(written).join('\n')}
</html>
`;

const written = (block: ReportBlock): string => {
  switch (block.kind) {
    case 'heading':
      return `<h2>${escaped(block.text)}</h2>`;
    case 'text':
      return `<p>${escaped(block.text)}</p>`;
    case 'table':
      return `<table><thead><tr>${cells('th', block.head)}</tr></thead><tbody>${block.rows
        .map((row) => `<tr>${cells('td', row)}</tr>`)
        .join('')}</tbody></table>`;
    case 'chart':
      return `<figure>${chartSvg(block)}<figcaption>${escaped(block.title)}</figcaption></figure>`;
  }
};

const cells = (tag: 'th' | 'td', texts: readonly string[]): string =>
  texts.map((text) => `<${tag}>${escaped(text)}</${tag}>`).join('');
