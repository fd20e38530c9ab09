import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { patternsByTemplateQuery } from '../../../api/patterns.ts';
import { serverQuery } from '../../../api/server.ts';
import { templateFilters, templateQuery, templatesQuery, type TemplateRow } from '../../../api/templates.ts';
import { keptShell, useKept } from '../../../kept.ts';
import { paths, templateSort } from '../../../paths.ts';
import { FilterSelect } from '../../../ui/FilterSelect.tsx';
import { Page } from '../../../ui/Page.tsx';
import { SearchField } from '../../../ui/SearchField.tsx';
import { ImportTemplates } from './ImportTemplates.tsx';
import { ServerList } from './ServerList.tsx';
import { templateColumns } from './templateColumns.ts';
import { TenantFilter } from './TenantFilter.tsx';
import { enrollTypeChoices } from './filterChoices.ts';
import { useListUrl } from './useListUrl.ts';

const retentions = [
  { value: 'kept', label: 'Kept' },
  { value: 'none', label: 'Not kept' },
];
const builtIns = [{ value: 'hidden', label: 'Hidden' }];

const rowKey = (row: TemplateRow) => String(row.id);
const rowHref = (row: TemplateRow) => paths.template(row.id);

/** The list of certificate templates: what is enabled where. */
export default function TemplatesPage(): ReactElement {
  const url = useListUrl(templateSort);
  const { list, filter } = url;
  const client = useQueryClient();
  const query = useInfiniteQuery({ ...templatesQuery(list), placeholderData: keepPreviousData });
  const there = query.data !== undefined;
  const server = useQuery(serverQuery());
  const seenBefore = useKept(keptShell).patterns;
  const hasPatterns = server.data?.abilities.enrollmentPatterns ?? seenBefore ?? false;
  const { data: patterns, isError } = useQuery({ ...patternsByTemplateQuery(), enabled: there && hasPatterns });
  const columns = useMemo(
    () => templateColumns(hasPatterns && !isError ? patterns : null),
    [hasPatterns, isError, patterns],
  );

  const open = (row: TemplateRow) => {
    void client.prefetchQuery({ ...templateQuery(row.id), staleTime: 30_000 });
    import('../TemplateEditor.tsx').catch(() => undefined);
  };
  return (
    <Page
      title="Templates"
      actions={
        <>
          <SearchField value={list.search} onChange={url.onSearch} label="Search templates by name" />
          <ImportTemplates />
        </>
      }
    >
      <ServerList
        label="Templates"
        what="template"
        columns={columns}
        url={url}
        query={query}
        known={templateFilters}
        filters={
          <>
            <FilterSelect label="Enrollment type" {...filter('type')} choices={enrollTypeChoices} />
            <TenantFilter {...filter('tenant')} ask={there} />
            <FilterSelect label="Private keys" {...filter('retention')} choices={retentions} />
            <FilterSelect label="Microsoft’s own" {...filter('builtin')} choices={builtIns} any="Shown" />
          </>
        }
        rowKey={rowKey}
        rowHref={rowHref}
        onNear={open}
      />
    </Page>
  );
}
