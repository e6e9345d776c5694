import type { ReactNode } from 'react';
import type { FoundSoFar } from '../../query/found.js';
import { type FoundFacts, sayFound, sayNoneFound } from '../../text/found.js';
import { useNow } from '../../text/now.js';
import { useZone } from '../../text/zone.js';
import { Button } from '../../ui/button.js';
import { names } from '../../ui/class-names.js';
import { Notice } from '../../ui/mark.js';
import { Card, Skeleton } from '../../ui/section.js';

interface Page<Row> {
  readonly rows: readonly Row[];
  readonly next: unknown;
  readonly looked: number;
  readonly since: number;
  readonly keptFor: number;
}

interface FoundListProps<Row, Of extends Page<Row>> {
  /** What it is a list of, for a screen reader and for what is said of it. */
  readonly caption: string;
  readonly heads: readonly string[];
  readonly found: FoundSoFar<Of>;
  readonly isNarrowed: boolean;
  readonly onShowAll: () => void;
  /** Said where nothing is kept at all. */
  readonly empty: string;
  /** The rows of a table's body. */
  readonly row: (row: Row, pages: readonly Of[]) => ReactNode;
}

/** What was looked for, page after page, with what is shown of how much, and how far back. */
export const FoundList = <Row, Of extends Page<Row>>(props: FoundListProps<Row, Of>) => {
  const { caption, heads, found, isNarrowed } = props;
  const { pages, error } = found;
  const rows = pages?.flatMap((page) => page.rows) ?? [];
  return (
    <Card>
      {error !== null && (
        <Notice tone="warning" title={`${caption} could not be read`}>
          {error.message}
        </Notice>
      )}
      {pages === undefined && error === null && <Skeleton className="m-4 h-24" />}
      {rows.length > 0 && pages !== undefined && (
        <table className={names('w-full', found.isOutdated && 'opacity-60')} aria-busy={found.isOutdated}>
          <caption className="sr-only">{caption}</caption>
          <thead className="sr-only">
            <tr>
              {heads.map((head) => (
                <th key={head}>{head}</th>
              ))}
            </tr>
          </thead>
          <tbody>{rows.map((row) => props.row(row, pages))}</tbody>
        </table>
      )}
      {pages !== undefined && (
        <Foot found={found} facts={factsOf(pages, isNarrowed)} empty={props.empty} onShowAll={props.onShowAll} />
      )}
    </Card>
  );
};

const factsOf = (pages: readonly Page<unknown>[], isNarrowed: boolean): FoundFacts => {
  const last = pages.at(-1);
  return {
    shown: pages.reduce((sum, { rows }) => sum + rows.length, 0),
    looked: pages.reduce((sum, { looked }) => sum + looked, 0),
    since: last?.since ?? 0,
    keptFor: last?.keptFor ?? 0,
    isWhole: last === undefined || last.next === null,
    isNarrowed,
  };
};

interface FootProps {
  readonly found: FoundSoFar<unknown>;
  readonly facts: FoundFacts;
  readonly empty: string;
  readonly onShowAll: () => void;
}

const Foot = ({ found, facts, empty, onShowAll }: FootProps) => {
  const zone = useZone();
  const now = useNow();
  const isNone = facts.shown === 0;
  const none = facts.isNarrowed || !facts.isWhole ? sayNoneFound(facts, now, zone) : empty;
  return (
    <div className={names('flex min-h-12 flex-wrap items-center gap-3 px-4 py-2', !isNone && 'border-t border-line')}>
      <p role="status" className={isNone ? 'text-soft' : 'text-faint'}>
        {found.isOutdated ? 'Looking …' : isNone ? none : sayFound(facts, now, zone)}
        {found.isFull && ' Narrow the list to see older ones.'}
      </p>
      <span className="ml-auto flex gap-2">
        {isNone && facts.isNarrowed && !found.isOutdated && <Button onClick={onShowAll}>Show all</Button>}
        {found.more !== null && !found.isOutdated && (
          <Button onClick={found.more} disabled={found.isComing}>
            {found.isComing ? 'Looking …' : isNone ? 'Look further back' : 'Show older'}
          </Button>
        )}
      </span>
    </div>
  );
};
