import type { TargetRow } from '../../../preload/contract/views.js';
import { Heartbeat } from '../../chart/heartbeat.js';
import { targetPath } from '../../state/place.js';
import { usePreferences } from '../../state/preferences.js';
import { plain, quantity } from '../../text/quantity.js';
import { sayTarget } from '../../text/states.js';
import { roughly } from '../../text/time.js';
import { useCalmOrder } from '../../ui/calm-order.js';
import { names } from '../../ui/class-names.js';
import { ToneIcon } from '../../ui/mark.js';
import { Card, Empty, Section } from '../../ui/section.js';
import { useBusy } from '../../ui/use-busy.js';
import { useWide } from '../../ui/use-wide.js';
import { idOf, VirtualList } from '../../ui/virtual-list.js';

const GRID = 'grid grid-cols-[minmax(0,1fr)_minmax(7rem,1.1fr)_4.5rem] items-center gap-x-3 px-3';
const HEIGHT = { dense: 32, comfortable: 40 } as const;
const BORDERS = 2;
/** A half row at the end shows that there are more. */
const LEAST_ROWS = 8.5;

/** What is worth a word beside the bars: what is wrong, else how fast it answered. */
const lastWord = (row: TargetRow): { readonly text: string; readonly look: string } => {
  if (row.state === 'down') return { text: 'Down', look: 'font-semibold text-critical' };
  if (row.state === 'unknown') return { text: 'Not seen', look: 'text-faint' };
  if (row.responseSeconds === null) return { text: 'Up', look: 'text-faint' };
  return {
    text: quantity(row.responseSeconds, 'http_response_seconds'),
    look: row.problem === null ? '' : 'font-semibold text-warning',
  };
};

const Row = ({ row }: { row: TargetRow }) => {
  const isWide = useWide();
  const { tone, word } = sayTarget(row);
  const { text, look } = lastWord(row);
  return (
    <a
      href={`#${targetPath(row.id)}`}
      title={`${row.name}: ${row.problem ?? word}`}
      className={names(GRID, 'h-full border-b border-line hover:bg-hover [li:last-child>&]:border-b-0')}
    >
      <span className="flex min-w-0 items-center gap-2">
        <ToneIcon tone={tone} />
        <span className="truncate font-medium">{row.name}</span>
        <span className="sr-only">{row.problem ?? word}</span>
      </span>
      <Heartbeat row={row} most={isWide ? 60 : 32} />
      <span className={names('truncate text-right', look)}>{text}</span>
    </a>
  );
};

/** Every target with its heartbeats, the worst first. The rows stay where they are while the pointer is among them. */
export const TargetGlance = ({ targets }: { targets: readonly TargetRow[] }) => {
  const height = HEIGHT[usePreferences((preferences) => preferences.density)];
  const [isBusy, work, rest] = useBusy();
  const rows = useCalmOrder(targets, (row) => row.id, isBusy, 'all');
  const first = rows[0];
  return (
    <Section
      title="Targets"
      className="min-h-0"
      note={
        first === undefined
          ? undefined
          : `${plain(rows.length)}, worst first · last ${roughly(first.beats.length * first.beatSeconds * 1_000)}`
      }
      actions={
        <a href="#/targets" className="text-accent hover:underline">
          Open the list
        </a>
      }
    >
      {first === undefined ? (
        <Card>
          <NothingWatched />
        </Card>
      ) : (
        // As tall as what stands beside it, so that neither column ends in a hole.
        <div
          className="flex min-w-0 flex-1 basis-0 flex-col overflow-hidden rounded-md border border-line bg-surface"
          style={{ minHeight: Math.min(rows.length, LEAST_ROWS) * height + BORDERS, maxHeight: rows.length * height + BORDERS }}
        >
          <VirtualList
            label="Targets"
            items={rows}
            keyOf={idOf}
            rowHeight={height}
            onWork={work}
            onRest={rest}
            className="flex-1"
            render={(row) => <Row row={row} />}
          />
        </div>
      )}
    </Section>
  );
};

const NothingWatched = () => (
  <Empty
    title="Nothing is watched yet"
    action={
      <span className="flex gap-4">
        <a href="#/guide" className="text-accent hover:underline">
          Look at your site
        </a>
        <a href="#/targets/+" className="text-accent hover:underline">
          Add a target
        </a>
      </span>
    }
  >
    A target is an address that is read every minute or so: a page, a form, an endpoint. Watchroom can propose those of your
    site.
  </Empty>
);
