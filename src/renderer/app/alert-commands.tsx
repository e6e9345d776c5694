import {
  BellOff,
  CheckCheck,
  ChevronsUp,
  Copy,
  Link,
  Maximize2,
  MessageSquarePlus,
  RotateCcw,
  Undo2,
  UserCheck,
} from 'lucide-react';
import type { AlertRow } from '../../preload/contract/views.js';
import { type ActionKind, useUndoActions } from '../feature/alerts/act.js';
import { useCopyAlert, useCopyLink } from '../feature/alerts/copy-alert.js';
import { withQuery } from '../feature/alerts/view-query.js';
import { useConnection, useView } from '../state/console.js';
import { episodePath, go, usePlaceQuery } from '../state/place.js';
import { useSelectedAlert } from '../state/selection.js';
import { type Act, useWhyNot } from '../ui/fixed.js';
import type { PaletteGroup, PaletteItem } from '../ui/palette.js';
import { undoLast } from '../ui/toast.js';

const ICON = { size: 15, 'aria-hidden': true, className: 'text-faint' } as const;

/** The alert that the page's keys act on, as it is now. */
const useChosenAlert = (): AlertRow | null => {
  const id = useSelectedAlert(({ alert }) => alert);
  return useView((view) => (id === null ? null : (view.alerts[id] ?? null)));
};

/** What can be done to the alert at hand, each with its key; nothing where there is none, main cannot be reached or the past is shown. */
export const useAlertCommands = (onAct: (kind: ActionKind, row: AlertRow) => void): PaletteGroup | null => {
  const row = useChosenAlert();
  const isLost = useConnection().kind === 'lost';
  const whyNot = useWhyNot();
  const undo = useUndoActions();
  const copyAlert = useCopyAlert();
  const copyLink = useCopyLink();
  const query = usePlaceQuery();
  if (row === null) return null;
  const isOpen = (act: Act): boolean => !isLost && whyNot(act) === null;
  const ask = (kind: ActionKind, text: string, keys: string, icon: PaletteItem['icon']): PaletteItem | null =>
    isOpen(`alert.${kind}`) ? { id: `act ${kind}`, text, keys, icon, run: () => onAct(kind, row) } : null;
  const take = (
    id: 'unacknowledge' | 'reopen' | 'unsuppress',
    text: string,
    run: () => Promise<boolean>,
  ): PaletteItem | null =>
    isOpen(`alert.${id}`) ? { id: `act ${id}`, text, icon: <RotateCcw {...ICON} />, run: () => void run() } : null;
  const isOver = row.state === 'resolved';
  const acts: readonly (PaletteItem | null)[] = [
    isOver
      ? null
      : row.acknowledged === null
        ? ask('acknowledge', 'Acknowledge', 'a', <UserCheck {...ICON} />)
        : take('unacknowledge', 'Take the acknowledgement back', () => undo.unacknowledge(row)),
    isOver ? take('reopen', 'Reopen', () => undo.reopen(row)) : ask('resolve', 'Resolve', 'r', <CheckCheck {...ICON} />),
    row.suppressed !== null
      ? take('unsuppress', 'End the suppression', () => undo.unsuppress(row))
      : isOver
        ? null
        : ask('suppress', 'Suppress', 's', <BellOff {...ICON} />),
    isOver || !row.escalation.some(({ done }) => !done) ? null : ask('escalate', 'Escalate now', 'e', <ChevronsUp {...ICON} />),
    ask('note', 'Add a note', 'n', <MessageSquarePlus {...ICON} />),
    isOpen('alert.unacknowledge')
      ? { id: 'act undo', text: 'Undo the last action', keys: 'u', icon: <Undo2 {...ICON} />, run: () => undoLast() }
      : null,
  ];
  const copy: PaletteItem = {
    ...{ id: 'act copy', text: 'Copy as text', keys: 'c', icon: <Copy {...ICON} /> },
    run: () => copyAlert(row),
  };
  const open: PaletteItem = {
    ...{ id: 'act open', text: 'Open as a page', keys: 'f', icon: <Maximize2 {...ICON} /> },
    run: () => go(withQuery(episodePath(row.id), query)),
  };
  const link: PaletteItem = {
    ...{ id: 'act link', text: 'Copy a link to its page', keys: 'Shift C', icon: <Link {...ICON} /> },
    run: () => copyLink(row.id),
  };
  return { title: row.summary, isFirst: true, most: 12, items: [...acts.filter((act) => act !== null), open, copy, link] };
};
