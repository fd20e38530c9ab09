import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ReactElement } from 'react';
import { certificateFilterNames, certificatesQuery, type CertificateFilterName } from '../../api/certificateList.ts';
import type { CertificateRecord } from '../../api/certificates.ts';
import { ApiError, explain } from '../../api/errors.ts';
import { totalOf } from '../../api/lists.ts';
import { scopeNamesQuery } from '../../api/scopeNames.ts';
import { scopeWords } from '../../domain/scope.ts';
import { keptColumns, useKept } from '../../kept.ts';
import { paths, scopeOfUrl } from '../../paths.ts';
import { noChoice, type ColumnChoice } from '../../ui/columns.ts';
import { FilterSelect, FilterText } from '../../ui/FilterSelect.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { Page } from '../../ui/Page.tsx';
import { PagedTable } from '../../ui/PagedTable.tsx';
import { SearchField } from '../../ui/SearchField.tsx';
import { useUrlMembers } from '../../ui/useUrlMembers.ts';
import { certificateColumns } from './certificateColumns.tsx';
import { certificatesOfUrl, sortMembers } from './certificatesUrl.ts';
import { RefusedScope } from './RefusedScope.tsx';
import { ScopeControl } from './ScopeControl.tsx';
import { shownCertificateQuery } from './shownCertificate.ts';

const label = 'Certificates';
const chooseColumns = (choice: ColumnChoice) => keptColumns.write({ [label]: choice });

const ends = [
  { value: '7', label: 'Within 7 days' },
  { value: '30', label: 'Within 30 days' },
  { value: '90', label: 'Within 90 days' },
  { value: '365', label: 'Within a year' },
];
const included = [{ value: 'yes', label: 'Included' }];

const rowKey = (row: CertificateRecord) => String(row.certificateId);
const noFilters = Object.fromEntries(certificateFilterNames.map((name) => [name, '']));

const what = {
  one: 'certificate',
  whyNone:
    'Certificates appear here once they are enrolled, imported or found. Revoked, held and expired ones are hidden.',
  searched:
    'names, and for whole ids, thumbprints and serial numbers; revoked, held and expired ones only where included',
};

/** Certificates, searched on the server. The whole question is in the URL. */
export default function CertificatesPage(): ReactElement {
  const [params, change] = useUrlMembers();
  const list = certificatesOfUrl(params);
  const scope = scopeOfUrl(params);
  const client = useQueryClient();
  const query = useInfiniteQuery({ ...certificatesQuery(list, scope), placeholderData: keepPreviousData });
  const choice = useKept(keptColumns)[label] ?? noChoice;
  const pages = query.data?.pages;
  const offered = useMemo(() => {
    const rows = pages?.flatMap((page) => page.rows) ?? [];
    const names = (of: (row: CertificateRecord) => string) => [...new Set(rows.map(of))].filter(Boolean).toSorted();
    return { templates: names((row) => row.templateName), requesters: names((row) => row.requesterName) };
  }, [pages]);

  const filter = (name: CertificateFilterName) => ({
    value: list.filters[name] ?? '',
    onChange: (value: string) => change({ [name]: value }),
  });
  const before = /^\d{4}-/.test(list.filters['expires'] ?? '') ? (list.filters['expires'] ?? '') : '';
  const scoped = scopeWords(scope, useQuery(scopeNamesQuery(scope)).data);
  const leftOut = [...new Set(pages?.flatMap((page) => page.leftOut) ?? [])];
  const open = (row: CertificateRecord) => {
    void client.prefetchQuery({ ...shownCertificateQuery(row.certificateId, scope), staleTime: 30_000 });
    import('./CertificatePage.tsx').catch(() => undefined);
  };
  if (query.error instanceof ApiError && query.error.status === 403) {
    const summary = `The server does not show you ${scoped === '' ? 'all certificates' : `those of ${scoped}`}`;
    return (
      <Page title={label}>
        <RefusedScope
          error={{ ...explain(query.error), summary, isRight: true }}
          scope={scope}
          onChange={change}
          onRetry={() => void query.refetch()}
        />
      </Page>
    );
  }
  return (
    <Page
      title={label}
      {...(scoped === '' ? {} : { subtitle: `Those of ${scoped} only` })}
      actions={
        <SearchField
          value={list.search}
          onChange={(text) => change({ q: text })}
          label="Search by name, id, thumbprint or serial number"
          brief="Name, id, thumbprint or serial"
        />
      }
      banner={
        leftOut.length > 0 && (
          <Notice kind="info" title={`The search of this server does not take ${leftOut.join(', ')}`}>
            That was left out of the question, so that the rows are those that fit the rest.
          </Notice>
        )
      }
    >
      <PagedTable
        label={label}
        what={what}
        columns={certificateColumns}
        choice={choice}
        onChoice={chooseColumns}
        url={{
          list,
          onSort: (sort) => change(sortMembers(sort)),
          onClearFilters: () => change(noFilters),
          onClearAll: () => change({ ...noFilters, q: '' }),
        }}
        query={query}
        total={totalOf(pages ?? [])}
        error={query.error ? explain(query.error) : null}
        inUse={Object.keys(list.filters).length}
        filters={
          <>
            {scoped !== '' && <ScopeControl scope={scope} onChange={change} />}
            <FilterSelect
              label="Ends"
              value={before === '' ? (list.filters['expires'] ?? '') : ''}
              onChange={(value) => change({ expires: value })}
              choices={ends}
              any="Any time"
            />
            <FilterText
              type="date"
              label="Ends before"
              value={before}
              onChange={(value) => change({ expires: value })}
            />
            <FilterText label="Template" {...filter('template')} offered={offered.templates} />
            <FilterText label="Requester" {...filter('requester')} offered={offered.requesters} />
            <FilterText label="Store machine" {...filter('machine')} />
            <FilterText label="Store path" {...filter('path')} />
            <FilterSelect label="Revoked or held" {...filter('revoked')} choices={included} any="Hidden" />
            <FilterSelect label="Expired" {...filter('expired')} choices={included} any="Hidden" />
          </>
        }
        // The filters take two lines, with those of a scope three, below a title of two.
        height={`max(280px, calc(var(--view, 100dvh) - ${scoped === '' ? 276 : 324}px))`}
        rowKey={rowKey}
        rowHref={(row) => paths.certificate(row.certificateId, scope)}
        onNear={open}
      />
    </Page>
  );
}
