import type { PageFigures } from '../../../preload/contract/views.js';
import { plain, quantity } from '../../text/quantity.js';
import { Card, Section } from '../../ui/section.js';
import { Cell, Row, Table } from '../../ui/table.js';

const COLUMNS = [
  { name: 'Page', side: 'left' },
  { name: 'Median', side: 'right' },
  { name: 'p75', side: 'right' },
  { name: 'p95', side: 'right' },
  { name: 'Readings', side: 'right' },
] as const;

const seconds = (value: number): string => quantity(value, 'http_response_seconds');

/** The slowest answers, as this desk waits for them. */
export const Slowest = ({ pages }: { pages: readonly PageFigures[] }) => (
  <Section title="Slowest pages" note="response times from this desk">
    <Card>
      {pages.length === 0 ? (
        <p className="px-3 py-4 text-center text-faint">No page has answered within this time.</p>
      ) : (
        <Table label="Slowest pages" columns={COLUMNS}>
          {pages.map((page) => (
            <Row key={page.target} isFew={page.n < 20}>
              <Cell>
                <a href={`#/targets/${encodeURIComponent(page.target)}`} className="font-medium hover:underline">
                  {page.name}
                </a>{' '}
                {page.n < 20 && <span className="text-small">too few</span>}
              </Cell>
              <Cell side="right">{seconds(page.p50Seconds)}</Cell>
              <Cell side="right">{seconds(page.p75Seconds)}</Cell>
              <Cell side="right">{seconds(page.p95Seconds)}</Cell>
              <Cell side="right">{plain(page.n)}</Cell>
            </Row>
          ))}
        </Table>
      )}
    </Card>
  </Section>
);
