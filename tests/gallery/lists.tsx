import { Columns3 } from 'lucide-react';
import { useRef, useState } from 'react';
import { Mark } from '../../src/renderer/ui/mark.js';
import { OrderedChoice } from '../../src/renderer/ui/ordered-choice.js';
import { PageIndex } from '../../src/renderer/ui/page-index.js';
import { Panel, Part, WithPanel } from '../../src/renderer/ui/panel.js';
import { Popover } from '../../src/renderer/ui/popover.js';
import { ListRow, RowLink } from '../../src/renderer/ui/row-link.js';
import { Card, Facts, Section } from '../../src/renderer/ui/section.js';
import { SortButton, type SortHead, SortHeads, type Sorting } from '../../src/renderer/ui/sorting.js';
import { Cell, type Column, Row, Table } from '../../src/renderer/ui/table.js';
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
        <ListRow to="/list" columns="px-3" isOpen={item === 'Alert 2'} hasCursor={item === 'Alert 4'} onOpen={() => undefined}>
          {item}
        </ListRow>
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
      <RowLink to="/list" isOpen={false} hasCursor={false} onOpen={() => undefined} className="hover:underline">
        A line as a link
      </RowLink>
      <div className="w-72">
        <OrderedChoice label="Columns" options={FRUIT} chosen={chosen} onChange={choose} />
      </div>
      <Popover name="More columns" icon={<Columns3 size={14} aria-hidden="true" />}>
        <OrderedChoice label="More columns" options={FRUIT} chosen={chosen} onChange={choose} />
      </Popover>
    </Card>
  );
};

const HEADS: readonly SortHead[] = [
  { id: 'name', name: 'Target', starts: 'up' },
  { id: 'answer', name: 'Answer', starts: 'down', side: 'right' },
];
const SORTED: readonly Column[] = [
  { name: 'Rule', side: 'left', sort: { id: 'name', starts: 'up' } },
  { name: 'Fired', side: 'right', sort: { id: 'fired', starts: 'down' } },
];

/** Heads that are pressed: over a list, in a table, and one by itself. */
const Sorted = () => {
  const [sorting, sort] = useState<Sorting | null>({ by: 'answer', way: 'down' });
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <Card>
        <SortHeads label="Order" heads={HEADS} sorting={sorting} onSort={sort} className="grid-cols-[1fr_5rem] gap-x-4 px-3" />
        <p className="border-t border-line px-3 py-1.5 text-faint">rows</p>
      </Card>
      <Card>
        <Table label="Rules" columns={SORTED} sorting={{ by: 'name', way: 'up' }} onSort={sort}>
          <Row>
            <Cell>Disk nearly full</Cell>
            <Cell side="right">31</Cell>
          </Row>
        </Table>
        <div className="px-3 py-1.5">
          <SortButton
            head={{ id: 'noise', name: 'Noise', starts: 'down' }}
            sorting={{ by: 'noise', way: 'up' }}
            onSort={sort}
          />
        </div>
      </Card>
    </div>
  );
};

/** A page that is longer than its window, in the narrow form of its index. */
const Long = () => {
  const pane = useRef<HTMLDivElement>(null);
  return (
    <Card>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by the keys */}
      <div ref={pane} tabIndex={0} className="@container flex h-44 flex-col overflow-y-auto">
        <PageIndex
          pane={pane}
          place={{ chosen: null, hrefOf: (section) => `#/gallery?part=${section}` }}
          className="flex flex-col gap-4 px-5 pb-4"
        >
          <Section title="This desk">What it is.</Section>
          <Section title="Message templates">
            <p className="h-44">How it words them.</p>
          </Section>
        </PageIndex>
      </div>
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
    <Sorted />
    <Choosing />
    <Long />
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
