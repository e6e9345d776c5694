import { describe, expect, it } from 'vitest';
import { readMarkdown, sectionsOf } from './markdown.js';

const plain = (text: string) => ({ look: 'plain', text });

describe('a written instruction', () => {
  it('is read as headings, paragraphs and lists', () => {
    expect(readMarkdown('## Do this\nOne line\nand its next.\n\n1. first\n2. second\n- apart')).toEqual([
      { kind: 'heading', text: 'Do this' },
      { kind: 'paragraph', runs: [plain('One line and its next.')] },
      { kind: 'list', isOrdered: true, items: [[plain('first')], [plain('second')]] },
      { kind: 'list', isOrdered: false, items: [[plain('apart')]] },
    ]);
  });
  it('sets words apart', () => {
    expect(readMarkdown('Run `df -h`, *then* **wait**.')).toEqual([
      {
        kind: 'paragraph',
        runs: [
          plain('Run '),
          { look: 'code', text: 'df -h' },
          plain(', '),
          { look: 'emphasis', text: 'then' },
          plain(' '),
          { look: 'strong', text: 'wait' },
          plain('.'),
        ],
      },
    ]);
  });
  it('keeps an item that goes on in the next line in one piece', () => {
    expect(readMarkdown('- first\n  goes on\n- second')).toEqual([
      { kind: 'list', isOrdered: false, items: [[plain('first goes on')], [plain('second')]] },
    ]);
  });
  it('takes HTML and links for the text that they are', () => {
    const hostile = '<img src=x onerror="alert(1)"> [press](javascript:alert(1))';
    expect(readMarkdown(hostile)).toEqual([{ kind: 'paragraph', runs: [plain(hostile)] }]);
  });
  it('leaves a lone star and a product of numbers alone', () => {
    expect(readMarkdown('2 * 3 * 4')).toEqual([{ kind: 'paragraph', runs: [plain('2 * 3 * 4')] }]);
  });
  it('is cut at its headings', () => {
    expect(sectionsOf(readMarkdown('before\n## One\na\n## Two')).map(({ title }) => title)).toEqual(['', 'One', 'Two']);
  });
});
