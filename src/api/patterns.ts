import { infiniteQueryOptions, mutationOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import type * as z from 'zod/mini';
import { asPatternId, asTemplateId, type PatternId, type TemplateId } from '../domain/ids.ts';
import { call } from './client.ts';
import { fetchAll, fetchPage, pageAfter } from './lists.ts';
import { patternKeys } from './patternKeys.ts';
import { containsQuery, type ListChoice } from './templates.ts';
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
}

const row = loose({
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
});

/** One row of GET EnrollmentPatterns as a value of ours. */
export function readPatternRow(wire: z.output<typeof row>): PatternRow {
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
  };
}

/** The list of enrollment patterns, 100 a page, searched by the server; an empty sort field leaves its own order. */
export function patternsQuery(list: ListChoice) {
  return infiniteQueryOptions({
    queryKey: [...patternKeys.lists, list],
    initialPageParam: 1,
    queryFn: async ({ pageParam, signal }) => {
      const queryString = containsQuery(['Name', 'TemplateDisplayName', 'TemplateShortName'], list.search);
      if (queryString === null) return { rows: [], total: 0, totalIsExact: true, page: 1 };
      const page = await fetchPage(
        '/EnrollmentPatterns',
        pageParam,
        {
          pageSize: 100,
          ...(list.sortField === '' ? {} : { sortField: list.sortField, descending: list.descending }),
          ...(queryString === undefined ? {} : { queryString }),
        },
        row,
        { signal },
      );
      return { ...page, rows: page.rows.map(readPatternRow) };
    },
    getNextPageParam: pageAfter,
  });
}

/** The patterns of one template; the default one first. */
export function patternsOfTemplateQuery(templateId: number) {
  return queryOptions({
    queryKey: patternKeys.defaultOf(templateId),
    queryFn: async ({ signal }) => {
      const rows = await fetchAll('/EnrollmentPatterns', { queryString: `TemplateId -eq ${templateId}` }, row, {
        signal,
      });
      const found = rows.map(readPatternRow).filter((pattern) => pattern.templateId === templateId);
      return found.toSorted((one, other) => Number(other.isDefault) - Number(one.isDefault));
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

/**
 * PUT EnrollmentPatterns/{id} with a body made by `patternBody`. Afterwards the lists are read again, and the templates
 * when they are next looked at: they show their default pattern's rules.
 */
export function savePattern() {
  return mutationOptions({
    mutationFn: async ({ id, body }: { id: number; body: WireDocument }) => {
      await call(`/EnrollmentPatterns/${id}`, { method: 'PUT', body });
    },
    onSettled: async (_answer, _error, _sent, _result, { client }) => {
      await Promise.all([
        client.invalidateQueries({ queryKey: patternKeys.lists }),
        client.invalidateQueries({ queryKey: ['patterns', 'default of'] }),
        client.invalidateQueries({ queryKey: ['templates'], refetchType: 'none' }),
      ]);
    },
  });
}
