import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { explain } from '../../api/errors.ts';
import { templatesQuery, type TemplateRow } from '../../api/templates.ts';
import { enrollTypesText } from '../../domain/enrollTypes.ts';
import { paths, templateSort } from '../../paths.ts';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { Page } from '../../ui/Page.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { emptyList } from './emptyList.ts';
import { keyRetentionWords } from './templateWords.ts';
import { useListUrl } from './useListUrl.ts';

/** The server's text can exceed 1,500 characters; a cell shows its start, the title all of it. */
const shownKeyTypes = 60;

const columns: readonly Column<TemplateRow>[] = [
  {
    key: 'name',
    header: 'Name',
    minWidth: 200,
    sortField: 'DisplayName',
    title: (row) => row.name,
    cell: (row) => row.name,
  },
  {
    key: 'shortName',
    header: 'Short name',
    width: 175,
    mono: true,
    sortField: 'CommonName',
    hideBelow: 700,
    title: (row) => row.shortName,
    cell: (row) => row.shortName,
  },
  {
    key: 'tenant',
    header: 'Tenant',
    width: 150,
    sortField: 'ConfigurationTenant',
    hideBelow: 900,
    title: (row) => row.tenant,
    cell: (row) => row.tenant,
  },
  { key: 'types', header: 'Enrollment types', width: 205, cell: (row) => enrollTypesText(row.enrollmentTypes) },
  {
    key: 'retention',
    header: 'Key retention',
    width: 210,
    hideBelow: 1000,
    title: (row) => keyRetentionWords(row.keyRetention),
    cell: (row) => keyRetentionWords(row.keyRetention),
  },
  {
    key: 'keyTypes',
    header: 'Key types',
    width: 130,
    hideBelow: 1150,
    title: (row) => row.keyTypes,
    cell: (row) => (row.keyTypes.length > shownKeyTypes ? `${row.keyTypes.slice(0, shownKeyTypes)}…` : row.keyTypes),
  },
  {
    key: 'approval',
    header: 'Approval',
    width: 95,
    hideBelow: 800,
    cell: (row) => (row.requiresApproval ? 'Required' : 'No'),
  },
];

const rowKey = (row: TemplateRow) => String(row.id);
const rowHref = (row: TemplateRow) => paths.template(row.id);

/** The list of certificate templates, searched and sorted by the server. */
export default function TemplatesPage(): ReactElement {
  const { list, onSearch, onSort } = useListUrl(templateSort);
  const query = useInfiniteQuery({ ...templatesQuery(list), placeholderData: keepPreviousData });
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Page
      title="Templates"
      actions={<SearchField value={list.search} onChange={onSearch} label="Search templates by name" />}
    >
      <DataTable
        label="Templates"
        columns={columns}
        rows={rows}
        total={query.data?.pages.at(-1)?.total ?? 0}
        rowKey={rowKey}
        rowHref={rowHref}
        sort={{ field: list.sortField, descending: list.descending }}
        onSort={onSort}
        onEndReached={() => void query.fetchNextPage()}
        loading={query.isFetching}
        error={query.error ? explain(query.error) : null}
        onRetry={() => void query.refetch()}
        empty={emptyList('template', list.search)}
      />
    </Page>
  );
}
