import { describe, expect, it } from 'vitest';
import type { ReportDocument } from './document.js';
import { toHtml } from './html.js';
import { toMarkdown } from './markdown.js';

const MINUTE = 60_000;
const START = Date.UTC(2026, 0, 5, 9);

const document: ReportDocument = {
  title: 'The last 24 h',
  madeAt: '2026-01-05T09:00:00.000Z',
  blocks: [
    { kind: 'heading', text: 'Targets' },
    { kind: 'table', head: ['Target', 'Problem'], rows: [['home | start', '<script>alert(1)</script>']] },
    {
      kind: 'chart',
      title: 'Response times',
      unit: 's',
      lines: [
        {
          name: 'home',
          gapAfter: 2 * MINUTE,
          points: [0, 1, 2, 9, 10].map((minute) => [START + minute * MINUTE, minute / 10] as const),
        },
      ],
    },
  ],
};

describe('a report', () => {
  it('is Markdown that a table’s own signs do not break, with its charts in letters', () => {
    const text = toMarkdown(document);
    expect(text).toContain('# The last 24 h\n\nMade 2026-01-05T09:00:00.000Z.');
    expect(text).toContain('| home \\| start | <script>alert(1)</script> |');
    expect(text).toMatch(/home +▁.*█ {2}up to 1 s/);
  });

  it('is a page that runs nothing of what it tells, and needs nothing else', () => {
    const page = toHtml(document);
    expect(page).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(page).not.toContain('<script');
    expect(page).not.toMatch(/(?:src|href)=/);
    expect(page).toContain("default-src 'none'");
  });

  it('draws a line that breaks where nothing was seen', () => {
    const path = / d="(M[^"]+L[^"]+)"/.exec(toHtml(document).split('stroke-width')[1] ?? '')?.[1] ?? '';
    expect(path.match(/M/g)).toHaveLength(2);
    expect(path.match(/L/g)).toHaveLength(3);
  });
});
