import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import { useMemo, useRef, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { explain } from '../../../api/errors.ts';
import { filtersInUse, type FilterFields } from '../../../api/listFilters.ts';
import type { ListPage } from '../../../api/lists.ts';
import { ActionButton } from '../../../ui/ActionButton.tsx';
import { sortIdOf, type Column } from '../../../ui/columns.ts';
import { ColumnsMenu } from '../../../ui/ColumnsMenu.tsx';
import { DataTable } from '../../../ui/DataTable.tsx';
import { Notice } from '../../../ui/Notice.tsx';
import { formatCount } from '../../../ui/numbers.ts';
import { SearchField } from '../../../ui/SearchField.tsx';
import { emptyList, type Listed } from './emptyList.ts';
import { FilterBar } from './FilterBar.tsx';
import { FootButton, FootNote } from './listStyle.ts';
import { fittingRows, rowTexts, sortedHere, wordsOf } from './loadedRows.ts';
import { useFit } from './useFit.ts';
import { useKeptColumns } from './useKeptColumns.ts';
import type { ListUrl } from './useListUrl.ts';
import { useLoadAll } from './useLoadAll.ts';

type Pages<T> = InfiniteData<ListPage<T> & { sortRefused: boolean }>;

interface ServerListProps<T> {
  /** Names the table, and its columns in what this browser keeps. */
  label: string;
  what: Listed;
  columns: readonly Column<T>[];
  url: ListUrl;
  query: UseInfiniteQueryResult<Pages<T>>;
  known: FilterFields;
  /** The controls of the filters. */
  filters: ReactNode;
  rowKey: (row: T) => string;
  rowHref: (row: T) => string;
  /** Told when a person seems about to open a row. */
  onNear: (row: T) => void;
}

const height = 'max(280px, calc(100dvh - 236px))';
/** Fewer loaded rows than this are looked through faster than filtered. */
const fewRows = 20;

/** A list that the server searches, filters and sorts, as far as it can; the rest is done here with the loaded rows. */
export function ServerList<T extends object>(props: ServerListProps<T>): ReactElement {
  const { label, what, columns, url, query, known, filters, rowKey, rowHref, onNear } = props;
  const { list } = url;
  const bar = useRef<HTMLDivElement>(null);
  const [choice, setChoice] = useKeptColumns(label);
  const [fit, setFit] = useFit();

  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.rows) ?? [], [pages]);
  const total = pages?.at(-1)?.total ?? 0;
  const partial = rows.length < total;

  const sortColumn = columns.find((column) => sortIdOf(column) === list.sortField);
  const refused = sortColumn !== undefined && pages?.some((page) => page.sortRefused) === true;
  const hereBy = sortColumn !== undefined && (refused || sortColumn.sortField === undefined) ? sortColumn : undefined;
  const ordered = useMemo(
    () => (hereBy ? sortedHere(rows, hereBy, list.descending) : rows),
    [rows, hereBy, list.descending],
  );
  const textOf = useMemo(() => rowTexts(columns), [columns]);
  const texts = useMemo(() => ordered.map(textOf), [ordered, textOf]);
  const words = useMemo(() => wordsOf(fit), [fit]);
  const fitting = useMemo(() => fittingRows(ordered, texts, words), [ordered, texts, words]);

  const question = JSON.stringify(list);
  // The rows of the question before stay until the answer is there, and so does the place in them.
  const [answered, setAnswered] = useState(question);
  if (!query.isPlaceholderData && answered !== question) setAnswered(question);
  const loadAll = useLoadAll(query, question);

  const inUse = filtersInUse(known, list.filters).length;
  const unaskable = [list.search, ...Object.values(list.filters)].some((text) => text.includes('"'));
  const { clear, ...empty } = emptyList(what, {
    search: list.search,
    filtered: inUse > 0,
    fit,
    loaded: rows.length,
    total,
    unaskable,
  });
  return (
    <>
      {refused && partial && (
        <Notice kind="info" title={`This server does not sort by ${sortColumn.header.toLowerCase()}`}>
          The {formatCount(rows.length)} loaded rows are sorted here. Load all rows to sort the whole list.
        </Notice>
      )}
      <FilterBar bar={bar} inUse={inUse} onClear={url.onClearFilters} filters={filters}>
        {(rows.length >= fewRows || fit !== '') && (
          <div className="fit">
            <SearchField live value={fit} onChange={setFit} label="Filter loaded rows" />
          </div>
        )}
        <ColumnsMenu columns={columns} choice={choice} onChoice={setChoice} measured={bar} />
      </FilterBar>
      <DataTable
        label={label}
        columns={columns}
        rows={fitting}
        total={total}
        loaded={words.length === 0 ? undefined : rows.length}
        rowKey={rowKey}
        rowHref={rowHref}
        onNear={onNear}
        sort={{ field: list.sortField, descending: list.descending }}
        onSort={url.onSort}
        choice={choice}
        onChoice={setChoice}
        // More rows would come between those that are looked at.
        onEndReached={
          hereBy || words.length > 0 || loadAll.running || !query.hasNextPage
            ? undefined
            : () => void query.fetchNextPage()
        }
        view={`${answered} ${fit}`}
        loading={query.isFetching}
        error={query.error ? explain(query.error) : null}
        onRetry={() => void query.refetch()}
        height={height}
        empty={{
          ...empty,
          ...(clear && {
            action: (
              <ActionButton onClick={clear === 'fit' ? () => setFit('') : url.onClearAll}>
                {clear === 'fit' ? 'Clear this filter' : inUse > 0 ? 'Clear search and filters' : 'Clear search'}
              </ActionButton>
            ),
          }),
        }}
        footer={
          partial && (
            <span>
              {hereBy && (
                <FootNote>
                  Sorted by {hereBy.header.toLowerCase()}: of the {formatCount(rows.length)} loaded rows only
                </FootNote>
              )}
              <FootButton type="button" onClick={loadAll.running ? loadAll.stop : loadAll.start}>
                {loadAll.running ? 'Stop loading' : `Load all ${formatCount(total)} rows`}
              </FootButton>
            </span>
          )
        }
      />
    </>
  );
}
