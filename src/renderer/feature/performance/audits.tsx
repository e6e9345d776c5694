import type { AuditScores } from '../../../preload/contract/views.js';
import { capital } from '../../text/business.js';
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
          No page was audited within a month. Turn on sources.lighthouse, or run an audit with npm run performance:audit.
        </p>
      ) : (
        <Table label="Lighthouse" columns={COLUMNS}>
          {audits.map((audit) => (
            <Audited key={audit.page} audit={audit} />
          ))}
        </Table>
      )}
    </Card>
  </Section>
);

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
