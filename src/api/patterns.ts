import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { asPatternId, asTemplateId, type PatternId, type TemplateId } from '../domain/ids.ts';
import { call } from './client.ts';
import { notPermitted } from './errors.ts';
import { type FilterFields, type ListChoice, listQueryString } from './listFilters.ts';
import { fetchAll, fetchPage, fetchSortedPage, fewPages, nothingFound, pageAfter, quoteValue } from './lists.ts';
import { patternKeys } from './patternKeys.ts';
import { bool, int, listOf, loose, maybe, read, text } from './wire.ts';
import { asWireDocument, type WireDocument } from './wireDocument.ts';

/** One row of the list of enrollment patterns. */
export interface PatternRow {
  id: PatternId;
  name: string;
  description: string;
  templateId: TemplateId | null;
  templateName: string;
  tenant: string;
  isDefault: boolean;
  /** Bits: 1 PFX, 2 CSR, 4 CSR generation. */
  enrollmentTypes: number;
  /** Role names; null where Active Directory permissions decide. */
  roles: readonly string[] | null;
  /** Logical names of the CAs it is restricted to; null where any of the tenant may issue. */
  authorities: readonly string[] | null;
}

export const wirePattern = loose({
  Id: int,
  Name: maybe(text),
  Description: maybe(text),
  Template: maybe(
    loose({
      Id: int,
      TemplateName: maybe(text),
      CommonName: maybe(text),
      ConfigurationTenant: maybe(text),
      FriendlyName: maybe(text),
    }),
  ),
  TemplateDefault: maybe(bool),
  UseADPermissions: maybe(bool),
  AssociatedRoles: listOf(loose({ Name: maybe(text) })),
  AllowedEnrollmentTypes: maybe(int),
  RestrictCAs: maybe(bool),
  CertificateAuthorities: listOf(loose({ LogicalName: maybe(text) })),
});

/** One row of GET EnrollmentPatterns as a value of ours. */
export function readPatternRow(wire: z.output<typeof wirePattern>): PatternRow {
  const template = wire.Template;
  return {
    id: asPatternId(wire.Id),
    name: wire.Name ?? '',
    description: wire.Description ?? '',
    templateId: template ? asTemplateId(template.Id) : null,
    templateName: template ? template.FriendlyName || template.TemplateName || template.CommonName || '' : '',
    tenant: template?.ConfigurationTenant ?? '',
    isDefault: wire.TemplateDefault ?? false,
    enrollmentTypes: wire.AllowedEnrollmentTypes ?? 0,
    roles: wire.UseADPermissions === true ? null : wire.AssociatedRoles.map((role) => role.Name ?? ''),
    authorities: wire.RestrictCAs === true ? wire.CertificateAuthorities.map((ca) => ca.LogicalName ?? '') : null,
  };
}

/** What enrollment patterns are filtered by (vendor documentation, GET Enrollment Patterns). */
export const patternFilters: FilterFields = {
  type: { field: 'AllowedEnrollmentType', values: { pfx: '1', csr: '2', none: '0' } },
  tenant: { field: 'ConfigurationTenant' },
  default: { field: 'TemplateDefault', values: { yes: 'true', no: 'false' } },
  restricted: { field: 'RestrictCA', values: { yes: 'true', no: 'false' } },
  role: { field: 'AssociatedRoleName' },
};

/** What the server is asked to sort by. No sort field is documented: the server may refuse. */
const serverSorts: ReadonlySet<string> = new Set(['Name', 'TemplateDisplayName', 'ConfigurationTenant']);

/**
 * The list of enrollment patterns, 100 a page, searched, filtered and sorted by the server; what it does not sort by
 * comes in its own order. `sortRefused` tells that a sort was asked for and is not known there.
 */
export function patternsQuery({ search, filters, ...order }: ListChoice) {
  const sort = serverSorts.has(order.sortField) ? order : {};
  const searched = ['Name', 'TemplateDisplayName', 'TemplateShortName'];
  const queryString = listQueryString(searched, patternFilters, { search, filters });
  return infiniteQueryOptions({
    queryKey: [...patternKeys.lists, { queryString, ...sort }],
    initialPageParam: 1,
    queryFn: async ({ pageParam, signal }) => {
      if (queryString === null) return nothingFound;
      const asked = { pageSize: 100, ...sort, ...(queryString === undefined ? {} : { queryString }) };
      const page = await fetchSortedPage('/EnrollmentPatterns', pageParam, asked, wirePattern, { signal });
      return { ...page, rows: page.rows.map(readPatternRow) };
    },
    getNextPageParam: pageAfter,
    // A look elsewhere must not read fifty pages again.
    refetchOnWindowFocus: fewPages,
  });
}

/** Patterns come in full, some kilobytes each: more than this many are not read for a column of another list. */
const mostPatterns = 1000;

/**
 * The enrollment patterns of each template by its id, the default one first. Null where they may not be read, and
 * where there are more than a thousand.
 */
export function patternsByTemplateQuery() {
  return queryOptions({
    queryKey: [...patternKeys.lists, 'by template'],
    queryFn: async ({ signal }) => {
      try {
        const { total } = await fetchPage('/EnrollmentPatterns', 1, { pageSize: 1 }, wirePattern, { signal });
        if (total > mostPatterns) return null;
        const rows = await fetchAll('/EnrollmentPatterns', {}, wirePattern, { signal });
        return byTemplate(defaultFirst(rows.map(readPatternRow)));
      } catch (error) {
        if (notPermitted(error)) return null;
        throw error;
      }
    },
    staleTime: 300_000,
    refetchOnWindowFocus: false,
  });
}

function byTemplate(patterns: readonly PatternRow[]): ReadonlyMap<number, readonly PatternRow[]> {
  const found = new Map<number, PatternRow[]>();
  for (const pattern of patterns) {
    if (pattern.templateId === null) continue;
    const others = found.get(pattern.templateId);
    if (others) others.push(pattern);
    else found.set(pattern.templateId, [pattern]);
  }
  return found;
}

const defaultFirst = (patterns: readonly PatternRow[]): PatternRow[] =>
  patterns.toSorted((one, other) => Number(other.isDefault) - Number(one.isDefault));

/** The patterns of one template; the default one first. */
export function patternsOfTemplateQuery(templateId: number) {
  return queryOptions({
    queryKey: patternKeys.defaultOf(templateId),
    queryFn: async ({ signal }) => {
      const rows = await fetchAll('/EnrollmentPatterns', { queryString: `TemplateId -eq ${templateId}` }, wirePattern, {
        signal,
      });
      const found = rows.map(readPatternRow).filter((pattern) => pattern.templateId === templateId);
      return defaultFirst(found);
    },
  });
}

const document = loose({ Id: int, Name: maybe(text), Description: maybe(text) });

/** Reads one enrollment pattern now, past every cache: the untouched document. */
export async function fetchPattern(id: number, signal?: AbortSignal): Promise<WireDocument> {
  const answer = await call(`/EnrollmentPatterns/${id}`, signal ? { signal } : {});
  read(document, answer.body, 'enrollment pattern');
  return asWireDocument(answer.body, 'enrollment pattern', [
    'Regexes',
    'Defaults',
    'MetadataFields',
    'EnrollmentFields',
  ]);
}

/** One enrollment pattern as the server sent it, members we do not know included. */
export function patternQuery(id: number) {
  return queryOptions({
    queryKey: patternKeys.one(id),
    queryFn: ({ signal }) => fetchPattern(id, signal),
  });
}

/** Puts a pattern just read into the cache, so that the screen shows what the server holds. */
export function keepPattern(client: QueryClient, id: number, stored: WireDocument): void {
  client.setQueryData(patternKeys.one(id), stored);
}

/** Id of the enrollment pattern of exactly this name, or null. Throws for a name with a double quote, which no query can carry. */
export async function findPatternByName(name: string): Promise<PatternId | null> {
  const value = quoteValue(name);
  if (value === null) throw new Error('a name with a double quote cannot be looked for');
  const rows = await fetchAll('/EnrollmentPatterns', { queryString: `Name -eq ${value}` }, wirePattern);
  return rows.map(readPatternRow).find((pattern) => pattern.name === name)?.id ?? null;
}
