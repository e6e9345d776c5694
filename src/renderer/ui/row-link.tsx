import type { CSSProperties, KeyboardEvent, MouseEvent, ReactNode } from 'react';
import { names } from './class-names.js';
import { useCursorFocus } from './use-cursor-focus.js';

interface RowLinkProps {
  /** The page that the row is about: where it leads in a tab of its own. */
  readonly to: string;
  readonly isOpen: boolean;
  /** The keys are on it: it alone of its list is reached by Tab. */
  readonly hasCursor: boolean;
  readonly onOpen: () => void;
  readonly className: string;
  readonly style?: CSSProperties;
  readonly children: ReactNode;
}

/** The desktop app has one window: whatever would lead to another opens in place. */
const hasTabs = (): boolean => window.location.protocol.startsWith('http');

const isForElsewhere = ({ ctrlKey, metaKey, shiftKey }: MouseEvent): boolean => ctrlKey || metaKey || shiftKey;

/** The whole of a row as a link: pressed, it opens beside the list; with Ctrl, ⌘ or the middle button in a tab, as links do. */
export const RowLink = ({ to, isOpen, hasCursor, onOpen, className, style, children }: RowLinkProps) => {
  const link = useCursorFocus<HTMLAnchorElement>(hasCursor);
  const openHere = (event: MouseEvent | KeyboardEvent): void => {
    event.preventDefault();
    onOpen();
  };
  return (
    <a
      ref={link}
      href={`#${to}`}
      tabIndex={hasCursor ? 0 : -1}
      aria-current={isOpen || undefined}
      onClick={(event) => {
        if (!hasTabs() || !isForElsewhere(event)) openHere(event);
      }}
      onAuxClick={(event) => {
        if (event.button === 1 && !hasTabs()) openHere(event);
      }}
      onKeyDown={(event) => {
        if (event.key === ' ') openHere(event);
      }}
      className={className}
      style={style}
    >
      {children}
    </a>
  );
};

/** A line of a plain list, in columns. */
export const ListRow = ({ columns, ...rest }: Omit<RowLinkProps, 'className' | 'style'> & { readonly columns: string }) => (
  <RowLink
    {...rest}
    className={names(
      'grid h-full w-full items-center border-b border-line text-left',
      columns,
      rest.isOpen ? 'bg-selected' : 'hover:bg-hover',
      // Within the row: a ring around it would be cut off by the list.
      '-outline-offset-2',
      rest.hasCursor && !rest.isOpen && 'bg-hover outline-2 outline-accent',
    )}
  />
);
