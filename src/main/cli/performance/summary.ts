import type { LimitRow } from '../../core/rule/limits.js';
import type { Instant } from '../../core/time/instant.js';
import { type Audited, isGood } from './audit.js';
import { HEAD, remarksOf, rowsOf } from './audit-text.js';
import { BUDGET_HEAD, budgetRows, budgetSentence, isWithinBudget } from './budget-text.js';

/** What a pull request is told, in Markdown: the verdict first, then what is wrong, then all figures folded away. */
export const summaryMarkdown = (audits: readonly Audited[], budgets: readonly LimitRow[], now: Instant): string => {
  const isFine = audits.every(isGood) && isWithinBudget(budgets);
  const figures = audits.flatMap(rowsOf);
  const wrong = figures.filter((cells) => /VIOLATED|FAILED/.test(cells.at(-1) ?? ''));
  const over = budgetRows(budgets, now).filter((cells) => cells.at(-1) === 'OVER');
  return [
    `## Performance: ${isFine ? `passed${reservation(figures)}` : 'failed'}`,
    '',
    `${audits.filter(isGood).length} of ${audits.length} pages meet their Lighthouse limits. ${budgetSentence(budgets)}`,
    ...(wrong.length === 0 ? [] : ['', '### Limits that are not met', '', ...tableOf(HEAD, wrong)]),
    ...(over.length === 0 ? [] : ['', '### Budgets that are exceeded', '', ...tableOf(BUDGET_HEAD, over)]),
    ...list(audits.flatMap(remarksOf)),
    ...folded('All Lighthouse figures', tableOf(HEAD, figures)),
    ...folded('All budgets', tableOf(BUDGET_HEAD, budgetRows(budgets, now))),
    '',
  ].join('\n');
};

/** What nobody judged has not passed: a machine that was too busy says nothing of a page's speed. */
const reservation = (figures: readonly (readonly string[])[]): string => {
  const unjudged = figures.filter((cells) => cells.at(-1) === 'not judged').length;
  return unjudged === 0 ? '' : `, but ${unjudged} of ${figures.length} Lighthouse figures could not be judged`;
};

const tableOf = (head: readonly string[], rows: readonly (readonly string[])[]): readonly string[] => [
  row(head.map((cell) => (cell === '' ? 'VERDICT' : cell)).map(titled)),
  row(head.map(() => '---')),
  ...rows.map((cells) => row(cells.map(escaped))),
];

const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;

const titled = (text: string): string => text.charAt(0) + text.slice(1).toLowerCase();

/** Nothing of a page's own words can break out of its cell, or become a link, a picture or markup. */
const escaped = (text: string): string =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/[\\`*_[\]|~@#]/g, (sign) => `\\${sign}`);

const list = (remarks: readonly string[]): readonly string[] =>
  remarks.length === 0 ? [] : ['', ...remarks.map((remark) => `- ${escaped(remark)}`)];

const folded = (title: string, lines: readonly string[]): readonly string[] =>
  lines.length <= 2 ? [] : ['', `<details><summary>${title}</summary>`, '', ...lines, '', '</details>'];
