import type { PromiseRecord, ServiceLevelReport } from '../../../preload/contract/views.js';
import { BudgetUsed } from '../../chart/standing/budget-used.js';
import { sayObjective } from '../../text/objective.js';
import { percent, plain } from '../../text/quantity.js';
import { monthName, sayKept, sayMissed, sayUsed, shareDown } from '../../text/service-level.js';
import { Mark } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';
import { Cell, Row, Table } from '../../ui/table.js';

const FIGURES = [
  { name: 'Kept value', side: 'right' },
  { name: 'n', side: 'right' },
  { name: 'Observed', side: 'right' },
  { name: 'Missed', side: 'right' },
  { name: 'Budget used', side: 'right' },
  { name: 'Judged', side: 'left' },
] as const;
const PROMISES = [{ name: 'Promise', side: 'left' }, { name: 'Target', side: 'right' }, ...FIGURES] as const;
/** The same in every table of months: they stand below each other. */
const SHARES = [14, 9, 11, 13, 20, 16] as const;
const MONTHS = [
  { name: 'Month', side: 'left', share: 17 },
  ...FIGURES.map((figure, index) => ({ ...figure, share: SHARES[index] ?? 0 })),
] as const;

/** Every promise over the whole time, then each by month. */
export const Promised = ({ report: { promises, over, maintenance } }: { report: ServiceLevelReport }) => (
  <>
    <Section title="Promises">
      {promises.length === 0 ? (
        <p className="text-faint">The configuration promises nothing.</p>
      ) : (
        <>
          <Card className="overflow-x-auto">
            <Table label="Promises" columns={PROMISES}>
              {promises.map((promise) => (
                <Row key={promise.objective.id}>
                  <Cell>{sayObjective(promise.objective)}</Cell>
                  <Cell side="right">{percent(promise.objective.target, 3)}</Cell>
                  <Figures kept={promise.total} hasSource={promise.objective.hasSource} />
                </Row>
              ))}
            </Table>
          </Card>
          <p className="text-small text-faint">
            Missed is the bad share of the observed time, as if all had failed. Time that was not observed is neither kept nor
            missed. The upright line in a bar is all of the budget; what is striped lies beyond it.
          </p>
        </>
      )}
      {maintenance.length > 0 && <Beside promises={promises} />}
    </Section>
    {over === 'year' && promises.map((promise) => <Months key={promise.objective.id} promise={promise} />)}
  </>
);

const Figures = ({ kept, hasSource }: { kept: PromiseRecord['total']; hasSource: boolean }) => (
  <>
    <Cell side="right">{shareDown(kept.ratio)}</Cell>
    <Cell side="right">{kept.valid.toLocaleString('en-GB')}</Cell>
    <Cell side="right">{percent(Math.floor(kept.observed * 1e3) / 1e3, 1)}</Cell>
    <Cell side="right">{sayMissed(kept)}</Cell>
    <Cell side="right">
      <span className="inline-flex items-center gap-3 print:gap-2">
        <BudgetUsed used={kept.budgetUsed} hasSource={hasSource} />
        <span className="min-w-14">{sayUsed(kept)}</span>
      </span>
    </Cell>
    <Cell>
      <Mark {...sayKept(kept, hasSource)} />
    </Cell>
  </>
);

const Months = ({ promise: { objective, months } }: { promise: PromiseRecord }) => (
  <Section title={`${sayObjective(objective)}, by month`} note={`${plain(months.length)} months`}>
    {months.every(({ valid }) => valid === 0) ? (
      <p className="text-faint">
        {objective.hasSource ? 'Nothing was counted in any of them.' : 'No source here gives it, so no month has a figure.'}
      </p>
    ) : (
      <Card className="overflow-x-auto">
        <Table label={`${sayObjective(objective)}, by month`} columns={MONTHS}>
          {months.map((month) => (
            <Row key={month.month} isFew={month.verdict === 'unobserved'}>
              <Cell>{monthName(month.month)}</Cell>
              <Figures kept={month} hasSource={objective.hasSource} />
            </Row>
          ))}
        </Table>
      </Card>
    )}
  </Section>
);

const Beside = ({ promises }: { promises: readonly PromiseRecord[] }) => (
  <p className="text-small text-faint">
    Without the hours that maintenance touched:{' '}
    {promises
      .map(({ objective, besideMaintenance: { good, valid } }) =>
        valid === 0
          ? `${sayObjective(objective)}: nothing counted`
          : `${sayObjective(objective)}: ${shareDown(good / valid)} of ${valid.toLocaleString('en-GB')}`,
      )
      .join('; ')}
    .
  </p>
);
