import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { explain } from '../../api/errors.ts';
import { patternsQuery, type PatternRow } from '../../api/patterns.ts';
import { serverQuery } from '../../api/server.ts';
import { enrollTypesText } from '../../domain/enrollTypes.ts';
import { paths } from '../../paths.ts';
import { ActionLink } from '../../ui/ActionButton.tsx';
import { DataTable, type Column } from '../../ui/DataTable.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { emptyList } from './emptyList.ts';
import { useListUrl } from './useListUrl.ts';

const rolesText = (row: PatternRow) =>
  row.roles === null ? 'Active Directory permissions' : row.roles.join(', ') || 'No role';

const columns: readonly Column<PatternRow>[] = [
  { key: 'name', header: 'Name', minWidth: 200, title: (row) => row.name, cell: (row) => row.name },
  {
    key: 'template',
    header: 'Template',
    minWidth: 180,
    title: (row) => row.templateName,
    cell: (row) => row.templateName,
  },
  { key: 'default', header: 'Default', width: 100, hideBelow: 700, cell: (row) => (row.isDefault ? 'Default' : '') },
  {
    key: 'types',
    header: 'Enrollment types',
    width: 190,
    hideBelow: 800,
    cell: (row) => enrollTypesText(row.enrollmentTypes),
  },
  { key: 'roles', header: 'Who may enroll', minWidth: 160, hideBelow: 900, title: rolesText, cell: rolesText },
  {
    key: 'tenant',
    header: 'Tenant',
    width: 140,
    hideBelow: 1000,
    title: (row) => row.tenant,
    cell: (row) => row.tenant,
  },
];

const rowKey = (row: PatternRow) => String(row.id);
const rowHref = (row: PatternRow) => paths.pattern(row.id);

/** The list of enrollment patterns, searched by the server. */
export default function PatternsPage(): ReactElement {
  const { list, onSearch, onSort } = useListUrl('');
  const server = useQuery(serverQuery());
  const missing = server.data?.abilities.enrollmentPatterns === false;
  const query = useInfiniteQuery({ ...patternsQuery(list), placeholderData: keepPreviousData, enabled: !missing });
  if (missing) {
    return (
      <Page title="Enrollment patterns">
        <EmptyState
          title="This server has no enrollment patterns"
          text="Before Command 25.1 the rules for enrollment are set on the templates themselves."
          action={<ActionLink to={paths.templates()}>Open templates</ActionLink>}
        />
      </Page>
    );
  }
  const rows = query.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Page
      title="Enrollment patterns"
      actions={<SearchField value={list.search} onChange={onSearch} label="Search enrollment patterns by name" />}
    >
      <DataTable
        label="Enrollment patterns"
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
        empty={emptyList('enrollment pattern', list.search)}
      />
    </Page>
  );
}
