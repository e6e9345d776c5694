import { describe, expect, it } from 'vitest';
import { scanHtml } from './scan-html.js';

const hrefs = (html: string): string[] => scanHtml(html).references.map(({ kind, href }) => `${kind} ${href}`);

describe('the references of a page', () => {
  it.each([
    ['<link rel="stylesheet" href="/a.css">', ['style /a.css']],
    ["<LINK HREF='/a.css' REL='Stylesheet'>", ['style /a.css']],
    ['<link rel=stylesheet href=/a.css>', ['style /a.css']],
    ['<link rel="alternate stylesheet" href="/dark.css">', []],
    ['<link rel="preload" as="font" href="/f.woff2" crossorigin>', ['font /f.woff2']],
    ['<link rel="preload" as="fetch" href="/data.json">', []],
    ['<link rel="modulepreload" href="/m.js">', ['script /m.js']],
    ['<link rel="shortcut icon" href="/i.ico">', ['image /i.ico']],
    ['<link rel="canonical" href="https://example.org/">', []],
    ['<script defer src="/a.js"></script>', ['script /a.js']],
    ['<script>document.write("<img src=/no.png>")</script>', []],
    ['<img src="/a.png" alt="a > b">', ['image /a.png']],
    ['<img alt=""src="/a.png"/>', ['image /a.png']],
    ['<img src="/a.png?x=1&amp;y=2">', ['image /a.png?x=1&y=2']],
    ['<img src="">', []],
    ['<video poster="/p.jpg" src="/film.mp4"></video>', ['image /p.jpg']],
    ['<audio><source src="/a.mp3"></audio>', []],
    ['<input type="image" src="/go.png">', ['image /go.png']],
    ['<!-- <img src="/old.png"> --><img src="/new.png">', ['image /new.png']],
    ['<noscript><img src="/tracker.gif"></noscript>', []],
    ['<style>@font-face { src: url("/f.woff2") }</style>', ['font /f.woff2']],
    ['a < b <img src=/a.png', ['image /a.png']],
  ])('of %s are %j', (html, expected) => {
    expect(hrefs(html)).toEqual(expected);
  });

  it.each([
    ['/1.png 1x, /2.png 2x', ['/1.png', '/2.png']],
    ['/s.png 480w,\n  /l.png 960w', ['/s.png', '/l.png']],
    ['/only.png', ['/only.png']],
    ['/a.png, /b.png', ['/a.png', '/b.png']],
    ['/w_1,h_2/a.png 1x, /b.png 2x', ['/w_1,h_2/a.png', '/b.png']],
    ['', []],
  ])('of a srcset "%s" are %j', (srcset, expected) => {
    const found = scanHtml(`<picture><source srcset="${srcset}"></picture>`).references;
    expect(found.map(({ href }) => href)).toEqual(expected);
  });

  it('come with the first base that the page names', () => {
    expect(scanHtml('<base href="/shop/"><base href="/other/"><img src=a.png>').base).toBe('/shop/');
    expect(scanHtml('<img src=a.png>').base).toBeNull();
  });

  it.each([
    ['open tags', '<img '.repeat(200_000)],
    ['open comments', '<!--'.repeat(200_000)],
    ['open quotes', '<a b="'.repeat(200_000)],
    ['white space', `<img srcset="a${' '.repeat(1_000_000)}">`],
    ['open scripts', '<script>'.repeat(100_000)],
    ['open style comments', `<style>${'/*/'.repeat(300_000)}</style>`],
    ['open urls', `<style>${'url('.repeat(250_000)}</style>`],
    ['imports of nothing', `<style>${`@import${' '.repeat(100)}`.repeat(9_000)}</style>`],
    ['equals signs', `<a ${'='.repeat(1_000_000)}>`],
  ])('are found in a second at most in a megabyte of %s', (_, html) => {
    // Processor time: what else the machine does is no matter.
    const before = process.cpuUsage();
    scanHtml(html);
    expect(process.cpuUsage(before).user / 1_000).toBeLessThan(1_000);
  });
});
