import { Columns3 } from 'lucide-react';
import { useState } from 'react';
import { Mark } from '../../src/renderer/ui/mark.js';
import { OrderedChoice } from '../../src/renderer/ui/ordered-choice.js';
import { Panel, Part, WithPanel } from '../../src/renderer/ui/panel.js';
import { Popover } from '../../src/renderer/ui/popover.js';
import { Card, Facts, Section } from '../../src/renderer/ui/section.js';
import { Cell, Row, Table } from '../../src/renderer/ui/table.js';
import { VirtualList } from '../../src/renderer/ui/virtual-list.js';

const COLUMNS = [
  { name: 'Form', side: 'left' },
  { name: 'Fails', side: 'right' },
] as const;
const ITEMS = Array.from({ length: 10_000 }, (_, n) => (n % 50 === 0 ? `Group ${n / 50}` : `Alert ${n}`));

const isHeading = (item: string): boolean => item.startsWith('Group');

const List = () => (
  <VirtualList
    label="Ten thousand rows"
    items={ITEMS}
    keyOf={String}
    rowHeight={44}
    heightOf={(item) => (isHeading(item) ? 28 : 44)}
    className="h-full flex-1"
    render={(item) =>
      isHeading(item) ? (
        <strong className="flex h-full items-center border-b border-line bg-sunken px-3 text-small">{item}</strong>
      ) : (
        <button type="button" className="flex h-full w-full items-center border-b border-line px-3 hover:bg-hover">
          {item}
        </button>
      )
    }
  />
);

const FRUIT = [
  { value: 'value', label: 'Value' },
  { value: 'since', label: 'Since' },
  { value: 'rule', label: 'A column whose name is far too long for the sheet', note: 'no room now' },
] as const;

/** What is chosen and put in order; the sheet with the same stands open while it is looked at. */
const Choosing = () => {
  const [chosen, choose] = useState<readonly (typeof FRUIT)[number]['value'][]>(['since', 'rule']);
  return (
    <Card className="flex items-start gap-4 p-4">
      <div className="w-72">
        <OrderedChoice label="Columns" options={FRUIT} chosen={chosen} onChange={choose} />
      </div>
      <Popover name="More columns" icon={<Columns3 size={14} aria-hidden="true" />}>
        <OrderedChoice label="More columns" options={FRUIT} chosen={chosen} onChange={choose} />
      </Popover>
    </Card>
  );
};

/** Rows, and the details beside them. */
export const Lists = () => (
  <Section title="Lists and details">
    <div className="grid gap-4 lg:grid-cols-2">
      <Card>
        <Table label="Forms" columns={COLUMNS}>
          <Row>
            <Cell className="font-medium">Booking</Cell>
            <Cell side="right" title="between 3 % and 14 %">
              7.1 % of 113
            </Cell>
          </Row>
          <Row isFew>
            <Cell>Newsletter</Cell>
            <Cell side="right">33 % of 3</Cell>
          </Row>
        </Table>
      </Card>
      <Card className="p-4">
        <Facts
          items={[
            { label: 'State', value: <Mark tone="critical" word="Down" /> },
            { label: 'Since', value: '14 min' },
            { label: 'A longer name of a fact', value: 'A value that is long enough to need a second line in a narrow place' },
          ]}
        />
      </Card>
    </div>
    <Choosing />
    <Card className="relative h-72 overflow-hidden">
      <WithPanel
        list={<List />}
        panel={
          <Panel
            title="Alert"
            heading={<h3 className="text-lead font-semibold">Booking form is down</h3>}
            onClose={() => undefined}
          >
            <Part title="State">
              <Facts items={[{ label: 'Began', value: '14 min ago' }]} />
            </Part>
          </Panel>
        }
      />
    </Card>
  </Section>
);
