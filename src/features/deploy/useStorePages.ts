import { keepPreviousData, useQueries, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ListPage } from '../../api/lists.ts';
import { countBy, pagesAround, pageSizeOf, rowsByPlace } from '../../api/pagesByPlace.ts';
import { type Store, type StoreFilters, storePageQuery } from '../../api/stores.ts';

interface StorePages {
  /** All that match, with gaps where pages are not read; of the question before until the answer is there. */
  rows: readonly (Store | undefined)[];
  /** The server said how many match. */
  totalIsExact: boolean;
  /** What `rows` answer, which is not what is asked for while `waiting`. */
  answered: StoreFilters;
  waiting: boolean;
  loading: boolean;
  error: Error | null;
  refetch: () => Promise<unknown>;
  /** To be told which rows are in view. */
  onRange: (from: number, to: number) => void;
}

/** Pages are asked for at most so often (ms) while the list is scrolled. */
const pauseMs = 100;
/** Rows in view are counted in steps of so many, and so many beside them are read, too. */
const stepRows = 50;
const top = { from: 0, to: 0 };
const noEnd = { page: 0, count: 0 };
const nothing: readonly undefined[] = [];

const collect = (results: UseQueryResult<ListPage<Store>>[]) => ({
  // A map is taken as it is, while an array would be compared with the one before, row by row.
  further: new Map(results.flatMap(({ data }) => (data === undefined ? [] : [[data.page, data] as const]))),
  failed: results.find(({ isError }) => isError),
});

/** The stores that match, of which only the pages in view are held, so that a list of any length takes the same memory. */
export function useStorePages(filters: StoreFilters): StorePages {
  const newest = useQuery({ ...storePageQuery(filters, 1), placeholderData: keepPreviousData });
  const [answered, setAnswered] = useState(filters);
  const [range, setRange] = useState(top);
  // Where the server tells no total, the furthest page that was read says how far the list goes.
  const [end, setEnd] = useState(noEnd);
  const waiting = JSON.stringify(answered) !== JSON.stringify(filters);
  if (waiting && newest.data !== undefined && !newest.isPlaceholderData) {
    setAnswered(filters);
    setRange(top);
    setEnd(noEnd);
  }
  const first = newest.data;
  const size = first ? pageSizeOf(first) : 1;
  const known = first === undefined || end.page === 0 ? (first?.total ?? 0) : end.count;
  const { further, failed } = useQueries({
    queries: pagesAround(range, size, known, stepRows).map((page) => storePageQuery(answered, page)),
    combine: collect,
  });
  const last = [...further.values()].at(-1) ?? first;
  const read = first && last ? countBy(last, first) : 0;
  const exact = last?.totalIsExact !== false;
  if (last && !exact && last.page >= end.page && read !== end.count) setEnd({ page: last.page, count: read });
  const refused = waiting && newest.isError;
  const count = refused ? 0 : exact ? read : known;
  const rows = useMemo(
    () => (first && count > 0 ? rowsByPlace([first, ...further.values()], size, count) : nothing),
    [first, further, size, count],
  );

  const latest = useRef(top);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onRange = useCallback((from: number, to: number): void => {
    const stepped = { from: Math.floor(from / stepRows) * stepRows, to: Math.ceil(to / stepRows) * stepRows };
    latest.current = stepped;
    timer.current ??= setTimeout(() => {
      timer.current = undefined;
      const next = latest.current;
      setRange((before) => (before.from === next.from && before.to === next.to ? before : next));
    }, pauseMs);
  }, []);

  return {
    rows,
    totalIsExact: exact,
    answered,
    waiting,
    loading: newest.isFetching,
    error: newest.error ?? failed?.error ?? null,
    refetch: async () => Promise.all([newest.refetch(), failed?.refetch()]),
    onRange,
  };
}
