import { useMemo, useState } from 'react';
import { useAlerts, useRules, useTargets } from '../state/console.js';
import { alertPath, go, rulePath, targetPath } from '../state/place.js';
import { prefer } from '../state/preferences.js';
import { saySeverity, sayTarget } from '../text/states.js';
import { ToneIcon } from '../ui/mark.js';
import { Palette, type PaletteGroup, type PaletteItem } from '../ui/palette.js';
import { PAGES } from './pages.js';

const MOST = 6;

const PAGE_ITEMS: readonly PaletteItem[] = PAGES.map((page) => ({
  id: `page ${page.path}`,
  text: page.name,
  note: page.keys,
  icon: <page.icon size={15} aria-hidden="true" className="text-faint" />,
  run: () => go(page.path),
}));

const COMMANDS: readonly PaletteItem[] = (['dark', 'light', 'contrast', 'system'] as const).map((theme) => ({
  id: `theme ${theme}`,
  text: theme === 'system' ? 'Theme: as the system' : `Theme: ${theme === 'contrast' ? 'high contrast' : theme}`,
  run: () => prefer({ theme }),
}));

const useItems = (): readonly PaletteGroup[] => {
  const alerts = useAlerts();
  const targets = useTargets();
  const rules = useRules();
  return useMemo(
    () => [
      { title: 'Pages', items: PAGE_ITEMS },
      {
        title: 'Alerts',
        items: alerts.map((row) => ({
          id: `alert ${row.id}`,
          text: row.summary,
          note: row.id,
          icon: <ToneIcon tone={row.state === 'firing' ? saySeverity(row.severity).tone : 'good'} />,
          run: () => go(alertPath(row.id)),
        })),
      },
      {
        title: 'Targets',
        items: targets.map((row) => ({
          id: `target ${row.id}`,
          text: row.name,
          note: row.url ?? row.source,
          icon: <ToneIcon tone={sayTarget(row).tone} />,
          run: () => go(targetPath(row.id)),
        })),
      },
      {
        title: 'Rules',
        items: rules.map((row) => ({ id: `rule ${row.id}`, text: row.name, note: row.id, run: () => go(rulePath(row.id)) })),
      },
      { title: 'Commands', items: COMMANDS },
    ],
    [alerts, targets, rules],
  );
};

const matching = (groups: readonly PaletteGroup[], query: string): readonly PaletteGroup[] => {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (item: PaletteItem): boolean => {
    const text = `${item.text} ${item.note ?? ''}`.toLowerCase();
    return words.every((word) => text.includes(word));
  };
  return groups
    .map((group) => ({ ...group, items: group.items.filter(fits).slice(0, MOST) }))
    .filter((group) => group.items.length > 0);
};

export const Search = ({ onClose }: { onClose: () => void }) => {
  const [query, setQuery] = useState('');
  const groups = useItems();
  return <Palette groups={matching(groups, query)} query={query} onQuery={setQuery} onClose={onClose} />;
};
