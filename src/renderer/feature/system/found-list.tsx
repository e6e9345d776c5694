import type { ReactNode } from 'react';
import { Unread } from '../../query/answered.js';
import type { FoundSoFar } from '../../query/found.js';
import type { FoundFacts } from '../../text/found.js';
import { names } from '../../ui/class-names.js';
import { Card, Skeleton } from '../../ui/section.js';
import { useBusy } from '../../ui/use-busy.js';
import { FoundFoot } from './found-foot.js';
import { useHeldPages } from './held-pages.js';

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
  readonly keyOf: (row: Row) => string | number;
  /** The rows of a table's body. */
  readonly row: (row: Row, pages: readonly Of[]) => ReactNode;
}

/** What was looked for, page after page, with what is shown of how much, and how far back. The rows stay where they are while somebody is at work among them. */
export const FoundList = <Row, Of extends Page<Row>>(props: FoundListProps<Row, Of>) => {
  const { caption, found, isNarrowed } = props;
  const { error, isOutdated, asOf } = found;
  const [isBusy, work, rest] = useBusy();
  const { pages, newer } = useHeldPages<Row, Of>(found.pages, props.keyOf, isBusy, `${isOutdated} ${found.asked}`);
  const isNone = pages?.every(({ rows }) => rows.length === 0) ?? true;
  return (
    <>
      {error !== null && <Unread title={`${caption} ${UNREAD[found.unread]}`} error={error} onAgain={found.again} />}
      {(pages !== undefined || error === null) && (
        <Card>
          {pages === undefined && <Skeleton className="m-4 h-24" />}
          {pages !== undefined && !isNone && <Rows {...props} pages={pages} onWork={work} onRest={rest} />}
          {pages !== undefined && (
            <FoundFoot
              found={found}
              facts={factsOf(pages, isNarrowed, asOf)}
              newer={newer}
              empty={props.empty}
              onShowAll={props.onShowAll}
            />
          )}
        </Card>
      )}
    </>
  );
};

const UNREAD = {
  first: 'could not be read',
  anew: 'could not be read anew: this is the last answer',
  older: 'could not be read further back',
};

interface RowsProps<Row, Of extends Page<Row>> extends Pick<FoundListProps<Row, Of>, 'caption' | 'heads' | 'found' | 'row'> {
  readonly pages: readonly Of[];
  readonly onWork: () => void;
  readonly onRest: () => void;
}

const Rows = <Row, Of extends Page<Row>>({ pages, ...props }: RowsProps<Row, Of>) => (
  <table
    className={names('w-full', props.found.isOutdated && 'opacity-60')}
    aria-busy={props.found.isOutdated}
    onPointerMove={props.onWork}
    onKeyDown={props.onWork}
    onFocus={props.onWork}
    onPointerLeave={props.onRest}
  >
    <caption className="sr-only">{props.caption}</caption>
    <thead className="sr-only">
      <tr>
        {props.heads.map((head) => (
          <th key={head}>{head}</th>
        ))}
      </tr>
    </thead>
    <tbody>{pages.flatMap(({ rows }) => rows).map((row) => props.row(row, pages))}</tbody>
  </table>
);

const factsOf = (pages: readonly Page<unknown>[], isNarrowed: boolean, asOf: number | null): FoundFacts => {
  const last = pages.at(-1);
  return {
    shown: pages.reduce((sum, { rows }) => sum + rows.length, 0),
    looked: pages.reduce((sum, { looked }) => sum + looked, 0),
    since: last?.since ?? 0,
    keptFor: last?.keptFor ?? 0,
    isWhole: last === undefined || last.next === null,
    isNarrowed,
    asOf,
  };
};
