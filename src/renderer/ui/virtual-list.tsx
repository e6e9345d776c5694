import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useEffect, useLayoutEffect, useRef } from 'react';
import { names } from './class-names.js';

interface VirtualListProps<Item> {
  readonly label: string;
  readonly items: readonly Item[];
  readonly keyOf: (item: Item) => string;
  /** Height of a row in pixels. */
  readonly rowHeight: number;
  /** Height of one that is not as high as the others, such as a heading. */
  readonly heightOf?: ((item: Item) => number) | undefined;
  readonly render: (item: Item, index: number) => ReactNode;
  /** The row that the keyboard is on; it is kept in sight. */
  readonly cursor?: number;
  readonly className?: string;
  /** Someone moves the pointer or presses a key in the list. */
  readonly onWork?: () => void;
  /** The pointer left the list. */
  readonly onRest?: () => void;
}

/** The `keyOf` of rows that have an id. */
export const idOf = ({ id }: { readonly id: string }): string => id;

/** A long list of which only the rows in sight are drawn. */
export const VirtualList = <Item,>(props: VirtualListProps<Item>) => {
  const { items, keyOf, rowHeight, cursor } = props;
  const height = (index: number): number => props.heightOf?.(items[index] as Item) ?? rowHeight;
  const box = useRef<HTMLDivElement>(null);
  // It is told no keys: with others all rows would be laid out again, and of ten thousand each change would wait for it.
  const virtual = useVirtualizer({
    count: items.length,
    getScrollElement: () => box.current,
    estimateSize: height,
    overscan: 8,
    initialRect: { width: 800, height: 600 },
  });
  // Before it is painted: one frame with the heights of other rows would make the list jump.
  // biome-ignore lint/correctness/useExhaustiveDependencies: other row heights ask for measuring again
  useLayoutEffect(() => virtual.measure(), [virtual, rowHeight, props.heightOf === undefined ? null : items]);
  useEffect(() => {
    if (cursor !== undefined && cursor >= 0) virtual.scrollToIndex(cursor, { align: 'auto' });
  }, [virtual, cursor]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only notices that someone is at work; nothing is operated here
    <div
      ref={box}
      className={names('min-h-0 overflow-y-auto', props.className)}
      data-list
      onPointerMove={props.onWork}
      onKeyDown={props.onWork}
      onPointerLeave={props.onRest}
    >
      <ul aria-label={props.label} className="relative" style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map((row) => (
          <li
            key={keyOf(items[row.index] as Item)}
            className="absolute inset-x-0 top-0"
            aria-setsize={items.length}
            aria-posinset={row.index + 1}
            style={{ height: row.size, transform: `translateY(${row.start}px)` }}
          >
            {props.render(items[row.index] as Item, row.index)}
          </li>
        ))}
      </ul>
    </div>
  );
};
