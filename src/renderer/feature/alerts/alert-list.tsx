import { useMemo, useRef } from 'react';
import type { RevenueAtRisk } from '../../../preload/contract/views.js';
import { usePreferences } from '../../state/preferences.js';
import { plain } from '../../text/quantity.js';
import { useWidth } from '../../ui/use-width.js';
import { idOf, VirtualList } from '../../ui/virtual-list.js';
import type { ActionKind } from './act.js';
import { ColumnHeads } from './alert-columns.js';
import { AlertLine } from './alert-line.js';
import type { ChosenColumns } from './chosen-columns.js';
import { ColumnMenu } from './column-menu.js';
import { fitting } from './columns.js';
import { FoldLine } from './fold-line.js';
import type { Fold } from './folds.js';
import type { ListItem } from './grouped.js';
import type { Picked } from './picked.js';

const HEIGHT = { dense: 62, comfortable: 74 } as const;
const HEADING = 32;

interface ListProps {
  readonly items: readonly ListItem[];
  readonly chosenColumns: ChosenColumns;
  /** The alert that is opened, and the line that the keys are on. */
  readonly chosen: string | null;
  readonly cursor: string | null;
  readonly risks: ReadonlyMap<string, RevenueAtRisk>;
  readonly picked: Picked;
  /** Picks what is in a line; with `isReach` all up to it. */
  readonly onPick: (id: string, isReach: boolean) => void;
  readonly onOpen: (id: string) => void;
  /** Opens a group in place, or closes it. */
  readonly onToggle: (id: string) => void;
  readonly onAct: (kind: ActionKind, fold: Fold) => void;
  readonly onWork: () => void;
  readonly onRest: () => void;
}

/** The lines in columns, of which as many are shown as have room. */
export const AlertList = (props: ListProps) => {
  const { items, chosenColumns, chosen, cursor, risks, picked } = props;
  const density = usePreferences((preferences) => preferences.density);
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const columns = useMemo(() => fitting(chosenColumns.ids, width ?? 0), [chosenColumns.ids, width]);
  const at = useMemo(() => items.findIndex((item) => item.kind !== 'heading' && item.id === cursor), [items, cursor]);
  const hasHeadings = items[0]?.kind === 'heading';
  return (
    <div ref={box} className="flex min-h-0 flex-1 flex-col">
      <ColumnHeads columns={columns} menu={<ColumnMenu chosen={chosenColumns} columns={columns} />} />
      <VirtualList
        label="Alerts"
        items={items}
        keyOf={idOf}
        rowHeight={HEIGHT[density]}
        heightOf={hasHeadings ? (item) => (item.kind === 'heading' ? HEADING : HEIGHT[density]) : undefined}
        cursor={at}
        onWork={props.onWork}
        onRest={props.onRest}
        className="flex-1 border-t border-line"
        render={(item) =>
          item.kind === 'heading' ? (
            <Heading text={item.text} n={item.n} />
          ) : item.kind === 'fold' ? (
            <FoldLine
              fold={item.fold}
              columns={columns}
              isOpen={item.isOpen}
              hasCursor={item.id === cursor}
              risks={risks}
              isPicked={picked.rows.length > 0 && item.fold.rows.every((row) => picked.has(row.id))}
              isAnyPicked={picked.rows.length > 0}
              onPick={props.onPick}
              onToggle={props.onToggle}
              onAct={props.onAct}
            />
          ) : (
            <AlertLine
              row={item.row}
              columns={columns}
              isOpen={item.id === chosen}
              isWithin={item.within !== null}
              hasCursor={item.id === cursor}
              risk={risks.get(item.id) ?? null}
              isPicked={picked.has(item.id)}
              isAnyPicked={picked.rows.length > 0}
              onPick={props.onPick}
              onOpen={props.onOpen}
            />
          )
        }
      />
    </div>
  );
};

const Heading = ({ text, n }: { text: string; n: number }) => (
  <h2 className="flex h-full items-center gap-2 border-b border-line bg-sunken px-5 text-small font-semibold">
    <span className="truncate">{text}</span>
    <span className="font-normal text-faint">{plain(n)}</span>
  </h2>
);
