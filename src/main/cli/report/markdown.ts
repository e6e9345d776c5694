import type { ReportBlock, ReportDocument, ReportLine } from './document.js';

/** The report as Markdown; a chart is drawn in letters, one line each. */
export const toMarkdown = ({ title, madeAt, blocks }: ReportDocument): string =>
  [`# ${title}`, `Made ${madeAt}.`, ...blocks.map(written)].join('\n\n');

const written = (block: ReportBlock): string => {
  switch (block.kind) {
    case 'heading':
      return `## ${block.text}`;
    case 'text':
      return block.text;
    case 'table':
      return [row(block.head), row(block.head.map(() => '---')), ...block.rows.map(row)].join('\n');
    case 'chart':
      return [`${block.title}:`, '', '```text', ...block.lines.map((line) => drawn(line, block.unit)), '```'].join('\n');
  }
};

const row = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|').replaceAll('\n', ' ')).join(' | ')} |`;

const STEPS = [...'▁▂▃▄▅▆▇█'];
const COLUMNS = 48;

/** The means of as many stretches as there are columns, from nought up; a blank where nothing was seen. */
const drawn = ({ name, points }: ReportLine, unit: string): string => {
  const [first, last] = [points[0]?.[0] ?? 0, points.at(-1)?.[0] ?? 0];
  const most = Math.max(0, ...points.map(([, value]) => value));
  const columns = Array.from({ length: COLUMNS }, (): number[] => []);
  for (const [at, value] of points)
    columns[Math.min(COLUMNS - 1, Math.floor(((at - first) / Math.max(1, last - first)) * COLUMNS))]?.push(value);
  const letters = columns.map((values) => {
    if (values.length === 0) return ' ';
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    return STEPS[Math.min(STEPS.length - 1, Math.floor((mean / (most || 1)) * STEPS.length))] ?? ' ';
  });
  return `${name.padEnd(20)} ${letters.join('')}  up to ${rounded(most)} ${unit}`;
};

const rounded = (value: number): string => String(Number(value.toPrecision(3)));
