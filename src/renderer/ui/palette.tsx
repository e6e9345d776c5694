import { Command } from 'cmdk';
import type { ReactNode } from 'react';
import { Dialog } from './dialog.js';
import { Kbd } from './kbd.js';

export interface PaletteItem {
  readonly id: string;
  readonly text: string;
  readonly note?: string;
  /** The keys that do the same without the palette. */
  readonly keys?: string;
  readonly icon?: ReactNode;
  readonly run: () => void;
}

export interface PaletteGroup {
  readonly title: string;
  readonly items: readonly PaletteItem[];
  /** How many are shown at once, where it is not the usual number. */
  readonly most?: number;
  /** Comes before what was used lately. */
  readonly isFirst?: boolean;
}

interface PaletteProps {
  readonly groups: readonly PaletteGroup[];
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onRun: (item: PaletteItem) => void;
  readonly onClose: () => void;
}

/** One box to find and do anything. The caller chooses what matches; the list is walked with the arrow keys. */
export const Palette = ({ groups, query, onQuery, onRun, onClose }: PaletteProps) => (
  <Dialog title="Search and commands" heading="spoken" onClose={onClose} width="wide">
    <Command shouldFilter={false} label="Search and commands" className="flex flex-col">
      <Command.Input
        data-first
        value={query}
        onValueChange={onQuery}
        placeholder="Find anything, or do it…"
        className="h-12 border-b border-line bg-transparent px-4 text-lead outline-none placeholder:text-faint"
      />
      {groups.length === 0 && (
        <p role="status" className="px-3 pt-6 pb-4 text-center text-soft">
          Nothing is called that.
        </p>
      )}
      <Command.List className="max-h-[50vh] overflow-y-auto p-2">
        {groups.map((group) => (
          <Command.Group
            key={group.title}
            heading={<span className="label block truncate px-2">{group.title}</span>}
            className="pb-2"
          >
            {group.items.map((item) => (
              <Command.Item
                key={item.id}
                value={item.id}
                onSelect={() => onRun(item)}
                className="flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 data-[selected=true]:bg-selected"
              >
                {item.icon}
                <span className="min-w-0 flex-1 truncate">{item.text}</span>
                {item.note !== undefined && <span className="max-w-[40%] truncate text-small text-faint">{item.note}</span>}
                {item.keys !== undefined && (
                  <span className="text-faint">
                    <Kbd keys={item.keys} />
                  </span>
                )}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
      <Footer />
    </Command>
  </Dialog>
);

const HINTS = [
  ['↑ ↓', 'choose'],
  ['Enter', 'do it'],
  ['Esc', 'close'],
] as const;

const Footer = () => (
  <p aria-hidden="true" className="flex gap-4 border-t border-line px-4 py-2 text-small text-faint">
    {HINTS.map(([keys, does]) => (
      <span key={keys} className="flex items-center gap-1.5">
        <Kbd keys={keys} /> {does}
      </span>
    ))}
  </p>
);
