import type { Middle } from '../../core/lighthouse/run.js';
import type { Colour } from '../terminal/printable.js';
import { table } from '../terminal/table.js';
import type { Audited, Judged } from './audit.js';

const NAMES: Readonly<Record<Judged['what'], string>> = {
  performance: 'performance',
  accessibility: 'accessibility',
  'best-practices': 'best practices',
  seo: 'SEO',
  fcp: 'first paint (FCP)',
  lcp: 'largest paint (LCP)',
  tbt: 'blocking time (TBT)',
  cls: 'layout shift (CLS)',
  speedIndex: 'speed index',
  interactive: 'time to interactive',
};

const VERDICTS = { met: 'met', violated: 'VIOLATED', 'not-judged': 'not judged' } as const;

export const HEAD = ['PAGE', 'WHAT', 'MEDIAN', 'SPREAD', 'LIMIT', ''];

/** A row of text for everything that was judged of a page. */
export const rowsOf = (audited: Audited): readonly (readonly string[])[] =>
  audited.failure === null
    ? audited.judged.map((judged) => [audited.page, NAMES[judged.what], ...cellsOf(judged)])
    : [[audited.page, 'audit', '–', '–', '–', 'FAILED']];

const cellsOf = ({ what, middle, limit, verdict }: Judged): readonly string[] => [
  middle === null ? '–' : amount(what, middle.median),
  middle === null ? '–' : spread(what, middle),
  limit === null ? '–' : `${isScore(what) ? '≥' : '≤'} ${amount(what, limit)}`,
  VERDICTS[verdict],
];

const isScore = (what: Judged['what']): boolean => ['performance', 'accessibility', 'best-practices', 'seo'].includes(what);

const amount = (what: Judged['what'], value: number): string => {
  if (isScore(what)) return String(Math.round(value * 10) / 10);
  if (what === 'cls') return String(Math.round(value * 1_000) / 1_000);
  return value < 1 ? `${Math.round(value * 1_000)} ms` : `${Math.round(value * 100) / 100} s`;
};

const spread = (what: Judged['what'], { least, most, count }: Middle): string =>
  count === 1 ? 'one run' : `${amount(what, least)}–${amount(what, most)}, n = ${count}`;

/** The table of an audit, with what is to be said of each page below it. */
export const auditText = (all: readonly Audited[]): string => {
  const rows = table(HEAD, all.flatMap(rowsOf), { colour: (row) => COLOURS[row.at(-1) ?? ''] ?? null });
  return [rows, ...all.flatMap(remarksOf).map((remark) => `\n${remark}`)].join('\n');
};

const COLOURS: Readonly<Record<string, Colour>> = { VIOLATED: 'bad', FAILED: 'bad', 'not judged': 'dull' };

/** What the figures alone do not say. */
export const remarksOf = (audited: Audited): readonly string[] => {
  const { page } = audited;
  if (audited.failure !== null) return [`${page}: not audited: ${audited.failure}`];
  const { record, judged } = audited;
  const said = judged.find(({ what }) => what === 'performance')?.said ?? null;
  return [
    ...(said === null || record.degraded !== null ? [] : [`${page}: performance ${said}`]),
    ...(record.degraded === null ? [] : [`${page}: degraded: ${record.degraded}, so its speed is not judged`]),
    ...(record.failed === 0 ? [] : [`${page}: ${record.failed} of ${record.failed + record.runs.length} runs failed`]),
  ];
};
