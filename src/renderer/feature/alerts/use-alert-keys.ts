import type { RefObject } from 'react';
import type { AlertRow } from '../../../preload/contract/views.js';
import { episodePath, go } from '../../state/place.js';
import { useKeys } from '../../ui/keys.js';
import type { ActionKind } from './act.js';
import { useCopyAlert, useCopyLink } from './copy-alert.js';
import type { Picked } from './picked.js';
import type { useWalk } from './use-walk.js';
import { withQuery } from './view-query.js';

interface AlertKeys {
  readonly walk: ReturnType<typeof useWalk>;
  readonly picked: Picked;
  readonly chosen: string | null;
  readonly selected: AlertRow | undefined;
  readonly query: string;
  readonly search: RefObject<HTMLInputElement | null>;
  readonly move: (step: number) => void;
  readonly open: (id: string) => void;
  readonly close: () => void;
  readonly pick: (id: string, isReach: boolean) => void;
  readonly act: (kind: ActionKind) => void;
}

/** The keys of the list of alerts. */
export const useAlertKeys = (parts: AlertKeys): void => {
  const { walk, picked, chosen, selected, query, search, move, open, close, pick, act } = parts;
  const { cursor, line } = walk;
  const copyAlert = useCopyAlert();
  const copyLink = useCopyLink();
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    ArrowRight: walk.into,
    ArrowLeft: walk.outOf,
    Enter: (event) => {
      if (event.target instanceof HTMLButtonElement) event.target.click();
      else if (line?.kind === 'fold') walk.turn(line.id);
      else if (cursor !== null) open(cursor);
    },
    Escape: () => (picked.rows.length > 0 ? picked.clear() : chosen === null ? walk.leave() : close()),
    x: () => cursor !== null && pick(cursor, false),
    X: () => cursor !== null && pick(cursor, true),
    '/': () => search.current?.focus(),
    a: () => act('acknowledge'),
    r: () => act('resolve'),
    s: () => act('suppress'),
    e: () => act('escalate'),
    n: () => act('note'),
    c: () => selected !== undefined && copyAlert(selected),
    C: () => selected !== undefined && copyLink(selected.id),
    f: () => selected !== undefined && go(withQuery(episodePath(selected.id), query)),
  });
};
