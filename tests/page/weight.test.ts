import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Reading } from '../../src/main/core/model/reading.js';
import { createLoopback } from '../support/servers/loopback.js';
import { measured, outcomeOf } from '../support/servers/targets.js';
import { pageTarget, readPage } from './parts.js';
import { type Site, startSite } from './site.js';

const loopback = createLoopback();
afterAll(() => loopback.stop());

const filler = (length: number): string => 'lorem ipsum '.repeat(Math.ceil(length / 12)).slice(0, length);
const script = (length: number) => ({ type: 'text/javascript', body: `/*${filler(length)}*/` });
const style = (length: number) => ({ type: 'text/css', body: `p{color:#222}/*${filler(length)}*/` });
const picture = (length: number) => ({
  type: 'image/svg+xml',
  body: `<svg xmlns="http://www.w3.org/2000/svg" width="300" height="300"><rect width="300" height="300" fill="teal"/><!--${filler(length)}--></svg>`,
});

const INLINE = 'body{margin:0}h1{font-size:20px}';
const DATA = 'data:image/svg+xml,%3Csvg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/%3E';

const home = (otherUrl: string): string => `<!doctype html><html lang="en"><head><title>Home</title>
<style>${INLINE}</style><style media="print">p{display:none}</style>
<link rel="preload" as="script" href="/preloaded.js">
<link rel="stylesheet" href="/site.css"><link rel="stylesheet" href="/print.css" media="print">
<script src="/site.js"></script><script src="/deferred.js" defer></script></head>
<body><h1>Tuition</h1><img src="/hero.svg" width="300" height="300" alt=""><img src="/hero.svg" width="30" height="30" alt="">
<img src='${DATA}' alt=""><img src="${otherUrl}/pixel.svg" width="5" height="5" alt="">
<script src="/preloaded.js"></script><script src="/moved.js"></script>
<iframe src="${otherUrl}/frame" title="a map"></iframe>
<script>addEventListener('load', () => setTimeout(() => {
  const late = document.createElement('script'); late.src = '/late.js'; document.head.append(late);
  fetch('/missing'); new Worker('/worker.js'); console.error('one');
}, 100));
addEventListener('load', () => { throw new Error('two'); });</script></body></html>`;

describe('a page whose bytes are known', () => {
  let site: Site;
  let reading: Reading;
  beforeAll(async () => {
    site = await startSite(loopback, ({ otherUrl }) => ({
      '/': { body: home(otherUrl) },
      '/site.css': { ...style(900), body: `@import "/more.css";${style(900).body}` },
      '/more.css': style(300),
      '/print.css': style(2_000),
      '/site.js': { type: 'text/javascript', body: gzipSync(script(60_000).body), headers: { 'Content-Encoding': 'gzip' } },
      '/deferred.js': { ...script(4_000), transfer: 'chunked' },
      '/preloaded.js': { ...script(1_000), headers: { 'Cache-Control': 'max-age=600' } },
      '/moved.js': { status: '302 Found', headers: { Location: '/final.js' } },
      '/final.js': script(70),
      '/late.js': script(5_000),
      '/worker.js': { type: 'text/javascript', body: `fetch('/from-worker')` },
      '/from-worker': { type: 'text/plain', body: 'told' },
      '/hero.svg': { ...picture(20_000), headers: { 'Cache-Control': 'max-age=600' } },
      '/pixel.svg': picture(10),
      '/frame': { body: '<!doctype html><script src="/in-frame.js"></script>' },
      '/in-frame.js': script(100),
    }));
    reading = await readPage(pageTarget(site.url));
  });
  const AT_START = ['/site.js', '/deferred.js', '/preloaded.js', '/moved.js', '/final.js', '/in-frame.js'];
  const LATE = ['/late.js', '/worker.js'];
  const IMAGES = ['/hero.svg', '/pixel.svg'];
  const REST = ['/', '/frame', '/missing', '/from-worker', '/site.css', '/more.css', '/print.css'];

  it('is told in transferred bytes: compressed, chunked and with the heads of the answers', () => {
    expect(measured(reading, 'page_javascript_bytes')).toBe(site.wire(...AT_START, ...LATE));
    expect(measured(reading, 'page_image_bytes')).toBe(site.wire(...IMAGES));
    expect(measured(reading, 'page_weight_bytes')).toBe(site.wire(...AT_START, ...LATE, ...IMAGES, ...REST));
  });

  it('tells the scripts that it starts with from those that come after its load event', () => {
    expect(measured(reading, 'page_javascript_initial_bytes')).toBe(site.wire(...AT_START));
  });

  it('counts as critical the style for which painting waits, and as style all of it, with what stands in the document', () => {
    expect(measured(reading, 'page_css_critical_bytes')).toBe(site.wire('/site.css', '/more.css') + INLINE.length);
    expect(measured(reading, 'page_css_bytes')).toBe(site.wire('/site.css', '/more.css', '/print.css') + INLINE.length);
  });

  it('knows the picture that is the largest thing to be painted', () => {
    expect(measured(reading, 'page_hero_image_bytes')).toBe(site.wire('/hero.svg'));
  });

  it('counts what goes over the network once each: no data addresses, nothing from the cache, every hop of a redirect', () => {
    expect(measured(reading, 'page_requests')).toBe(AT_START.length + LATE.length + IMAGES.length + REST.length);
    expect(site.asked('/hero.svg')).toBe(1);
    expect(site.asked('/preloaded.js')).toBe(1);
  });

  it('tells requests to others, and whose of them failed', () => {
    expect(measured(reading, 'page_third_party_requests')).toBe(3);
    expect(measured(reading, 'page_failed_requests', { party: 'first' })).toBe(1);
    expect(measured(reading, 'page_failed_requests', { party: 'third' })).toBe(0);
  });

  it('counts what its scripts complain of', () => {
    expect(measured(reading, 'page_console_errors')).toBe(2);
  });

  it('gives laboratory values under names of their own', () => {
    expect(measured(reading, 'page_ttfb_seconds')).toBeGreaterThan(0);
    expect(measured(reading, 'page_fcp_seconds')).toBeGreaterThan(measured(reading, 'page_ttfb_seconds') ?? 0);
    expect(measured(reading, 'page_lcp_seconds')).toBeGreaterThanOrEqual(measured(reading, 'page_fcp_seconds') ?? 0);
    expect(measured(reading, 'page_cls')).toBeGreaterThanOrEqual(0);
    const { measures } = outcomeOf(reading, 'answered');
    expect(measures.map(({ name }) => name).filter((name) => !name.startsWith('page_'))).toEqual([]);
  });

  it('is weighed the same with each load: nothing is cached from one to the next', async () => {
    const again = await readPage(pageTarget(site.url));
    for (const name of ['page_weight_bytes', 'page_requests', 'page_javascript_initial_bytes'])
      expect(measured(again, name)).toBe(measured(reading, name));
  });

  it('has no third parties among the hosts that are configured as its own', async () => {
    const again = await readPage(pageTarget(site.url), { hosts: ['localhost'] });
    expect(measured(again, 'page_third_party_requests')).toBe(0);
  });
});

describe('a page with little on it', () => {
  it('of text alone has no hero image, and no script', async () => {
    const site = await startSite(loopback, () => ({ '/': { body: '<!doctype html><title>x</title><h1>Only words</h1>' } }));
    const reading = await readPage(pageTarget(site.url));
    expect(measured(reading, 'page_hero_image_bytes')).toBe(0);
    expect(measured(reading, 'page_javascript_bytes')).toBe(0);
    expect(measured(reading, 'page_css_critical_bytes')).toBe(0);
    expect(measured(reading, 'page_requests')).toBe(1);
    expect(measured(reading, 'page_weight_bytes')).toBe(site.wire('/'));
  });

  it('that is empty has no paint to tell of', async () => {
    const site = await startSite(loopback, () => ({ '/': { body: '' } }));
    const reading = await readPage(pageTarget(site.url));
    expect(measured(reading, 'page_requests')).toBe(1);
    expect(measured(reading, 'page_lcp_seconds')).toBeUndefined();
    expect(measured(reading, 'page_hero_image_bytes')).toBeUndefined();
  });
});

describe('layout that shifts', () => {
  it('is told as CLS', async () => {
    // It asks for something until it has shifted, however late this machine paints. What shifts sooner after the screen took its size is excused.
    const shifts = `<!doctype html><meta name="viewport" content="width=device-width"><body style="margin:0">
<div id="top"></div><p style="height:400px;background:teal">text</p>
<script>const waiting = new AbortController(); fetch('/held', { signal: waiting.signal }).catch(() => {});
new PerformanceObserver(() => setTimeout(() => {
  document.getElementById('top').style.height = '200px';
  setTimeout(() => waiting.abort(), 500);
}, 1_000)).observe({ type: 'paint', buffered: true })</script>`;
    const site = await startSite(loopback, () => ({ '/': { body: shifts }, '/held': () => undefined }));
    expect(measured(await readPage(pageTarget(site.url)), 'page_cls')).toBeGreaterThan(0.05);
  });
});

describe('the form of the browser', () => {
  it.each([
    ['mobile', 412, /^Mozilla\/5\.0 \(Linux; Android .* Mobile Safari\/537\.36 Watchroom\/1\.2\.3$/],
    ['desktop', 1_350, /^Mozilla\/5\.0 \(Macintosh; .* Safari\/537\.36 Watchroom\/1\.2\.3$/],
  ] as const)('%s is what the site meets', async (form, width, name) => {
    const asks = `<!doctype html><meta name="viewport" content="width=device-width"><script>fetch('/' + innerWidth)</script>`;
    const site = await startSite(loopback, () => ({ '/': { body: asks } }));
    await readPage(pageTarget(site.url), { form });
    expect(site.asked(`/${width}`)).toBe(1);
    expect(site.agent()).toMatch(name);
  });
});
