import type { ReactNode } from 'react';
import type { AlertRow, RevenueAtRisk } from '../../../preload/contract/views.js';
import { sayHolder, sayLabels, sayNext } from '../../text/alert.js';
import { amount } from '../../text/business.js';
import { useNow } from '../../text/now.js';
import { saySeverity } from '../../text/states.js';
import type { ColumnId, ListColumns } from './columns.js';
import { useTargetName } from './target-name.js';

interface MetaProps {
  readonly row: AlertRow;
  readonly risk: RevenueAtRisk | null;
  readonly columns: ListColumns;
}

/** The second line of an alert: what had no room in a column, then its name and its labels. */
export const AlertMeta = ({ row, risk, columns }: MetaProps) => {
  const now = useNow();
  const labels = sayLabels(row.labels);
  const target = useTargetName(row.target);
  const fallen = (id: ColumnId, said: ReactNode): ReactNode => (columns.fallen.includes(id) ? said : null);
  const isNobodys = row.state === 'firing' && row.acknowledged === null && row.suppressed === null;
  const parts: readonly (readonly [key: string, said: ReactNode])[] = [
    ['test', row.isTest ? 'Test' : null],
    ['was', row.state === 'resolved' ? `was ${saySeverity(row.severity).word.toLowerCase()}` : null],
    ['holder', row.state === 'firing' ? fallen('holder', <Strong is={isNobodys}>{sayHolder(row, now)}</Strong>) : null],
    ['next', fallen('next', sayNext(row, now))],
    ['risk', fallen('risk', sayCost(risk))],
    ['target', fallen('target', target)],
    ['category', fallen('category', row.category)],
    ['name', row.name],
    ['rule', fallen('rule', row.rule)],
    ['labels', labels === '' ? null : labels],
  ];
  return (
    <span className="block truncate text-small text-faint">
      {parts
        .filter(([, said]) => said !== null)
        .map(([key, said], at) => (
          <span key={key}>
            {at > 0 && ' · '}
            {said}
          </span>
        ))}
    </span>
  );
};

const Strong = ({ is, children }: { is: boolean; children: ReactNode }) => (
  <span className={is ? 'font-medium text-soft' : undefined}>{children}</span>
);

const sayCost = (risk: RevenueAtRisk | null): string | null =>
  risk === null || risk.amount === null ? null : `${amount(risk.amount, risk.currency)} at risk`;
