import { describe, expect, it } from 'vitest';
import { addressesIn, sitemapIn } from './sitemap.js';

const AT = new URL('https://www.example.org/en/');

describe('the sitemap that robots.txt names', () => {
  it.each([
    ['User-agent: *\nSitemap: https://www.example.org/maps/main.xml', 'https://www.example.org/maps/main.xml'],
    ['  SITEMAP :\thttps://example.org/a.xml\r\n', 'https://example.org/a.xml'],
    ['Sitemap: /relative.xml#top', 'https://www.example.org/relative.xml'],
    ['Sitemap: https://cdn.example.net/a.xml\nSitemap: https://www.example.org/b.xml', 'https://www.example.org/b.xml'],
    ['Sitemap: http://www.example.org/plain.xml', null],
    ['Sitemap: https://www.example.org:8443/other-port.xml', null],
    ['Sitemap: https://ann:secret@www.example.org/a.xml', null],
    ['Sitemap: https://blog.example.org/a.xml', null],
    ['Sitemap: file:///etc/passwd', null],
    ['Sitemap: https://www.example.org/items?delete=7', null],
    ['# Sitemap: https://www.example.org/a.xml', null],
    [`Sitemap: https://www.example.org/${'a'.repeat(3_000)}`, null],
    ['', null],
  ])('of %j', (robots, url) => expect(sitemapIn(robots, AT)?.href ?? null).toBe(url));

  it('is looked for in its first lines only', () => {
    const elsewhere = 'Sitemap: https://cdn.example.net/a.xml\n'.repeat(50_000);
    expect(sitemapIn(`${elsewhere}Sitemap: https://www.example.org/b.xml`, AT)).toBeNull();
  });
});

describe('the addresses of a sitemap', () => {
  it('come in its order, as they were meant', () => {
    const map = '<urlset><url><loc> https://a.org/x?a=1&amp;b=2 </loc></url><url><LOC>https://a.org/y</LOC></url></urlset>';
    expect(addressesIn(map)).toEqual(['https://a.org/x?a=1&b=2', 'https://a.org/y']);
  });
  it('are not too many', () => expect(addressesIn('<loc>https://a.org/x</loc>'.repeat(9_000))).toHaveLength(500));
});
