import type { Breakdown, BusinessView, Cell as PlaceCell, Spread } from '../../../preload/contract/views.js';
import { capital, sayBetween, sayKnowledge, sayRating, sayShare, saySpread, spreadDetail } from '../../text/business.js';
import { regionName } from '../../text/place.js';
import { plain } from '../../text/quantity.js';
import { names } from '../../ui/class-names.js';
import { Mark, ToneIcon } from '../../ui/mark.js';
import { Card, Section } from '../../ui/section.js';
import { Cell, Row, Table } from '../../ui/table.js';

const columns = (name: string) =>
  [
    { name, side: 'left' },
    { name: 'Visits', side: 'right' },
    { name: 'Conversion', side: 'right' },
    { name: 'Largest paint', side: 'right' },
    { name: 'First byte', side: 'right' },
  ] as const;

/** For whom the site works well: by region and by device. Small cells are dimmed. */
export const Breakdowns = ({ view }: { view: BusinessView }) => (
  <div className="grid gap-6 xl:grid-cols-2">
    <Part title="Regions" name="Region" breakdown={view.regions} say={regionName} />
    <Part title="Devices" name="Device" breakdown={view.devices} say={capital} />
  </div>
);

interface PartProps {
  readonly title: string;
  readonly name: string;
  readonly breakdown: Breakdown;
  readonly say: (name: string) => string;
}

const Part = ({ title, name, breakdown, say }: PartProps) => {
  const state = sayKnowledge(breakdown.state);
  return (
    <Section title={title} note={state === null ? 'p75 of visits; too few are dimmed' : <Mark {...state} />}>
      <Card>
        {breakdown.cells.length === 0 ? (
          <p className="px-3 py-4 text-center text-faint">No visit says its {name.toLowerCase()}.</p>
        ) : (
          <Table label={title} columns={columns(name)}>
            {breakdown.cells.map((cell) => (
              <Place key={cell.name} cell={cell} name={say(cell.name)} />
            ))}
          </Table>
        )}
      </Card>
    </Section>
  );
};

const Place = ({ cell, name }: { cell: PlaceCell; name: string }) => (
  <Row isFew={cell.isFew}>
    <Cell className="font-medium">
      {name} {cell.isFew && <span className="text-small font-normal">too few</span>}
    </Cell>
    <Cell side="right">{plain(Math.round(cell.conversion.n))}</Cell>
    <Cell
      side="right"
      title={`between ${sayBetween(cell.conversion)} with 95 % confidence`}
      className={names(cell.conversion.state !== 'known' && 'text-faint')}
    >
      {sayShare(cell.conversion)}
    </Cell>
    <Vital spread={cell.vitals.find(({ metric }) => metric === 'lcp_seconds')} />
    <Vital spread={cell.vitals.find(({ metric }) => metric === 'ttfb_seconds')} />
  </Row>
);

const Vital = ({ spread }: { spread: Spread | undefined }) =>
  spread === undefined ? (
    <Cell side="right">
      <span className="text-faint">–</span>
    </Cell>
  ) : (
    <Cell side="right" title={spreadDetail(spread)}>
      <span className="inline-flex items-center gap-1.5">
        {saySpread(spread)}
        <span title={sayRating(spread).word}>
          <ToneIcon tone={sayRating(spread).tone} size={12} />
        </span>
        <span className="sr-only">{sayRating(spread).word}</span>
      </span>
    </Cell>
  );
