import type { RevenueAtRisk } from '../../../preload/contract/views.js';
import { sayLimit, sayNext, sayValue } from '../../text/alert.js';
import { amount } from '../../text/business.js';
import { useNow } from '../../text/now.js';
import { count } from '../../text/quantity.js';
import { roughly } from '../../text/time.js';
import { Ago } from '../../text/zone.js';
import { Two } from './alert-columns.js';
import type { ColumnId, ListColumns } from './columns.js';
import type { FoldFacts } from './fold-facts.js';

interface CellProps {
  readonly id: ColumnId;
  readonly facts: FoldFacts;
  readonly most: { readonly risk: RevenueAtRisk; readonly n: number } | null;
}

export const FoldCell = ({ id, facts, most }: CellProps) => {
  switch (id) {
    case 'value':
      return facts.worst === null ? (
        <Two first="–" side="right" />
      ) : (
        <Two
          first={sayValue(facts.worst)}
          second={`${facts.isLevel ? '' : 'worst, '}${sayLimit(facts.worst)}`}
          side="right"
          isStrong
        />
      );
    case 'holder':
      return <Two first={facts.nHeld === 0 ? 'nobody yet' : facts.held} />;
    case 'next':
      return <Next facts={facts} />;
    case 'risk':
      return <Cost most={most} />;
    case 'since':
      return <Oldest facts={facts} />;
    case 'target':
      return <Two first={oneOr(facts.targets, 'target')} />;
    case 'rule':
      return <Two first={oneOr(facts.rules, 'rule')} />;
    case 'category':
      return <Two first={facts.categories.join(', ')} />;
  }
};

const oneOr = (values: readonly string[], word: string): string =>
  values.length === 1 ? (values[0] ?? '–') : values.length === 0 ? '–' : count(values.length, word);

const Next = ({ facts: { next } }: { facts: FoldFacts }) => {
  const now = useNow();
  const step = next?.escalation.find(({ done }) => !done);
  if (step === undefined) return <Two first="–" />;
  return <Two first={step.team} second={step.at > now ? `first in ${roughly(step.at - now)}` : 'is being told'} />;
};

const Cost = ({ most }: Pick<CellProps, 'most'>) => {
  if (most === null) return <Two first="–" side="right" />;
  if (most.risk.amount === null) return <Two first="–" second="cannot be told" side="right" />;
  const of = most.n === 1 ? 'of one of them' : `the most of ${most.n}`;
  return <Two first={amount(most.risk.amount, most.risk.currency)} second={of} side="right" />;
};

const Oldest = ({ facts }: { facts: FoldFacts }) => (
  <span className="text-right text-small text-faint">
    <Ago at={facts.oldestAt} />
  </span>
);

/** The end of a line that has no columns. */
export const FoldEnd = ({ facts }: { facts: FoldFacts }) => (
  <span className="text-right">
    {facts.worst !== null && <span className="block font-semibold">{sayValue(facts.worst)}</span>}
    <Oldest facts={facts} />
  </span>
);

/** What had no room in a column, for the second line. */
export const useFallenFacts = ({ fallen }: ListColumns, facts: FoldFacts, most: CellProps['most']): readonly string[] => {
  const now = useNow();
  return fallen.flatMap((id): readonly string[] => {
    if (id === 'holder') return [facts.held];
    if (id === 'next') return facts.next === null ? [] : [sayNext(facts.next, now) ?? []].flat();
    if (id === 'risk')
      return most === null || most.risk.amount === null ? [] : [`${amount(most.risk.amount, most.risk.currency)} at risk`];
    return [];
  });
};
