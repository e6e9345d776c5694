import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import type { CallInput, CallOutput } from '../../preload/contract/calls.js';
import type { FoundAudit, FoundDeliveries } from '../../preload/contract/views.js';
import { useCall } from '../state/console.js';
import { wallClock } from '../text/now.js';
import { ask } from './client.js';

type Name = 'audit.list' | 'delivery.list';
type Question<Of extends Name> = Omit<CallInput<Of>, 'limit' | 'after' | 'before'>;

/** Rows of a page, and of a list that goes on: whoever wants more asks more closely. */
const [PAGE, MOST] = [50, 500];

/** What a question found so far, page by page. */
export interface FoundSoFar<Page> {
  /** Undefined: none is there yet. */
  readonly pages: readonly Page[] | undefined;
  /** Why the last that was asked of main came to nothing, and what asks that once more. */
  readonly error: Error | null;
  /** What that was: the first of it, the same once more, or what comes next. */
  readonly unread: 'first' | 'anew' | 'older';
  readonly again: () => void;
  readonly isReading: boolean;
  /** When the oldest of it was read, in milliseconds; null: it is read again by itself. */
  readonly asOf: number | null;
  /** The question, and how often it was answered by hand: another one is another list. */
  readonly asked: string;
  /** What is shown is of an earlier question. */
  readonly isOutdated: boolean;
  /** Asks for the next page; null: there is none, or the list is long enough. */
  readonly more: (() => void) | null;
  readonly isFull: boolean;
  readonly isComing: boolean;
}

/** A page, and when it was read. */
interface Read<Page> {
  readonly page: Page;
  readonly readAt: number;
}

/** Looks through what main keeps. The first page is asked for again every so often and whenever `mark` changes, until older ones are shown. */
const useFound = <Of extends Name>(
  name: Of,
  question: Question<Of>,
  after: (page: CallOutput<Of>) => Partial<CallInput<Of>> | null,
  { every, mark }: { readonly every: number; readonly mark?: unknown },
): FoundSoFar<CallOutput<Of>> => {
  const call = useCall();
  const wanted = JSON.stringify(question);
  const asked = useRested(wanted);
  const query = useInfiniteQuery({
    queryKey: [name, asked],
    queryFn: async ({ pageParam }): Promise<Read<CallOutput<Of>>> => {
      const input = { ...(JSON.parse(asked) as object), ...(pageParam as object), limit: PAGE } as CallInput<Of>;
      return { page: await ask(call, name, input), readAt: wallClock() };
    },
    initialPageParam: {} as Partial<CallInput<Of>>,
    getNextPageParam: ({ page }) => after(page),
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 1) > 1 ? false : every),
    placeholderData: keepPreviousData,
  });
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage, isPlaceholderData } = query;
  // The pages of one answer are another list only when another answer is.
  const pages = useMemo(() => data?.pages.map(({ page }) => page), [data]);
  const n = data?.pages.length ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another mark asks for reading again; another page does not
  useEffect(() => {
    if (n === 1) void refetch();
  }, [mark]);
  const isFull = n * PAGE >= MOST;
  const isFollowed = n < 2 && error === null;
  const readAt = Math.min(...(data?.pages.map((read) => read.readAt) ?? []));
  return {
    pages,
    error,
    unread: query.isFetchNextPageError ? 'older' : n === 0 ? 'first' : 'anew',
    again: () => void (query.isFetchNextPageError ? fetchNextPage() : refetch()),
    isReading: query.isRefetching,
    asOf: isFollowed || n === 0 ? null : readAt,
    asked: n < 2 ? asked : `${asked} ${n} ${readAt}`,
    isOutdated: isPlaceholderData || wanted !== asked,
    more: hasNextPage && !isFull ? () => void fetchNextPage() : null,
    isFull: hasNextPage && isFull,
    isComing: isFetchingNextPage,
  };
};

/** A text once nobody has changed it for a moment: each question may cost a look through thousands of records. */
const useRested = (text: string): string => {
  const [rested, setRested] = useState(text);
  useEffect(() => {
    const timer = window.setTimeout(() => setRested(text), 250);
    return () => window.clearTimeout(timer);
  }, [text]);
  return rested;
};

export const useFoundDeliveries = (question: Question<'delivery.list'>, mark: unknown): FoundSoFar<FoundDeliveries> =>
  useFound('delivery.list', question, ({ next }) => (next === null ? null : { after: next }), { every: 15_000, mark });

export const useFoundAudit = (question: Question<'audit.list'>): FoundSoFar<FoundAudit> =>
  useFound('audit.list', question, ({ next }) => (next === null ? null : { before: next }), { every: 30_000 });
