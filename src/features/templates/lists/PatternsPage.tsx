import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { patternFilters, patternQuery, patternsQuery, type PatternRow } from '../../../api/patterns.ts';
import { whyNot } from '../../../api/rights.ts';
import { meQuery, serverQuery } from '../../../api/server.ts';
import { enrollTypesText } from '../../../domain/enrollTypes.ts';
import { paths } from '../../../paths.ts';
import { ActionLink } from '../../../ui/ActionButton.tsx';
import type { Column } from '../../../ui/columns.ts';
import { EmptyState } from '../../../ui/EmptyState.tsx';
import { FilterSelect, FilterText } from '../../../ui/FilterSelect.tsx';
import { Page } from '../../../ui/Page.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { rolesText } from '../templateWords.ts';
import { ServerList } from './ServerList.tsx';
import { TenantFilter } from './TenantFilter.tsx';
import { enrollTypeChoices } from './filterChoices.ts';
import { useListUrl } from './useListUrl.ts';

const columns: readonly Column<PatternRow>[] = [
  { key: 'name', header: 'Name', minWidth: 170, sortField: 'Name', text: (row) => row.name },
  {
    key: 'template',
    header: 'Template',
    minWidth: 160,
    sortField: 'TemplateDisplayName',
    text: (row) => row.templateName,
  },
  {
    key: 'default',
    header: 'Default',
    width: 100,
    sortsHere: true,
    hideBelow: 700,
    text: (row) => (row.isDefault ? 'Default' : ''),
  },
  {
    key: 'types',
    header: 'Enrollment types',
    width: 190,
    sortsHere: true,
    hideBelow: 800,
    text: (row) => enrollTypesText(row.enrollmentTypes),
  },
  { key: 'roles', header: 'Who may enroll', minWidth: 160, sortsHere: true, hideBelow: 900, text: rolesText },
  {
    key: 'authorities',
    header: 'Certificate authorities',
    minWidth: 205,
    sortsHere: true,
    hideBelow: 1250,
    text: (row) => (row.authorities === null ? 'Any of the tenant' : row.authorities.join(', ') || 'None'),
  },
  {
    key: 'tenant',
    header: 'Tenant',
    width: 140,
    sortField: 'ConfigurationTenant',
    hideBelow: 1000,
    text: (row) => row.tenant,
  },
  { key: 'description', header: 'Description', minWidth: 160, optional: true, text: (row) => row.description },
  {
    key: 'id',
    header: 'Id',
    width: 90,
    align: 'end',
    sortsHere: true,
    optional: true,
    text: (row) => String(row.id),
    sortValue: (row) => row.id,
  },
];

const yesNo = [
  { value: 'yes', label: 'Yes' },
  { value: 'no', label: 'No' },
];

const rowKey = (row: PatternRow) => String(row.id);
const rowHref = (row: PatternRow) => paths.pattern(row.id);

/** The list of enrollment patterns: who may enroll what, from which CAs. */
export default function PatternsPage(): ReactElement {
  const url = useListUrl('');
  const { list, filter } = url;
  const client = useQueryClient();
  const server = useQuery(serverQuery());
  const closed = whyNot(useQuery(meQuery()).data, 'patterns');
  const missing = server.data?.abilities.enrollmentPatterns === false;
  const query = useInfiniteQuery({ ...patternsQuery(list), placeholderData: keepPreviousData, enabled: !missing });
  const pages = query.data?.pages;
  const roles = useMemo(() => {
    const names = pages?.flatMap((page) => page.rows.flatMap((row) => row.roles ?? [])) ?? [];
    return [...new Set(names)].toSorted();
  }, [pages]);
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
  const open = (row: PatternRow) => {
    void client.prefetchQuery({ ...patternQuery(row.id), staleTime: 30_000 });
    import('../PatternEditor.tsx').catch(() => undefined);
  };
  return (
    <Page
      title="Enrollment patterns"
      actions={
        <>
          <SearchField value={list.search} onChange={url.onSearch} label="Search enrollment patterns by name" />
          <ActionLink to={paths.newPattern()} disabledReason={closed}>
            New enrollment pattern
          </ActionLink>
        </>
      }
    >
      <ServerList
        label="Enrollment patterns"
        what="enrollment pattern"
        columns={columns}
        url={url}
        query={query}
        known={patternFilters}
        filters={
          <>
            <FilterSelect label="Enrollment type" {...filter('type')} choices={enrollTypeChoices} />
            <TenantFilter {...filter('tenant')} ask={query.data !== undefined} />
            <FilterSelect label="Default" {...filter('default')} choices={yesNo} />
            <FilterSelect label="Restricted to CAs" {...filter('restricted')} choices={yesNo} />
            <FilterText label="Role" {...filter('role')} offered={roles} />
          </>
        }
        rowKey={rowKey}
        rowHref={rowHref}
        onNear={open}
      />
    </Page>
  );
}
