import { LineChart } from 'lucide-react';
import type { TargetRow } from '../../../preload/contract/views.js';
import { Heartbeat } from '../../chart/heartbeat.js';
import { targetPath } from '../../state/place.js';
import { usePreferences } from '../../state/preferences.js';
import { figure, plain } from '../../text/quantity.js';
import { sayTarget } from '../../text/states.js';
import { roughly } from '../../text/time.js';
import { Ago } from '../../text/zone.js';
import { IconButton } from '../../ui/button.js';
import { useCalmOrder } from '../../ui/calm-order.js';
import { names } from '../../ui/class-names.js';
import { ToneIcon } from '../../ui/mark.js';
import { Card, Empty, Section } from '../../ui/section.js';
import { useBusy } from '../../ui/use-busy.js';
import { useWide } from '../../ui/use-wide.js';
import { VirtualList } from '../../ui/virtual-list.js';

const GRID = 'grid grid-cols-[minmax(0,1.2fr)_minmax(8rem,1.6fr)_5.5rem_5.5rem_2rem] items-center gap-x-4 px-3';

const Response = ({ row }: { row: TargetRow }) => {
  if (row.responseSeconds === null) return <span className="text-right text-faint">–</span>;
  const { number, unit } = figure(row.responseSeconds, 'http_response_seconds');
  return (
    <span className="text-right font-medium">
      {number} <span className="font-normal text-faint">{unit}</span>
    </span>
  );
};

interface RowProps {
  readonly row: TargetRow;
  readonly isShown: boolean;
  readonly onShow: (id: string) => void;
}

const Row = ({ row, isShown, onShow }: RowProps) => {
  const isWide = useWide();
  const { tone, word } = sayTarget(row);
  return (
    <div className={names(GRID, 'h-full border-b border-line hover:bg-hover')}>
      <a href={`#${targetPath(row.id)}`} className="flex min-w-0 items-center gap-2" title={row.name}>
        <ToneIcon tone={tone} />
        <span className="min-w-0 leading-tight">
          <span className="block truncate font-medium">{row.name}</span>
          <span className={names('block truncate text-small', row.problem === null ? 'text-faint' : 'text-soft')}>
            {row.problem ?? word}
          </span>
        </span>
      </a>
      <Heartbeat row={row} most={isWide ? 96 : 48} />
      <Response row={row} />
      <span className="text-right text-faint">{row.lastAt === null ? 'never' : <Ago at={row.lastAt} />}</span>
      <IconButton name={`Show ${row.name} in the chart`} aria-pressed={isShown} onClick={() => onShow(row.id)}>
        <LineChart size={15} aria-hidden="true" className={isShown ? 'text-accent' : undefined} />
      </IconButton>
    </div>
  );
};

const Head = ({ row }: { row: TargetRow }) => (
  <div className={names(GRID, 'label h-8 border-b border-line')} aria-hidden="true">
    <span>Target</span>
    <span>Last {roughly(row.beats.length * row.beatSeconds * 1_000)}</span>
    <span className="text-right">Response</span>
    <span className="text-right">Read</span>
    <span />
  </div>
);

const HEIGHT = { dense: 44, comfortable: 52 } as const;
const MOST_ROWS = 9;

interface TableProps {
  readonly targets: readonly TargetRow[];
  readonly shown: string | null;
  readonly onShow: (id: string) => void;
}

/** Every target with its heartbeats. The rows stay where they are while the pointer is among them. */
export const TargetTable = ({ targets, shown, onShow }: TableProps) => {
  const density = usePreferences((preferences) => preferences.density);
  const [isBusy, work, rest] = useBusy();
  const rows = useCalmOrder(targets, (row) => row.id, isBusy, 'all');
  const first = rows[0];
  const height = HEIGHT[density];
  return (
    <Section title="Targets" note={first === undefined ? undefined : plain(rows.length)}>
      <Card>
        {first === undefined ? (
          <Empty
            title="Nothing is watched yet"
            action={
              <a href="#/targets/+" className="text-accent underline">
                Add a target
              </a>
            }
          >
            A target is an address that is read every minute or so: a page, a form, an endpoint.
          </Empty>
        ) : (
          <>
            <Head row={first} />
            <div className="flex flex-col" style={{ height: Math.min(rows.length, MOST_ROWS) * height }}>
              <VirtualList
                label="Targets"
                items={rows}
                keyOf={(row) => row.id}
                rowHeight={height}
                onWork={work}
                onRest={rest}
                className="flex-1"
                render={(row) => <Row row={row} isShown={row.id === shown} onShow={onShow} />}
              />
            </div>
          </>
        )}
      </Card>
    </Section>
  );
};
