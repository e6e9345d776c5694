import { useState } from 'react';
import type { AuditScores } from '../../../preload/contract/views.js';
import { HistoryChart } from '../../chart/history-chart.js';
import { capital } from '../../text/business.js';
import { wallClock } from '../../text/now.js';
import { CATEGORY_ORDER, categoryName, sayAudit } from '../../text/performance.js';
import { Ago } from '../../text/zone.js';
import { Mark } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';
import { Cell, Row, Table } from '../../ui/table.js';

const COLUMNS = [
  { name: 'Page', side: 'left' as const },
  ...CATEGORY_ORDER.map((category) => ({ name: categoryName(category), side: 'right' as const })),
  { name: 'Audited', side: 'right' as const },
];

/** The last Lighthouse audit of each page. */
export const Audits = ({ audits }: { audits: readonly AuditScores[] }) => (
  <Section title="Lighthouse" note="medians of the last audit of each page, of 100">
    <Card>
      {audits.length === 0 ? (
        <p className="px-3 py-4 text-center text-faint">
          No page was audited within a month. Set up Lighthouse under System, Sources.
        </p>
      ) : (
        <>
          <Table label="Lighthouse" columns={COLUMNS}>
            {audits.map((audit) => (
              <Audited key={audit.page} audit={audit} />
            ))}
          </Table>
          <Course audits={audits} />
        </>
      )}
    </Card>
  </Section>
);

const MONTH = 31 * 86_400_000;

/** How the scores of one page went over a month. */
const Course = ({ audits }: { audits: readonly AuditScores[] }) => {
  const [chosen, choose] = useState(audits[0]?.page ?? '');
  const audit = audits.find(({ page }) => page === chosen) ?? audits[0];
  const [to] = useState(wallClock);
  if (audit === undefined) return null;
  return (
    <div className="flex flex-col gap-2 border-t border-line px-3 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <label className="flex items-center gap-2 font-medium">
          Scores of
          <select
            value={audit.page}
            onChange={(event) => choose(event.target.value)}
            className="h-8 max-w-64 rounded-md border border-line bg-sunken px-2 font-normal"
          >
            {audits.map(({ page }) => (
              <option key={page} value={page}>
                {capital(page)}
              </option>
            ))}
          </select>
        </label>
        <p className="text-small text-faint">
          The last 31 days. A machine that is busy audits a few points worse: a page’s reports say what is within noise.
        </p>
      </div>
      <HistoryChart
        metric="lighthouse_score"
        series={audit.categories.map(({ series }) => series)}
        labelOf={({ category = '' }) => categoryName(category)}
        height={170}
        width="page"
        time={{ from: to - MONTH, to }}
        most={100}
      />
    </div>
  );
};

const Audited = ({ audit: { page, categories } }: { audit: AuditScores }) => (
  <Row>
    <Cell className="font-medium">{capital(page)}</Cell>
    {CATEGORY_ORDER.map((category) => {
      const found = categories.find((one) => one.category === category);
      return (
        <Cell key={category} side="right">
          {found === undefined ? <span className="text-faint">–</span> : <Mark {...sayAudit(found.score)} />}
        </Cell>
      );
    })}
    <Cell side="right" className="text-faint">
      <Ago at={Math.max(...categories.map(({ at }) => at))} />
    </Cell>
  </Row>
);
