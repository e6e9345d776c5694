import { useState } from 'react';
import type { PerformanceView, Spread, VitalCell } from '../../../preload/contract/views.js';
import { capital, sayRating, saySpread, spreadDetail } from '../../text/business.js';
import { vitalWord } from '../../text/performance.js';
import { regionName } from '../../text/place.js';
import { plain } from '../../text/quantity.js';
import { Choice } from '../../ui/field.js';
import { ToneIcon } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';
import { Cell, Row, Table } from '../../ui/table.js';
import { Where } from './where.js';

const FEW = 20;

const BY = {
  page: { label: 'Pages', one: 'page', cells: (view: PerformanceView) => view.pages, say: (name: string) => name },
  device: { label: 'Devices', one: 'device', cells: (view: PerformanceView) => view.devices, say: capital },
  country: { label: 'Countries', one: 'country', cells: (view: PerformanceView) => view.countries, say: regionName },
} as const;

type By = keyof typeof BY;

const CHOICES = (['page', 'device', 'country'] as const).map((value) => ({ value, label: BY[value].label }));

/** Which pages are slow, on what, and where: the 75th percentiles of each, those with most visits first. */
export const ForWhom = ({ view }: { view: PerformanceView }) => {
  const [by, choose] = useState<By>('page');
  const { one, cells, say } = BY[by];
  const metrics = view.vitals.map(({ metric }) => metric);
  const found = cells(view);
  return (
    <Section
      title="Where it is slow"
      note="p75 of visits; too few are dimmed"
      actions={<Choice label="By" value={by} options={CHOICES} onPick={choose} />}
    >
      <Card>
        {by === 'country' && found.length > 0 && <Where cells={found} metrics={metrics} />}
        {found.length === 0 ? (
          <p className="px-3 py-4 text-center text-faint">No visit says its {one}.</p>
        ) : (
          <Table label={`Web Vitals by ${one}`} columns={columnsOf(one, metrics)}>
            {found.map((cell) => (
              <Place key={cell.name} cell={cell} name={say(cell.name)} metrics={metrics} />
            ))}
          </Table>
        )}
      </Card>
    </Section>
  );
};

const columnsOf = (one: string, metrics: readonly string[]) => [
  { name: capital(one), side: 'left' as const },
  { name: 'Visits', side: 'right' as const },
  ...metrics.map((metric) => ({ name: vitalWord(metric), side: 'right' as const })),
];

const Place = ({ cell, name, metrics }: { cell: VitalCell; name: string; metrics: readonly string[] }) => (
  <Row isFew={cell.n < FEW}>
    <Cell className="font-medium">
      {name} {cell.n < FEW && <span className="text-small font-normal">too few</span>}
    </Cell>
    <Cell side="right">{plain(cell.n)}</Cell>
    {metrics.map((metric) => (
      <Vital key={metric} spread={cell.vitals.find((one) => one.metric === metric)} />
    ))}
  </Row>
);

const Vital = ({ spread }: { spread: Spread | undefined }) =>
  spread === undefined ? (
    <Cell side="right">
      <span className="text-faint">–</span>
    </Cell>
  ) : (
    <Cell side="right" title={`${sayRating(spread).word}: ${spreadDetail(spread)}`}>
      <span className="inline-flex items-center gap-1.5">
        {saySpread(spread)}
        <ToneIcon tone={sayRating(spread).tone} size={12} />
        <span className="sr-only">{sayRating(spread).word}</span>
      </span>
    </Cell>
  );
