import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { explain, explainPage, notPermitted } from '../../../api/errors.ts';
import { filtersInUse, type FilterFields } from '../../../api/listFilters.ts';
import { totalOf, type ListPage } from '../../../api/lists.ts';
import type { Column } from '../../../ui/columns.ts';
import { ErrorNotice } from '../../../ui/ErrorNotice.tsx';
import { PagedTable } from '../../../ui/PagedTable.tsx';
import { useKeptColumns } from './useKeptColumns.ts';
import type { ListUrl } from './useListUrl.ts';

type Pages<T> = InfiniteData<ListPage<T> & { sortRefused: boolean }>;

const listed = {
  template: {
    one: 'template',
    whyNone:
      'Templates come from the certificate authorities. Command shows them after an import for their configuration tenant.',
    searched: 'names and short names',
  },
  'enrollment pattern': {
    one: 'enrollment pattern',
    whyNone: 'A template can be enrolled against once it has an enrollment pattern.',
    searched: 'names and short names',
  },
} as const;

interface ServerListProps<T> {
  /** Names the table, and its columns in what this browser keeps. */
  label: string;
  what: keyof typeof listed;
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

/** A list of templates or of enrollment patterns that the server searches, filters and sorts, as far as it can. */
export function ServerList<T extends object>({ what, known, ...rest }: ServerListProps<T>): ReactElement {
  const [choice, setChoice] = useKeptColumns(rest.label);
  const { error, refetch } = rest.query;
  // Without the right to the list there is nothing to filter.
  if (notPermitted(error)) return <ErrorNotice error={explainPage(error)} onRetry={() => void refetch()} />;
  return (
    <PagedTable
      {...rest}
      what={listed[what]}
      choice={choice}
      onChoice={setChoice}
      total={totalOf(rest.query.data?.pages ?? [])}
      error={error ? explain(error) : null}
      inUse={filtersInUse(known, rest.url.list.filters).length}
    />
  );
}
