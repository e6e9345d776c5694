import { describe, expect, it } from 'vitest';
import { scanCss } from './scan-css.js';

describe('the references of a style sheet', () => {
  it.each([
    ['@import "a.css";', ['style a.css']],
    ["@import 'a.css' screen;", ['style a.css']],
    ['@import url(a.css);', ['style a.css']],
    ['@import url("a.css") layer(base);', ['style a.css']],
    ['@font-face { src: url(f.woff2) format("woff2"), url(f.ttf?v=2) }', ['font f.woff2', 'font f.ttf?v=2']],
    ['body { background: url(hero.png) }', []],
    ['/* @import "old.css"; */ @import "new.css";', ['style new.css']],
    ['p::before { content: "text" }', []],
    ['', []],
  ])('%s: %j', (css, expected) => {
    expect(scanCss(css).map(({ kind, href }) => `${kind} ${href}`)).toEqual(expected);
  });
});
