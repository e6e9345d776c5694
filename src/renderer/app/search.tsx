import { useMemo, useState } from 'react';
import type { AlertRow } from '../../preload/contract/views.js';
import type { ActionKind } from '../feature/alerts/act.js';
import { prefer, usePreferences } from '../state/preferences.js';
import { Palette, type PaletteItem } from '../ui/palette.js';
import { useAlertCommands } from './alert-commands.js';
import { useDeskCommands, usePlaces } from './commands.js';
import { matching, usedNow } from './matching.js';

interface SearchProps {
  readonly onClose: () => void;
  readonly onHelp: () => void;
  readonly onGoBack: () => void;
  readonly onAct: (kind: ActionKind, row: AlertRow) => void;
}

/** Finds and does anything: what can be done to the alert at hand, what was used lately, pages, rows, commands. */
export const Search = ({ onClose, onHelp, onGoBack, onAct }: SearchProps) => {
  const [query, setQuery] = useState('');
  const recent = usePreferences((preferences) => preferences.recent);
  const acts = useAlertCommands(onAct);
  const places = usePlaces();
  const commands = useDeskCommands({ onHelp, onGoBack });
  const groups = useMemo(
    () => matching([...(acts === null ? [] : [acts]), ...places, commands], query, recent),
    [acts, places, commands, query, recent],
  );
  const run = (item: PaletteItem): void => {
    onClose();
    // What is done to one alert means another the next time: only places and commands are worth remembering.
    if (!item.id.startsWith('act ')) prefer({ recent: usedNow(recent, item.id) });
    item.run();
  };
  return <Palette groups={groups} query={query} onQuery={setQuery} onRun={run} onClose={onClose} />;
};
