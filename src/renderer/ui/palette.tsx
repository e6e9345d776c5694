import { Command } from 'cmdk';
import type { ReactNode } from 'react';
import { Dialog } from './dialog.js';

export interface PaletteItem {
  readonly id: string;
  readonly text: string;
  readonly note?: string;
  readonly icon?: ReactNode;
  readonly run: () => void;
}

export interface PaletteGroup {
  readonly title: string;
  readonly items: readonly PaletteItem[];
}

interface PaletteProps {
  readonly groups: readonly PaletteGroup[];
  readonly query: string;
  readonly onQuery: (query: string) => void;
  readonly onClose: () => void;
}

/** One box to find and do anything. The caller chooses what matches; the list is walked with the arrow keys. */
export const Palette = ({ groups, query, onQuery, onClose }: PaletteProps) => (
  <Dialog title="Search and commands" heading="spoken" onClose={onClose} width="wide">
    <Command shouldFilter={false} label="Search and commands" className="flex flex-col">
      <Command.Input
        data-first
        value={query}
        onValueChange={onQuery}
        placeholder="Find a page, target, alert or rule…"
        className="h-12 border-b border-line bg-transparent px-4 text-lead outline-none placeholder:text-faint"
      />
      <Command.List className="max-h-[50vh] overflow-y-auto p-2">
        <Command.Empty className="px-3 py-6 text-center text-soft">Nothing is called that.</Command.Empty>
        {groups.map((group) => (
          <Command.Group key={group.title} heading={<span className="label px-2">{group.title}</span>} className="pb-2">
            {group.items.map((item) => (
              <Command.Item
                key={item.id}
                value={item.id}
                onSelect={() => {
                  onClose();
                  item.run();
                }}
                className="flex h-9 cursor-pointer items-center gap-2.5 rounded-md px-2 data-[selected=true]:bg-selected"
              >
                {item.icon}
                <span className="min-w-0 flex-1 truncate">{item.text}</span>
                {item.note !== undefined && <span className="text-small text-faint">{item.note}</span>}
              </Command.Item>
            ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command>
  </Dialog>
);
