import { useMemo, useRef, useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { ActionButton } from './ActionButton.tsx';
import { sortIdOf, type Column, type ColumnChoice, type Sort } from './columns.ts';
import { ColumnsMenu } from './ColumnsMenu.tsx';
import { DataTable } from './DataTable.tsx';
import { emptyList, type Listed } from './emptyList.ts';
import type { Explained } from './ErrorNotice.tsx';
import { FilterBar } from './FilterBar.tsx';
import { FootButton, FootNote } from './listStyle.ts';
import { fittingRows, rowTexts, sortedHere, wordsOf } from './loadedRows.ts';
import { Notice } from './Notice.tsx';
import { formatCount } from './numbers.ts';
import { SearchField } from './SearchField.tsx';
import { useFit } from './useFit.ts';
import { useLoadAll, type MorePages } from './useLoadAll.ts';

/** One page of rows, as far as a table wants to know it. */
interface Loaded<T> {
  rows: readonly T[];
  /** The server does not sort by what was asked for. */
  sortRefused: boolean;
}

/** A list that is read page by page. */
export interface PagedQuery<T> extends MorePages {
  data: { pages: readonly Loaded<T>[] } | undefined;
  /** What is shown is still the answer to the question before. */
  isPlaceholderData: boolean;
  isFetching: boolean;
  refetch: () => unknown;
}

/** What the URL asks of the list, and how to ask for something else. */
export interface PagedUrl {
  list: Question;
  onSort: (sort: Sort) => void;
  onClearFilters: () => void;
  /** Takes back the search and all filters. */
  onClearAll: () => void;
}

interface Question {
  search: string;
  sortField: string;
  descending: boolean;
  filters: Readonly<Record<string, string>>;
}

export interface PagedTableProps<T> {
  /** Names the table. */
  label: string;
  what: Listed;
  columns: readonly Column<T>[];
  choice: ColumnChoice;
  onChoice: (choice: ColumnChoice) => void;
  url: PagedUrl;
  query: PagedQuery<T>;
  /** How many rows the whole list has, as far as is known. */
  total: number;
  error: Explained | null;
  /** How many filters ask for something. */
  inUse: number;
  /** The controls of the filters. */
  filters: ReactNode;
  /** CSS height limit of the scrolling part. */
  height?: string;
  rowKey: (row: T) => string;
  rowHref: (row: T) => string;
  /** Told when a person seems about to open a row. */
  onNear: (row: T) => void;
}

/** Fewer loaded rows than this are looked through faster than filtered. */
const fewRows = 20;

/** A list that the server searches, filters and sorts, as far as it can; the rest is done here with the loaded rows. */
export function PagedTable<T extends object>(props: PagedTableProps<T>): ReactElement {
  const { label, what, columns, choice, onChoice, url, query, total, error, inUse, filters } = props;
  const { rowKey, rowHref, onNear, height = 'max(280px, calc(var(--view, 100dvh) - 236px))' } = props;
  const { list } = url;
  const bar = useRef<HTMLDivElement>(null);
  const [fit, setFit] = useFit();

  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.rows) ?? [], [pages]);
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
        <ColumnsMenu columns={columns} choice={choice} onChoice={onChoice} measured={bar} />
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
        onChoice={onChoice}
        // More rows would come between those that are looked at.
        onEndReached={
          hereBy || words.length > 0 || loadAll.running || !query.hasNextPage
            ? undefined
            : () => void query.fetchNextPage()
        }
        view={`${answered} ${fit}`}
        loading={query.isFetching}
        error={error}
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
