import { BellOff, ChevronRight, UserCheck } from 'lucide-react';
import { memo, useMemo } from 'react';
import type { RevenueAtRisk } from '../../../preload/contract/views.js';
import { useConnection } from '../../state/console.js';
import { useNow } from '../../text/now.js';
import { plain } from '../../text/quantity.js';
import { saySeverity } from '../../text/states.js';
import { shortly } from '../../text/time.js';
import { useZone } from '../../text/zone.js';
import { IconButton } from '../../ui/button.js';
import { names } from '../../ui/class-names.js';
import { Badge } from '../../ui/mark.js';
import { useCursorFocus } from '../../ui/use-cursor-focus.js';
import type { ActionKind } from './act.js';
import { SIDES } from './alert-columns.js';
import { edgeOf } from './alert-line.js';
import type { ListColumns } from './columns.js';
import { FoldCell, FoldEnd, useFallenFacts } from './fold-cells.js';
import { dearest, factsOf } from './fold-facts.js';
import type { Fold } from './folds.js';
import { PickBox } from './pick-box.js';
import { useTargetName } from './target-name.js';

interface FoldLineProps {
  readonly fold: Fold;
  readonly columns: ListColumns;
  readonly isOpen: boolean;
  readonly hasCursor: boolean;
  readonly risks: ReadonlyMap<string, RevenueAtRisk>;
  readonly isPicked: boolean;
  readonly isAnyPicked: boolean;
  readonly onPick: (id: string, isReach: boolean) => void;
  readonly onToggle: (id: string) => void;
  readonly onAct: (kind: ActionKind, fold: Fold) => void;
}

/** Many like alerts in one line, which opens in place: how many, how bad, where, since when, in whose hands. */
export const FoldLine = memo((props: FoldLineProps) => {
  const { fold, columns, isOpen, hasCursor, isPicked } = props;
  const button = useCursorFocus<HTMLButtonElement>(hasCursor);
  const name = useTargetName(fold.rows[0]?.target ?? null);
  const facts = useMemo(() => factsOf(fold, name), [fold, name]);
  const most = useMemo(() => dearest(fold, props.risks), [fold, props.risks]);
  const fallen = useFallenFacts(columns, facts, most);
  const since = `since ${shortly(facts.oldestAt, useNow(), useZone())}`;
  const more = [facts.where, since, ...fallen].filter((part) => part !== '').join(' · ');
  const { tone, word } = facts.areAllSuppressed ? SUPPRESSED : saySeverity(facts.severity);
  return (
    <div
      className={names(
        'group relative h-full border-b border-l-[3px] border-b-line',
        facts.nHeld === facts.n ? 'border-l-line' : edgeOf(facts.severity),
        isPicked ? 'bg-selected' : 'hover:bg-hover',
        hasCursor && 'outline-2 -outline-offset-2 outline-accent',
        hasCursor && !isPicked && 'bg-hover',
      )}
    >
      <button
        ref={button}
        type="button"
        tabIndex={hasCursor ? 0 : -1}
        aria-expanded={isOpen}
        aria-label={`${facts.title}, ${word}, ${more}, ${facts.held}`}
        onClick={() => props.onToggle(fold.id)}
        className="absolute inset-0 outline-none"
      />
      <div
        className={names('pointer-events-none grid h-full items-center py-1 pl-9', SIDES)}
        style={{ gridTemplateColumns: columns.template }}
      >
        <Badge tone={tone} word={word} />
        <div className="flex min-w-0 items-center gap-2">
          <ChevronRight size={15} aria-hidden="true" className={names('shrink-0 text-faint', isOpen && 'rotate-90')} />
          <span aria-hidden="true" className="min-w-0 flex-1">
            <span className="block truncate font-medium">{facts.title}</span>
            <span className="block truncate text-small text-faint" title={more}>
              {more}
            </span>
          </span>
          <Acts n={facts.n} hasCursor={hasCursor} onAct={(kind) => props.onAct(kind, fold)} />
        </div>
        {columns.shown.map((id) => (
          <FoldCell key={id} id={id} facts={facts} most={most} />
        ))}
        {columns.isCompact && <FoldEnd facts={facts} />}
      </div>
      <PickBox id={fold.id} name={facts.title} isPicked={isPicked} isAnyPicked={props.isAnyPicked} onPick={props.onPick} />
    </div>
  );
});

const SUPPRESSED = { tone: 'muted', word: 'Suppressed' } as const;

/** What can be done to all of them by one question. */
const Acts = ({ n, hasCursor, onAct }: { n: number; hasCursor: boolean; onAct: (kind: ActionKind) => void }) => {
  const isCut = useConnection().kind === 'lost';
  return (
    <span className="pointer-events-auto relative flex shrink-0 gap-1">
      {ACTS.map(({ kind, word, key, Icon }) => (
        <IconButton
          acts={`alert.${kind}`}
          key={kind}
          look="plain"
          name={`${word} all ${plain(n)} (${key})`}
          className="size-7"
          tabIndex={hasCursor ? 0 : -1}
          disabled={isCut}
          onClick={() => onAct(kind)}
        >
          <Icon size={14} aria-hidden="true" />
        </IconButton>
      ))}
    </span>
  );
};

const ACTS = [
  { kind: 'acknowledge', word: 'Acknowledge', key: 'a', Icon: UserCheck },
  { kind: 'suppress', word: 'Suppress', key: 's', Icon: BellOff },
] as const;
