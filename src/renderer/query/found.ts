import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { CallInput, CallOutput } from '../../preload/contract/calls.js';
import type { FoundAudit, FoundDeliveries } from '../../preload/contract/views.js';
import { useCall } from '../state/console.js';
import { ask } from './client.js';

type Name = 'audit.list' | 'delivery.list';
type Question<Of extends Name> = Omit<CallInput<Of>, 'limit' | 'after' | 'before'>;

/** Rows of a page, and of a list that goes on: whoever wants more asks more closely. */
const [PAGE, MOST] = [50, 500];

/** What a question found so far, page by page. */
export interface FoundSoFar<Page> {
  /** Undefined: none is there yet. */
  readonly pages: readonly Page[] | undefined;
  readonly error: Error | null;
  /** What is shown is of an earlier question. */
  readonly isOutdated: boolean;
  /** Asks for the next page; null: there is none, or the list is long enough. */
  readonly more: (() => void) | null;
  readonly isFull: boolean;
  readonly isComing: boolean;
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
    queryFn: ({ pageParam }) =>
      ask(call, name, { ...(JSON.parse(asked) as object), ...(pageParam as object), limit: PAGE } as CallInput<Of>),
    initialPageParam: {} as Partial<CallInput<Of>>,
    getNextPageParam: after,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 1) > 1 ? false : every),
    placeholderData: keepPreviousData,
  });
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage, isPlaceholderData } = query;
  const n = data?.pages.length ?? 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: another mark asks for reading again; another page does not
  useEffect(() => {
    if (n === 1) void refetch();
  }, [mark]);
  const isFull = n * PAGE >= MOST;
  return {
    pages: data?.pages,
    error,
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
